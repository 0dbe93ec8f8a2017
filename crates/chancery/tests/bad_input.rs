//! Whatever is handed in, one sentence says what is wrong and what to do, and nothing is half filed.

#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]
#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use std::fs::{self, File};
use std::process::Command;

use common::{LETTER, Office, Ran, papers, volume};
use insta::assert_snapshot;

/// Runs a command that must change nothing.
fn refused(office: &Office, args: &[&str]) -> String {
    let before = office.state();
    let told = office.run(args).told();
    assert_eq!(office.state(), before, "chancery {args:?} changed something");
    told
}

fn mail_of_parts(parts: usize) -> String {
    let part = "--b\r\nContent-Type: text/plain\r\n\r\nA part.\r\n";
    format!(
        "From: a@example.org\r\nSubject: Parts\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; \
         boundary=b\r\n\r\n{}--b--\r\n",
        part.repeat(parts)
    )
}

#[test]
fn a_file_that_cannot_be_taken_is_refused_whole() {
    let office = Office::made();
    office.write("spoilt.txt", b"Caf\xc3\xa9 and caf\xe9");
    office.write("empty.txt", b"");
    File::create(office.path("large.txt")).unwrap().set_len(100 << 20).unwrap();
    let volume = volume();
    let half = volume.floor_char_boundary(volume.len() / 2);
    office.write("half.xml", &volume[..half]);
    office.write("parts.eml", mail_of_parts(10_000));
    office.write("scans.rar", b"Rar!\x1a\x07\0");
    assert_snapshot!(refused(&office, &["file", "spoilt.txt"]), @r#"
    ! spoilt.txt: `spoilt.txt` is not UTF-8 at byte 13; save it as UTF-8 and hand it in again
    ! chancery: nothing was filed
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["file", "empty.txt"]), @r#"
    ! empty.txt: `empty.txt` is empty; hand in a file with something in it
    ! chancery: nothing was filed
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["file", "large.txt"]), @r#"
    ! large.txt: `large.txt` is larger than 64 MiB; split it and hand in the pieces
    ! chancery: nothing was filed
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["file", "half.xml"]), @r#"
    ! half.xml: `half.xml` is cut short or damaged at about document 167 (byte 1971866 of 1971866); nothing was taken: fetch the volume again
    ! chancery: nothing was filed
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["file", "parts.eml"]), @r#"
    ! parts.eml: `parts.eml` has more than 200 parts; take the attachments out and hand them in
    ! chancery: nothing was filed
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["file", "scans.rar"]), @r#"
    ! scans.rar: `scans.rar` is a compressed file, which is not read; hand in plain text, mail, a PDF, a picture, a web page, an office document or a TEI volume
    ! chancery: nothing was filed
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["file", "/dev/zero"]), @r#"
    ! /dev/zero: `zero` is a device, not a file; copy its contents to a file first
    ! chancery: nothing was filed
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["file", "nowhere.txt"]), @r#"
    ! nowhere.txt: `nowhere.txt` does not exist; check the name
    ! chancery: nothing was filed
    = status 2
    "#);
    office.write("letter.txt", LETTER);
    assert_snapshot!(refused(&office, &["file", "letter.txt", "--marking", "TOP SECRET MARMALADE"]), @r#"
    ! letter.txt: the marking `TOP SECRET MARMALADE`: cannot read “MARMALADE”: expected a level or tag of uk-1982
    ! chancery: nothing was filed
    = status 2
    "#);
}

