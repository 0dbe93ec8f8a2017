//! Commands beside a registry that is served: what they do and say is what they do and say alone.

#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::process::Stdio;
use std::time::Duration;

use common::{LETTER, Office, Ran, Running, papers};
use insta::assert_snapshot;

const PAPERS: usize = 1_000;

/// A morning at the terminal: everything that comes in, goes on and goes out by files.
const MORNING: [&[&str]; 21] = [
    &["admit", "bone", "--name", "R Bone", "--post", "ps-fco=Private Secretary, FCO", "--duty", "put-up"],
    &["clear", "bone", "uk-1982=SECRET"],
    &["file", "in", "nowhere.txt", "--report", "refused.tsv"],
    &["--as", "coles", "put-up", "S 82/2", "--before", "prime-minister", "--because", "for the meeting"],
    &["--as", "coles", "minute", "S 82/2", "To be seen before eleven."],
    &["--as", "pm", "box", "prime-minister"],
    &["--as", "pm", "box", "prime-minister", "mark", "S 82/2", "agree", "--order", "coles | draft a reply"],
    &["--as", "desk", "show", "S 82/2"],
    &["--as", "desk", "register"],
    &["--as", "coles", "undertakings"],
    &["--as", "coles", "find", "garrison"],
    &["--as", "coles", "transcript", "C 82/1", "in/tin.txt"],
    &["--as", "coles", "print", "paper", "S 82/2", "--out", "paper.pdf"],
    &["--as", "coles", "print", "paper", "S 82/2", "--out", "paper.pdf"],
    &["--as", "coles", "bag", "S 82/2", "--out", "papers.zip"],
    &["--as", "coles", "original", "S 82/2"],
    &["show", "S 82/9"],
    &["relabel", "propose", "S 82/2"],
    &["register", "--json"],
    &["verify"],
    &["doctor"],
];

fn with_letters() -> Office {
    let office = Office::staffed();
    office.write("in/letter.txt", LETTER);
    office.write("in/tin.txt", "CONFIDENTIAL\n\n14 October 1982\n\nDear John,\n\nTin.\n");
    office.write("in/broken.txt", b"\x7fELF\x02\x01\x01\x00\x00");
    office
}

#[test]
fn a_morning_at_the_terminal_is_the_same_beside_the_pages_as_alone() {
    let (alone, beside) = (with_letters(), with_letters());
    let (serving, _) = beside.served(&[]);
    for args in MORNING {
        let (told, expected) = (beside.run(args).told(), alone.run(args).told());
        if args == ["doctor"] {
            let spoken_of = |told: &str| told.lines().map(|line| line[..18].to_owned()).collect::<Vec<_>>();
            assert_eq!(spoken_of(&told), spoken_of(&expected));
        } else {
            assert_eq!(told, expected, "{args:?}");
        }
    }
    let read = |office: &Office, file: &str| fs::read(office.path(file)).unwrap();
    assert_eq!(read(&beside, "refused.tsv"), read(&alone, "refused.tsv"));
    assert!(
        read(&beside, "paper.pdf").starts_with(b"%PDF-") && read(&beside, "papers.zip").starts_with(b"PK")
    );
    drop(serving);
    assert_eq!(beside.state(), alone.state(), "and it is kept");
}

#[test]
fn a_link_that_is_made_at_the_terminal_opens_the_pages_that_are_served() {
    let office = Office::staffed();
    let (_serving, address) = office.served(&[]);
    let link = office.ok(&["invite", "coles"]);
    let mut page = TcpStream::connect(&address).unwrap();
    let asked = format!("GET {} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n", link.trim());
    page.write_all(asked.as_bytes()).unwrap();
    let mut shown = String::new();
    page.read_to_string(&mut shown).unwrap();
    assert!(shown.starts_with("HTTP/1.1 200") && shown.contains("A J Coles"), "{shown}");
}

#[test]
fn beside_the_pages_too_the_passphrase_is_asked_for_and_tried() {
    let office = Office::made();
    let (_serving, _) = office.served(&[]);
    assert_snapshot!(Ran::of(office.bare(&["register"]).output().unwrap()).told(), @r#"
    ! chancery: no passphrase: give --passphrase-file, or ask from a terminal
    = status 2
    "#);
    office.write("passphrase", "another one altogether\n");
    assert_snapshot!(office.run(&["register"]).told(), @r#"
    ! chancery: the passphrase is not the one that protects this registry: try again, or name another with `--registry`
    = status 6
    "#);
}

#[test]
fn the_socket_is_its_owners_and_what_is_no_command_is_answered_with_nothing() {
    let office = Office::made();
    let (_serving, _) = office.served(&[]);
    let socket = office.registry().join("commands.sock");
    assert_eq!(fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
    for said in [&b"GET / HTTP/1.1\r\n\r\n"[..], b"\0\xff\xff\xff\xff\xff\xff\xff\xff", b""] {
        let mut stream = UnixStream::connect(&socket).unwrap();
        stream.write_all(said).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answered = Vec::new();
        let _ = stream.read_to_end(&mut answered);
        assert_eq!(answered, b"", "{said:?}");
    }
    office.ok(&["register"]);
}

#[test]
fn what_one_served_left_in_the_folder_keeps_nobody_out() {
    let office = Office::made();
    let (serving, _) = office.served(&[]);
    drop(serving);
    assert!(office.registry().join("commands.sock").exists(), "it was killed");
    office.ok(&["register"]);
    let (_serving, _) = office.served(&[]);
    office.ok(&["register"]);
}

#[test]
fn a_command_whose_office_is_closed_in_the_middle_says_so() {
    let office = Office::made();
    let (serving, _) = office.served(&[]);
    let (asking, _input) = waits_for_input(&office);
    drop(serving);
    let ran = Ran::of(asking.wait_with_output().unwrap());
    assert_snapshot!(ran.told(), @r#"
    ! chancery: the registry was closed before this was answered: look whether it was done
    = status 5
    "#);
}

/// A command that was taken, and waits for what comes on its standard input.
fn waits_for_input(office: &Office) -> (std::process::Child, std::process::ChildStdin) {
    let mut command = office.command(&["file", "-", "--name", "letter.txt"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // More than a pipe holds: it is written once the other side reads.
    input.write_all(&[b' '; 200_000]).unwrap();
    (child, input)
}

#[test]
fn who_goes_away_in_the_middle_of_a_batch_stops_it_and_each_paper_is_filed_once() {
    let office = Office::made();
    papers::write(&office.path("papers"), PAPERS);
    let (_serving, _) = office.served(&[]);
    let mut command = office.command(&["file", "papers"]);
    let mut asking = Running(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let heard = BufReader::new(asking.0.stdout.take().unwrap()).lines().take(5).count();
    assert_eq!(heard, 5);
    drop(asking);
    let filed = || office.ok(&["register"]).lines().last().unwrap().to_owned();
    let mut before = String::new();
    while filed() != before {
        before = filed();
        std::thread::sleep(Duration::from_millis(500));
    }
    // Every eighth file is a cover with its message: two papers.
    let all = format!("{} papers", PAPERS + PAPERS / 8);
    assert!(!before.starts_with(&all), "it was stopped: {before}");
    let ran = office.run(&["file", "papers"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(filed().starts_with(&all), "{}", filed());
}
