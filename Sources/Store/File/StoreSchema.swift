/// How a store is laid out, by its format version.
enum StoreSchema {
    /// "TGAT": tells a store from other SQLite files.
    static let applicationID = 0x5447_4154
    /// The version that is written; older ones there are none.
    static let version = 1

    /// A file of a dataset describes itself and owns its names and chunks, so that it can be
    /// appended to and removed without a look at any other.
    static let statements = """
        CREATE TABLE change (counter INTEGER NOT NULL) STRICT;
        INSERT INTO change VALUES (0);
        CREATE TABLE dataset (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE file (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            dataset INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE,
            description TEXT NOT NULL,
            checksum INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX file_of_dataset ON file (dataset);
        CREATE TABLE names (
            id INTEGER PRIMARY KEY,
            file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
            field INTEGER NOT NULL,
            page BLOB NOT NULL,
            checksum INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX names_of_file ON names (file, field);
        CREATE TABLE chunk (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
            rows INTEGER NOT NULL,
            first_time INTEGER NOT NULL,
            last_time INTEGER NOT NULL,
            checksum INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX chunk_of_file ON chunk (file, first_time, last_time);
        CREATE TABLE chunk_column (
            id INTEGER PRIMARY KEY,
            chunk INTEGER NOT NULL REFERENCES chunk ON DELETE CASCADE,
            field INTEGER NOT NULL,
            data BLOB NOT NULL,
            checksum INTEGER NOT NULL,
            UNIQUE (chunk, field)
        ) STRICT;
        """
}