#[test]
fn among_good_files_a_bad_one_is_named_and_the_others_are_filed() {
    let office = Office::made();
    office.write("in/1.txt", papers::letter(1, "SECRET"));
    office.write("in/2.txt", b"");
    office.write("in/3.txt", papers::letter(3, "SECRET"));
    let ran = office.run(&["file", "in"]);
    let mut lines: Vec<String> = ran.told().lines().map(str::to_owned).collect();
    lines.sort();
    assert_snapshot!(lines.join("\n"), @r#"
    ! 3 files: 2 filed, 0 held already, 1 refused
    ! chancery: 1 of 3 could not be filed; the others were
    ! in/2.txt: `2.txt` is empty; hand in a file with something in it
    = status 2
    S 82/1       1982-10-02 [SECRET] Harbour dues, matter 1 — R B Bone to A J Coles Esq
    S 82/2       1982-10-04 [SECRET] Harbour dues, matter 3 — R B Bone to A J Coles Esq
    "#);
}

#[test]
fn reading_needs_no_registry_and_refuses_in_the_same_words() {
    let office = Office::empty();
    office.write("empty.txt", b"");
    assert_snapshot!(office.run(&["read", "empty.txt"]).told(), @r#"
    ! chancery: `empty.txt` is empty; hand in a file with something in it
    = status 2
    "#);
    assert_snapshot!(office.run(&["read", "tmp"]).told(), @r#"
    ! chancery: `tmp` is a folder; name the files in it
    = status 2
    "#);
    assert_snapshot!(office.run(&["read", "/dev/zero"]).told(), @r#"
    ! chancery: `zero` is a device, not a file; copy its contents to a file first
    = status 2
    "#);
}

#[test]
fn what_is_typed_wrong_is_refused_with_what_may_be_typed() {
    let office = Office::staffed();
    office.write("letter.txt", LETTER);
    office.ok(&["file", "letter.txt"]);
    let long = "x".repeat(10_001);
    assert_snapshot!(refused(&office, &["minute", "S 82/1", &long]), @r#"
    ! chancery: a minute has at most 10000 characters
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["minute", "S 82/1", " "]), @r#"
    ! chancery: a minute has words: write some
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["find", "\"an open phrase"]), @r#"
    ! chancery: the query cannot be read: “"an open phrase” makes no sense there: write a closing " after the phrase
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["box", "nobody"]), @r#"
    ! chancery: nothing of that name is known here
    = status 3
    "#);
    assert_snapshot!(refused(&office, &["put-up", "S 82/1", "--before", "queen", "--for", "see"]), @r#"
    ! chancery: no box is made for `queen`: there are prime-minister
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["register", "--since", "yesterday"]), @r#"
    ! error: invalid value 'yesterday' for '--since <SINCE>': a day is written as 1982-10-14
    ! 
    ! For more information, try '--help'.
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["register", "--kind", "novel"]), @r#"
    ! error: invalid value 'novel' for '--kind <KIND>': a kind is one of letter, telegram, airgram, despatch, note, memorandum, conversation, minutes, email, message, address, paper, other
    ! 
    ! For more information, try '--help'.
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["enclose", "S 82/2", "--in", "S 82/1"]), @r#"
    ! chancery: it is enclosed in that cover already
    = status 4
    "#);
    assert_snapshot!(refused(&office, &["enclose", "S 82/1", "--in", "S 82/2"]), @r#"
    ! chancery: a paper cannot be enclosed in itself
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["detach", "S 82/1"]), @r#"
    ! chancery: it is not enclosed in anything
    = status 4
    "#);
    assert_snapshot!(refused(&office, &["clear", "desk", "SECRET"]), @r#"
    ! chancery: a clearance is given as POLICY=LEVEL, not `SECRET`
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["clear", "desk", "nato=SECRET"]), @r#"
    ! chancery: no policy `nato` is in force: there are registry, uk-1982, us-historical
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["clear", "desk", "uk-1982=HIGH"]), @r#"
    ! chancery: `HIGH`: cannot read “HIGH”: expected a level or tag of uk-1982
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["admit", "X Y", "--name", "X"]), @r#"
    ! chancery: `X Y`: a handle has 1 to 32 small letters, digits or hyphens
    = status 2
    "#);
    assert_snapshot!(refused(&office, &["admit", "x", "--name", "X", "--post", "desk"]), @r#"
    ! chancery: a post is given as HANDLE=TITLE, not `desk`
    = status 2
    "#);
}

