-- Who saw what. Papers are opened far more often than anything else is done, and whatever is written in a database makes
-- every reader open its sealed pages anew: so this lies in a file of its own, and the register's pages stay open.
CREATE TABLE seen.state(one INTEGER PRIMARY KEY CHECK(one = 1), applied INTEGER NOT NULL, made TEXT NOT NULL) STRICT;
CREATE TABLE seen.seen(paper INTEGER NOT NULL, by TEXT NOT NULL, label_id INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY(paper, by, label_id)) STRICT, WITHOUT ROWID;
CREATE INDEX seen.seen_by ON seen(by, last);
