CREATE TABLE setting(
  only INTEGER PRIMARY KEY CHECK(only = 1),
  origin TEXT NOT NULL,
  vkey TEXT NOT NULL,
  format INTEGER NOT NULL
) STRICT;
CREATE TABLE entry(
  seq INTEGER PRIMARY KEY,
  entry_id BLOB NOT NULL UNIQUE CHECK(length(entry_id) = 16),
  stream BLOB NOT NULL CHECK(length(stream) = 16),
  version INTEGER NOT NULL CHECK(version > 0),
  format INTEGER NOT NULL,
  commitment BLOB NOT NULL CHECK(length(commitment) = 32),
  head_commit BLOB NOT NULL CHECK(length(head_commit) = 32),
  body_commit BLOB NOT NULL CHECK(length(body_commit) = 32),
  head_salt BLOB CHECK(length(head_salt) = 32),
  head_key_commit BLOB CHECK(length(head_key_commit) = 32),
  head_sealed BLOB,
  body_salt BLOB CHECK(length(body_salt) = 32),
  body_key_commit BLOB CHECK(length(body_key_commit) = 32),
  body_sealed BLOB,
  disposed_by INTEGER REFERENCES entry(seq) CHECK(disposed_by > seq),
  UNIQUE(stream, version)
) STRICT;
CREATE TABLE tile(
  level INTEGER NOT NULL,
  n INTEGER NOT NULL,
  hashes BLOB NOT NULL CHECK(length(hashes) = 8192),
  PRIMARY KEY(level, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint(
  size INTEGER PRIMARY KEY,
  root BLOB NOT NULL CHECK(length(root) = 32),
  note TEXT NOT NULL
) STRICT;
CREATE TRIGGER setting_is_kept BEFORE DELETE ON setting
BEGIN SELECT RAISE(ABORT, 'the ledger keeps its setting'); END;
CREATE TRIGGER setting_stands BEFORE UPDATE ON setting
BEGIN SELECT RAISE(ABORT, 'the setting of a ledger does not change'); END;
CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM entry)
BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END;
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger keeps every entry'); END;
CREATE TRIGGER entry_stands BEFORE UPDATE ON entry
WHEN NOT (
  NEW.seq IS OLD.seq AND NEW.entry_id IS OLD.entry_id
  AND NEW.stream IS OLD.stream AND NEW.version IS OLD.version
  AND NEW.format IS OLD.format AND NEW.commitment IS OLD.commitment
  AND NEW.head_commit IS OLD.head_commit AND NEW.body_commit IS OLD.body_commit
  AND (NEW.head_salt IS OLD.head_salt OR NEW.head_salt IS NULL)
  AND (NEW.head_key_commit IS OLD.head_key_commit OR NEW.head_key_commit IS NULL)
  AND (NEW.head_sealed IS OLD.head_sealed OR NEW.head_sealed IS NULL)
  AND (NEW.body_salt IS OLD.body_salt OR NEW.body_salt IS NULL)
  AND (NEW.body_key_commit IS OLD.body_key_commit OR NEW.body_key_commit IS NULL)
  AND (NEW.body_sealed IS OLD.body_sealed OR NEW.body_sealed IS NULL)
  AND NEW.disposed_by IS NOT NULL AND NEW.disposed_by >= coalesce(OLD.disposed_by, 0)
)
BEGIN SELECT RAISE(ABORT, 'an entry is only ever emptied, by a later entry'); END;
CREATE TRIGGER tile_is_kept BEFORE DELETE ON tile
BEGIN SELECT RAISE(ABORT, 'the ledger keeps every tile'); END;
CREATE TRIGGER tile_stands BEFORE UPDATE ON tile
BEGIN SELECT RAISE(ABORT, 'a full tile does not change'); END;
CREATE TRIGGER checkpoint_is_kept BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'the ledger keeps every checkpoint'); END;
CREATE TRIGGER checkpoint_stands BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint does not change'); END;