#[test]
fn without_the_passphrase_nothing_is_opened() {
    let office = Office::made();
    office.write("wrong", "not the passphrase\n");
    office.write("blank", "\n");
    let with = |file: &str| office.run(&["register", "--passphrase-file", file]).told();
    assert_snapshot!(with("wrong"), @r#"
    ! chancery: the passphrase is not the one that protects this registry: try again, or name another with `--registry`
    = status 6
    "#);
    assert_snapshot!(with("blank"), @r#"
    ! chancery: blank: its first line is empty: it is to be the passphrase
    = status 2
    "#);
    assert_snapshot!(with("nowhere"), @r#"
    ! chancery: nowhere: there is no such file: name the file whose first line is the passphrase
    = status 2
    "#);
    let none = office.bare(&["register"]).output().unwrap();
    assert_snapshot!(Ran::of(none).told(), @r#"
    ! chancery: no passphrase: give --passphrase-file, or ask from a terminal
    = status 2
    "#);
    office.write("short", "short\n");
    let short = office.run(&["--registry", "second.chancery", "init", "--passphrase-file", "short"]);
    assert_snapshot!(short.told(), @r#"
    ! chancery: the passphrase is too short: give at least 12 characters, best a few words
    = status 2
    "#);
    assert!(!office.path("second.chancery/chancery.toml").exists());
}

#[test]
fn a_registry_that_is_served_is_not_opened_by_a_second_process() {
    let office = Office::made();
    let (serving, _) = office.served(&[]);
    assert_snapshot!(office.run(&["serve", "--port", "0"]).told(), @r#"
    ! chancery: the registry is in use by another process: stop `chancery serve`, or wait until that has ended
    = status 5
    "#);
    assert_snapshot!(office.run(&["rebuild"]).told(), @r#"
    ! chancery: the registry is in use by another process: stop `chancery serve`, or wait until that has ended
    = status 5
    "#);
    drop(serving);
    office.ok(&["rebuild"]);
}

#[test]
fn the_office_is_not_served_to_the_whole_network() {
    let office = Office::made();
    assert_snapshot!(office.run(&["serve", "--listen", "0.0.0.0:0"]).told(), @r#"
    ! chancery: 0.0.0.0:0 can be reached from other machines and what is read there would pass in clear: listen on 127.0.0.1 and let a proxy on this machine that ends TLS speak to it
    = status 2
    "#);
}

/// A small disk, where this machine lets it be made; it goes with the value.
struct Disk<'o> {
    office: &'o Office,
}

impl<'o> Disk<'o> {
    fn of(office: &'o Office, size: &str) -> Option<Self> {
        let at = office.path("disk");
        fs::create_dir(&at).unwrap();
        let option = format!("size={size}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &option, "tmpfs"]).arg(at).output();
        if mounted.is_ok_and(|mounted| mounted.status.success()) {
            return Some(Self { office });
        }
        eprintln!("skipped: no file system may be mounted here");
        None
    }

    fn resize(&self, size: &str) {
        let option = format!("remount,size={size}");
        let done =
            Command::new("mount").args(["-o", &option]).arg(self.office.path("disk")).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.office.path("disk")).status();
    }
}

/// Whichever store meets the end of the disk first, and what is said of the files after it.
const FULL: [&str; 3] = [
    "the disk is full: nothing of this was entered; make room and repeat the command",
    "it is entered and kept, but the register could not follow (",
    "the register is behind the ledger (",
];

#[test]
fn on_a_full_disk_nothing_is_half_filed_and_with_room_it_goes_on() {
    let office = Office::empty();
    let Some(disk) = Disk::of(&office, "3m") else { return };
    let on_disk = |args: &[&str]| office.run(&[&["--registry", "disk/office.chancery"], args].concat());
    let papers_there = || {
        let last = on_disk(&["register"]).out.lines().last().unwrap().to_owned();
        last.split(' ').next().unwrap().parse::<usize>().unwrap()
    };
    assert_eq!(on_disk(&["init"]).status, Some(0));
    papers::write(&office.path("in"), 400);
    let ran = on_disk(&["file", "in"]);
    assert_eq!(ran.status, Some(5), "{}", ran.told());
    // The last line counts what became of the files.
    for line in ran.err.lines().filter(|line| !line.contains(" files: ")) {
        let (_, why) = line.split_once(": ").unwrap();
        let why = why.split_once(" could not be filed: ").map_or(why, |(_, why)| why);
        assert!(FULL.iter().any(|sentence| why.starts_with(sentence)), "{line}");
    }
    let answered = ran.out.lines().count();
    let kept = ran.err.matches("it is entered and kept").count();
    disk.resize("64m");
    let verified = on_disk(&["verify"]);
    assert_eq!(verified.status, Some(0), "{}", verified.told());
    assert!(papers_there() >= answered + kept, "{answered} papers were answered, {kept} said to be kept");
    assert_eq!(on_disk(&["file", "in"]).status, Some(0));
    assert_eq!(papers_there(), papers::entered(400));
    assert_eq!(on_disk(&["verify"]).status, Some(0));
}
