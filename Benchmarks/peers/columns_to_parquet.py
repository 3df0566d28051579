"""Writes the file of columns as Parquet, with the names of the models.

Usage: `python columns_to_parquet.py COLUMNS PARQUET`
"""

import sys

import columns
import pyarrow as pa
import pyarrow.parquet

source = columns.read(sys.argv[1])
data = {name: pa.array(values) for name, values in source.by_name.items()}
data["is_complex"] = data["is_complex"].cast(pa.bool_())
data["model"] = pa.DictionaryArray.from_arrays(data["model"], source.models).cast(pa.string())
pyarrow.parquet.write_table(pa.table(data), sys.argv[2], row_group_size=1 << 17)
