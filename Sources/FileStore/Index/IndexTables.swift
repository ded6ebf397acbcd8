/// The tables of the index.
enum IndexTables {
  static let columns = 8

  static let sql = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE segment (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
    -- How far each site's journal has been read, and the last entry that was met.
    CREATE TABLE progress (
      site TEXT PRIMARY KEY, segment INTEGER NOT NULL, end INTEGER NOT NULL,
      entry_segment INTEGER NOT NULL, entry_start INTEGER NOT NULL, entry_length INTEGER NOT NULL,
      sequence INTEGER NOT NULL, seal TEXT NOT NULL
    ) WITHOUT ROWID;
    -- A record as of its newest version.
    CREATE TABLE record (
      id INTEGER PRIMARY KEY, size INTEGER NOT NULL, number TEXT NOT NULL, form TEXT NOT NULL, sort TEXT NOT NULL,
      version INTEGER NOT NULL, status TEXT NOT NULL, saved_at INTEGER NOT NULL, saved_offset INTEGER NOT NULL,
      clock INTEGER, saved_by TEXT NOT NULL, document INTEGER NOT NULL, definition TEXT,
      classification TEXT NOT NULL,
      -- Whether fields are classed higher than the record; their values stand nowhere in here.
      classed INTEGER NOT NULL DEFAULT 0,
      c0 TEXT, c1 TEXT, c2 TEXT, c3 TEXT, c4 TEXT, c5 TEXT, c6 TEXT, c7 TEXT,
      -- The same in the form that texts are compared in, where that is another text.
      k0 TEXT, k1 TEXT, k2 TEXT, k3 TEXT, k4 TEXT, k5 TEXT, k6 TEXT, k7 TEXT
    );
    -- Longest numbers last, so that the highest serial is the last of its length.
    CREATE UNIQUE INDEX record_number ON record (size, number);
    CREATE INDEX record_form ON record (form, sort);
    CREATE INDEX record_form_time ON record (form, saved_at);
    -- What is open, without looking at all that is done.
    CREATE INDEX record_status ON record (status, form, saved_at);
    CREATE INDEX record_document ON record (document);
    -- What few may read, without looking at all the rest.
    CREATE INDEX record_class ON record (classification, form, status, number);
    CREATE INDEX record_classed ON record (number) WHERE classed;
    CREATE TABLE version (
      record INTEGER NOT NULL, number INTEGER NOT NULL, segment INTEGER NOT NULL, start INTEGER NOT NULL,
      length INTEGER NOT NULL, PRIMARY KEY (record, number)
    ) WITHOUT ROWID;
    CREATE TABLE form (
      id TEXT PRIMARY KEY, records INTEGER NOT NULL, void INTEGER NOT NULL, saved_at INTEGER NOT NULL,
      saved_offset INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE link (
      target TEXT NOT NULL, source INTEGER NOT NULL, field TEXT NOT NULL, PRIMARY KEY (target, source, field)
    ) WITHOUT ROWID;
    CREATE INDEX link_source ON link (source);
    -- Who may read a record as long as it is classed so; those that last do so whatever later versions say.
    CREATE TABLE party (
      name TEXT NOT NULL, record INTEGER NOT NULL, classification TEXT NOT NULL, lasting INTEGER NOT NULL,
      PRIMARY KEY (name, record, classification)
    ) WITHOUT ROWID;
    CREATE INDEX party_record ON party (record, lasting);
    -- Whom a record gives something to do.
    CREATE TABLE assigned (person TEXT NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (person, record)) WITHOUT ROWID;
    CREATE INDEX assigned_record ON assigned (record);
    -- Readable copies that could not be written yet.
    CREATE TABLE owed (
      segment TEXT NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (segment, start)
    ) WITHOUT ROWID;
    -- What entries say last about what stands outside of the journal.
    CREATE TABLE fact (subject TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5 (body, content = '', tokenize = 'ascii');
    """
}
