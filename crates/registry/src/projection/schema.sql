-- `made` is the same in both files of the rows.
CREATE TABLE state(one INTEGER PRIMARY KEY CHECK(one = 1), code INTEGER NOT NULL, applied INTEGER NOT NULL, made TEXT NOT NULL) STRICT;
CREATE TABLE label(id INTEGER PRIMARY KEY, canonical TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE paper(
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL,
  label_id INTEGER NOT NULL, own_label_id INTEGER NOT NULL, settled INTEGER NOT NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, sender TEXT NOT NULL, recipient TEXT NOT NULL,
  day TEXT, year INTEGER, entered INTEGER NOT NULL, words INTEGER NOT NULL,
  number TEXT NOT NULL, fingerprint TEXT NOT NULL, has_original INTEGER NOT NULL,
  -- 0: in the register; 1: in the in-tray; 2: settled as a duplicate; 3: turned away. What is not in the register has no number.
  tray INTEGER NOT NULL, came TEXT NOT NULL, stated TEXT NOT NULL, held_as INTEGER,
  -- The entry by which it came into the register; 0 as long as none did.
  taken INTEGER NOT NULL) STRICT;
CREATE INDEX paper_taken ON paper(taken);
CREATE INDEX paper_tray ON paper(tray) WHERE tray > 0;
CREATE INDEX paper_stated ON paper(stated) WHERE stated <> '';
CREATE INDEX paper_day ON paper(day, sender);
-- In the order of the register, and with all that a list is narrowed by; none begins with the label, so that a list is
-- taken from it as it is read and not sorted first.
CREATE INDEX paper_order ON paper(day, row, label_id, tray, kind, year, own_label_id, settled);
CREATE INDEX paper_sides ON paper(label_id, tray, sender, recipient, kind, year, day);
CREATE INDEX paper_unsettled ON paper(label_id, tray) WHERE settled = 0;
-- How many papers of the register there are of each label, kind and year; -100000 is no year. What has none has no row.
CREATE TABLE tally(label_id INTEGER NOT NULL, kind TEXT NOT NULL, year INTEGER NOT NULL, papers INTEGER NOT NULL, PRIMARY KEY(label_id, kind, year)) STRICT, WITHOUT ROWID;
CREATE TRIGGER tally_came AFTER INSERT ON paper WHEN NEW.tray = 0 BEGIN
  INSERT INTO tally VALUES (NEW.label_id, NEW.kind, coalesce(NEW.year, -100000), 1)
  ON CONFLICT(label_id, kind, year) DO UPDATE SET papers = papers + 1;
END;
CREATE TRIGGER tally_changed AFTER UPDATE OF label_id, kind, year, tray ON paper BEGIN
  UPDATE tally SET papers = papers - 1
  WHERE OLD.tray = 0 AND label_id = OLD.label_id AND kind = OLD.kind AND year = coalesce(OLD.year, -100000);
  DELETE FROM tally WHERE label_id = OLD.label_id AND papers = 0;
  INSERT INTO tally SELECT NEW.label_id, NEW.kind, coalesce(NEW.year, -100000), 1 WHERE NEW.tray = 0
  ON CONFLICT(label_id, kind, year) DO UPDATE SET papers = papers + 1;
END;
CREATE INDEX paper_fingerprint ON paper(fingerprint);
CREATE TABLE series(label_id INTEGER NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY(label_id, year)) STRICT, WITHOUT ROWID;
CREATE TABLE number(text TEXT PRIMARY KEY, paper INTEGER NOT NULL, label_id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX number_paper ON number(paper);
CREATE TABLE enclosure(cover INTEGER NOT NULL, paper INTEGER NOT NULL, PRIMARY KEY(cover, paper)) STRICT, WITHOUT ROWID;
CREATE INDEX enclosure_paper ON enclosure(paper);
-- Why a paper was turned away from the in-tray, as confidential as the paper was then; no longer than it is.
CREATE TABLE turned(paper INTEGER PRIMARY KEY, label_id INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE body(paper INTEGER NOT NULL, part TEXT NOT NULL, digest TEXT NOT NULL, stream TEXT NOT NULL, label_id INTEGER NOT NULL, PRIMARY KEY(paper, part)) STRICT, WITHOUT ROWID;
-- Bodies that are sealed apart from a paper's own, since they hold several that came as one; none is lower than `floor`.
CREATE TABLE held_in(stream TEXT NOT NULL, paper INTEGER NOT NULL, floor INTEGER, PRIMARY KEY(stream, paper)) STRICT, WITHOUT ROWID;
CREATE INDEX held_in_paper ON held_in(paper);
-- Streams whose key is still to be wrapped under the label that their paper bears now.
CREATE TABLE rewrap_due(stream TEXT PRIMARY KEY, label TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE minute(n INTEGER PRIMARY KEY, paper INTEGER NOT NULL, label_id INTEGER NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, day TEXT, at INTEGER, doubtful INTEGER NOT NULL) STRICT;
CREATE INDEX minute_paper ON minute(paper);
-- Undertakings, subjects, assessments and meetings ahead, as they are listed across papers. One that bears no label is known with its
-- paper; `made` was ordered on the paper and not found in it. `bears` is what its paper bears, none while that lies in the tray;
-- `touched` says that anybody has judged it or done something with it, or that it was ordered of a `person` of the office,
-- and so that rows of these are to be looked at; `weak` that the reading was not sure of it.
CREATE TABLE found(
  n INTEGER PRIMARY KEY, paper INTEGER NOT NULL, number INTEGER NOT NULL, class TEXT NOT NULL,
  actor TEXT NOT NULL, partner TEXT NOT NULL, due TEXT, finding TEXT NOT NULL, words TEXT NOT NULL, key TEXT NOT NULL,
  label_id INTEGER, second INTEGER NOT NULL, made INTEGER NOT NULL, bears INTEGER, touched INTEGER NOT NULL DEFAULT 0, weak INTEGER NOT NULL,
  person TEXT NOT NULL) STRICT;
CREATE INDEX found_paper ON found(paper);
CREATE INDEX found_listed ON found(class, bears, due, touched, weak, second, made, label_id, actor, partner, paper, key);
CREATE TRIGGER found_came AFTER INSERT ON found BEGIN
  UPDATE found SET bears = (SELECT label_id FROM paper WHERE row = NEW.paper AND tray = 0),
    touched = NEW.person <> '' OR EXISTS (SELECT 1 FROM judged j WHERE j.paper = NEW.paper AND j.key = NEW.key)
           OR EXISTS (SELECT 1 FROM chase c WHERE c.paper = NEW.paper AND c.key = NEW.key)
  WHERE n = NEW.n;
END;
CREATE TRIGGER found_bears AFTER UPDATE OF label_id, tray ON paper BEGIN
  UPDATE found SET bears = CASE WHEN NEW.tray = 0 THEN NEW.label_id END WHERE paper = NEW.row;
END;
-- Undertakings of which nothing was said since they were found, counted by who is to do what for whom by when: the
-- chase list is put in order by these before any undertaking is looked at.
CREATE TABLE owed(weak INTEGER NOT NULL, bears INTEGER NOT NULL, label_id INTEGER NOT NULL, actor TEXT NOT NULL, partner TEXT NOT NULL, due TEXT NOT NULL, many INTEGER NOT NULL, PRIMARY KEY(weak, bears, label_id, actor, partner, due)) STRICT, WITHOUT ROWID;
CREATE TRIGGER owed_none AFTER UPDATE OF many ON owed WHEN NEW.many = 0 BEGIN
  DELETE FROM owed WHERE weak = NEW.weak AND bears = NEW.bears AND label_id = NEW.label_id
  AND actor = NEW.actor AND partner = NEW.partner AND due = NEW.due;
END;
CREATE TRIGGER owed_no_more AFTER UPDATE OF bears, touched, label_id ON found
WHEN OLD.class = 'undertaking' AND OLD.touched = 0 AND OLD.second = 0 AND OLD.bears IS NOT NULL BEGIN
  UPDATE owed SET many = many - 1 WHERE weak = OLD.weak AND bears = OLD.bears AND label_id = coalesce(OLD.label_id, 0)
  AND actor = OLD.actor AND partner = OLD.partner AND due = coalesce(OLD.due, '');
END;
CREATE TRIGGER owed_now AFTER UPDATE OF bears, touched, label_id ON found
WHEN NEW.class = 'undertaking' AND NEW.touched = 0 AND NEW.second = 0 AND NEW.bears IS NOT NULL BEGIN
  INSERT INTO owed VALUES (NEW.weak, NEW.bears, coalesce(NEW.label_id, 0), NEW.actor, NEW.partner, coalesce(NEW.due, ''), 1)
  ON CONFLICT(weak, bears, label_id, actor, partner, due) DO UPDATE SET many = many + 1;
END;
CREATE TRIGGER owed_never AFTER DELETE ON found
WHEN OLD.class = 'undertaking' AND OLD.touched = 0 AND OLD.second = 0 AND OLD.bears IS NOT NULL BEGIN
  UPDATE owed SET many = many - 1 WHERE weak = OLD.weak AND bears = OLD.bears AND label_id = coalesce(OLD.label_id, 0)
  AND actor = OLD.actor AND partner = OLD.partner AND due = coalesce(OLD.due, '');
END;
-- What was done with undertakings; as confidential as the paper was at that moment, and as another that it names.
CREATE TABLE chase(
  n INTEGER PRIMARY KEY, paper INTEGER NOT NULL, key TEXT NOT NULL, label_id INTEGER NOT NULL, by TEXT NOT NULL,
  at INTEGER NOT NULL, step TEXT NOT NULL, closes INTEGER NOT NULL, words TEXT NOT NULL, owner TEXT NOT NULL,
  person TEXT NOT NULL, day TEXT, other INTEGER) STRICT;
CREATE INDEX chase_paper ON chase(paper, key);
CREATE INDEX chase_other ON chase(other) WHERE other IS NOT NULL;
CREATE TRIGGER chase_touches AFTER INSERT ON chase BEGIN
  UPDATE found SET touched = 1 WHERE paper = NEW.paper AND key = NEW.key;
END;
-- On which day a paper comes up again before whom; to whom it was copied, for what; and what was done about either. Each as
-- confidential as the paper was at that moment, the last also as another that it names.
CREATE TABLE bringup(
  n INTEGER PRIMARY KEY, paper INTEGER NOT NULL, key TEXT NOT NULL, label_id INTEGER NOT NULL, before TEXT NOT NULL,
  by TEXT NOT NULL, at INTEGER NOT NULL, day TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE INDEX bringup_paper ON bringup(paper);
CREATE INDEX bringup_before ON bringup(before, day);
CREATE TABLE copied(
  n INTEGER PRIMARY KEY, paper INTEGER NOT NULL, key TEXT NOT NULL, label_id INTEGER NOT NULL, addressee TEXT NOT NULL,
  by TEXT NOT NULL, at INTEGER NOT NULL, purpose TEXT NOT NULL, note TEXT NOT NULL) STRICT;
CREATE INDEX copied_paper ON copied(paper);
CREATE INDEX copied_to ON copied(addressee);
CREATE TABLE dealt(
  n INTEGER PRIMARY KEY, paper INTEGER NOT NULL, key TEXT NOT NULL, label_id INTEGER NOT NULL, by TEXT NOT NULL,
  at INTEGER NOT NULL, words TEXT NOT NULL, other INTEGER) STRICT;
CREATE INDEX dealt_paper ON dealt(paper, key);
CREATE INDEX dealt_other ON dealt(other) WHERE other IS NOT NULL;
-- What a person found of a proposal, or found himself; as confidential as the paper was at that moment.
CREATE TABLE judged(
  n INTEGER PRIMARY KEY, paper INTEGER NOT NULL, key TEXT NOT NULL, label_id INTEGER NOT NULL,
  by TEXT NOT NULL, at INTEGER NOT NULL, verdict TEXT NOT NULL, rule TEXT NOT NULL, finding TEXT NOT NULL,
  words TEXT NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL, partner TEXT NOT NULL, due TEXT, since INTEGER NOT NULL) STRICT;
CREATE INDEX judged_paper ON judged(paper, key);
CREATE TRIGGER judged_touches AFTER INSERT ON judged BEGIN
  UPDATE found SET touched = 1 WHERE paper = NEW.paper AND key = NEW.key;
END;
CREATE INDEX judged_rule ON judged(rule);
-- That a second reader read a paper, and what it found: a finding of its own, or (empty) one of a rule's that it
-- found too. As confidential as the paper was at that moment.
CREATE TABLE second_reading(n INTEGER PRIMARY KEY, paper INTEGER NOT NULL, label_id INTEGER NOT NULL, at INTEGER NOT NULL, model TEXT NOT NULL, prompt TEXT NOT NULL) STRICT;
CREATE INDEX second_reading_paper ON second_reading(paper);
CREATE TABLE second_finding(n INTEGER PRIMARY KEY, paper INTEGER NOT NULL, label_id INTEGER NOT NULL, at INTEGER NOT NULL, model TEXT NOT NULL, key TEXT NOT NULL, finding TEXT NOT NULL, words TEXT NOT NULL) STRICT;
CREATE INDEX second_finding_paper ON second_finding(paper);
-- A meeting noted by hand bears a label; one that was found bears none, and is seen through the papers that speak of it.
CREATE TABLE meeting(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, label_id INTEGER, day TEXT NOT NULL, clock TEXT, until TEXT, subject TEXT NOT NULL, place TEXT NOT NULL, sides TEXT NOT NULL, cancelled TEXT) STRICT;
CREATE INDEX meeting_day ON meeting(day, clock);
-- That a paper speaks of a meeting (`speaks` is 1) is known with the paper, since the entry `since`; where a person
-- found it (`made`), as confidential as the paper was then. That a paper was put up for one (0), or was written of what
-- was said in it (2), is as confidential as the paper was then, and as the meeting was to those who knew of it by papers
-- at that entry.
CREATE TABLE meeting_paper(meeting TEXT NOT NULL, paper INTEGER NOT NULL, speaks INTEGER NOT NULL, subject TEXT NOT NULL, words TEXT NOT NULL, label_id INTEGER NOT NULL, since INTEGER NOT NULL, key TEXT NOT NULL, made INTEGER NOT NULL, PRIMARY KEY(meeting, paper, speaks, label_id, since)) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_paper_paper ON meeting_paper(paper);
-- That a meeting that was noted and one of which papers speak are one: known to who may know of the first, and knew of the
-- second by papers at the entry `since`.
CREATE TABLE joined(n INTEGER PRIMARY KEY, noted TEXT NOT NULL, found TEXT NOT NULL, since INTEGER NOT NULL) STRICT;
CREATE INDEX joined_noted ON joined(noted);
CREATE INDEX joined_found ON joined(found);
CREATE TABLE boxed(n INTEGER PRIMARY KEY, principal TEXT NOT NULL, paper INTEGER NOT NULL, label_id INTEGER NOT NULL, purpose TEXT NOT NULL, meeting TEXT, note TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, proposed INTEGER NOT NULL, since INTEGER NOT NULL, due TEXT, due_clock TEXT, due_reason TEXT NOT NULL) STRICT;
CREATE INDEX boxed_paper ON boxed(principal, paper);
-- That a paper came out of a box, by a principal's mark or without one; and beside which it was moved while it lay there.
CREATE TABLE boxmark(n INTEGER PRIMARY KEY, principal TEXT NOT NULL, paper INTEGER NOT NULL, label_id INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, mark TEXT NOT NULL, words TEXT NOT NULL, decided TEXT NOT NULL, once TEXT NOT NULL, since INTEGER NOT NULL) STRICT;
CREATE INDEX boxmark_paper ON boxmark(principal, paper);
CREATE TABLE boxmove(n INTEGER PRIMARY KEY, principal TEXT NOT NULL, paper INTEGER NOT NULL, beside INTEGER NOT NULL, after INTEGER NOT NULL, label_id INTEGER NOT NULL, since INTEGER NOT NULL) STRICT;
CREATE INDEX boxmove_principal ON boxmove(principal);
CREATE INDEX boxmove_paper ON boxmove(paper);
CREATE INDEX boxmove_beside ON boxmove(beside);
CREATE TABLE closing(principal TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE person(handle TEXT PRIMARY KEY, admitted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE post(handle TEXT PRIMARY KEY, filled TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- Versions of drafts, each under what its portions bear together, and what was done with each.
CREATE TABLE draft(n INTEGER PRIMARY KEY, draft TEXT NOT NULL, version TEXT NOT NULL UNIQUE, label_id INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, answers INTEGER, content TEXT NOT NULL) STRICT;
CREATE INDEX draft_draft ON draft(draft);
CREATE INDEX draft_answers ON draft(answers) WHERE answers IS NOT NULL;
CREATE TABLE draft_step(n INTEGER PRIMARY KEY, draft TEXT NOT NULL, version TEXT NOT NULL, label_id INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, step TEXT NOT NULL, who TEXT NOT NULL, clearing TEXT NOT NULL, words TEXT NOT NULL, paper INTEGER) STRICT;
CREATE INDEX draft_step_draft ON draft_step(draft);
CREATE INDEX draft_step_paper ON draft_step(paper) WHERE paper IS NOT NULL;
CREATE TABLE correspondent(id TEXT PRIMARY KEY, kept TEXT NOT NULL, merged TEXT) STRICT, WITHOUT ROWID;
-- Who held a post, and who acted in it, since when and until when; known to everybody, as the posts are.
CREATE TABLE holding(n INTEGER PRIMARY KEY, post TEXT NOT NULL, person TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER) STRICT;
CREATE INDEX holding_post ON holding(post);
CREATE TABLE deputy(n INTEGER PRIMARY KEY, post TEXT NOT NULL, person TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, by TEXT NOT NULL, ended INTEGER) STRICT;
CREATE INDEX deputy_post ON deputy(post);
-- The entries that say how a paper stands, the last in force; `text` where the text is another since then.
CREATE TABLE version(n INTEGER PRIMARY KEY, paper INTEGER NOT NULL, label_id INTEGER NOT NULL, seq INTEGER NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL) STRICT;
CREATE INDEX version_paper ON version(paper);
-- What a paper bore, and since when; and how that came about.
CREATE TABLE borne(n INTEGER PRIMARY KEY, paper INTEGER NOT NULL, label_id INTEGER NOT NULL, since INTEGER NOT NULL) STRICT;
CREATE INDEX borne_paper ON borne(paper);
CREATE TABLE relabelling(
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, paper INTEGER NOT NULL, label_id INTEGER NOT NULL,
  from_label INTEGER NOT NULL, to_label INTEGER NOT NULL, typed TEXT NOT NULL, reason TEXT NOT NULL,
  authority TEXT NOT NULL, day TEXT, event TEXT, by TEXT NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL,
  decided_by TEXT, decided_at INTEGER, decided_reason TEXT) STRICT;
CREATE INDEX relabelling_paper ON relabelling(paper);
CREATE TABLE below(n INTEGER PRIMARY KEY, on_id TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, opened INTEGER NOT NULL, wrote INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE standing(n INTEGER PRIMARY KEY, act TEXT NOT NULL) STRICT;
-- A reader's own searches; no view is made of it, so no connection of a reader names it.
CREATE TABLE saved(person TEXT NOT NULL, name TEXT NOT NULL, saved TEXT NOT NULL, PRIMARY KEY(person, name)) STRICT, WITHOUT ROWID;
