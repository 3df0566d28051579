"""The price table that a replay uses by itself, read anew and independently of Tollgate."""

from dataclasses import dataclass
from decimal import Decimal

import yaml

from .settings import PROJECT

TABLE = PROJECT / "Sources" / "Pricing" / "Tables" / "headline-2026.yaml"
MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class Prices:
    """One price per million tokens for each model and alias."""

    models: list[str]
    rates: dict[str, Decimal]

    @staticmethod
    def read() -> "Prices":
        table = yaml.safe_load(TABLE.read_text())
        if table["unit"] != "1M tokens":
            raise ValueError(f"{TABLE}: the unit is {table['unit']}, not 1M tokens")
        rates: dict[str, Decimal] = {}
        for model in table["models"]:
            for name in [model["id"], *model["aliases"]]:
                rates[name] = Decimal(model["all_tokens"])
        return Prices([model["id"] for model in table["models"]], rates)

    def cost(self, model: str, tokens: int) -> Decimal:
        """Exact; 0 where the table has no price, as a total leaves out what is unpriced."""
        return self.rates.get(model, Decimal(0)) * tokens / MILLION
