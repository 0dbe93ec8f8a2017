//! The ways in, as they are used: standard input, a folder, a socket, a batch that is killed and goes on.

#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::{Office, Running, papers};
use serde_json::Value;

const PAPERS: usize = 400;
const PATIENCE: Duration = Duration::from_secs(60);

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn until(what: &str, mut come: impl FnMut() -> bool) {
    let start = Instant::now();
    while !come() {
        assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_comes_on_standard_input_is_laid_in_the_tray_and_settled() {
    let office = Office::staffed();
    let mut command = office.command(&["file", "-", "--name", "letter.txt", "--to-tray"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"14 October 1982\n\nDear John,\n\nTin.\n").unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    assert_eq!(office.ok(&["register"]).trim(), "0 papers, page 1 of 1");
    let tray = json(&office.ok(&["tray", "list", "--json"]));
    let id = tray["waiting"][0]["paper"]["id"].as_str().unwrap();
    assert_eq!((&tray["total"], &tray["waiting"][0]["came"]), (&1.into(), &"by hand".into()));
    let refused = office.run(&["tray", "settle", id]);
    assert_eq!(refused.status, Some(2), "{}", refused.err);
    assert!(refused.err.contains("its marking could not be read: say what it bears"), "{}", refused.err);
    let line = office.ok(&["tray", "settle", id, "--marking", "CONFIDENTIAL", "--subject", "Tin"]);
    assert_eq!(line.trim(), "C 82/1       1982-10-14 [CONFIDENTIAL] Tin — to John");
    assert_eq!(office.run(&["tray", "show", id]).status, Some(3));
}

#[test]
fn standard_input_that_cannot_be_read_is_said_and_nothing_is_filed() {
    let office = Office::staffed();
    let folder = std::fs::File::open(office.registry()).unwrap();
    let told = office.command(&["file", "-"]).stdin(folder).output().unwrap();
    let words = String::from_utf8(told.stderr).unwrap();
    assert!(
        !told.status.success() && words.contains("standard input cannot be read: nothing was filed"),
        "{words}"
    );
    assert_eq!(office.ok(&["register"]).trim(), "0 papers, page 1 of 1");
}

#[test]
fn a_transcript_is_corrected_from_a_file() {
    let office = Office::staffed();
    office.write("letter.txt", "SECRET\n\nDear John Stan.,\n");
    office.ok(&["file", "letter.txt"]);
    office.write("corrected.txt", "SECRET\n\nDear John Stanley,\n");
    let reference =
        json(&office.ok(&["register", "--json"]))["papers"][0]["reference"].as_str().unwrap().to_owned();
    office.ok(&["transcript", &reference, "corrected.txt"]);
    assert!(office.ok(&["show", &reference]).contains("Dear John Stanley"));
    assert_eq!(office.ok(&["original", &reference]), "SECRET\n\nDear John Stan.,\n");
}

#[test]
fn particulars_are_put_right_and_what_is_not_said_stays() {
    let office = Office::staffed();
    office.write(
        "letter.txt",
        "SECRET\n\n4 October 1982\n\nDear John,\n\nHerring.\n\nYours ever,\n\nR B Bone\n",
    );
    office.ok(&["file", "letter.txt"]);
    let papers = || json(&office.ok(&["register", "--json"]))["papers"][0].clone();
    let reference = papers()["reference"].as_str().unwrap().to_owned();
    office.ok(&["particulars", &reference, "--date", "1982-10-14", "--subject", "Herring"]);
    assert_eq!(
        (papers()["date"].as_str(), papers()["title"].as_str()),
        (Some("1982-10-14"), Some("Herring"))
    );
    assert!(papers()["from"].as_str().unwrap().contains("Bone"));
    let nothing = office.run(&["particulars", &reference]);
    assert_eq!((nothing.status, nothing.err.contains("say what is to stand otherwise")), (Some(2), true));
}

#[test]
fn a_batch_that_is_killed_goes_on_where_it_was_and_files_each_paper_once() {
    let office = Office::made();
    papers::write(&office.path("papers"), PAPERS);
    office.write("papers/broken.txt", b"\x7fELF\x02\x01\x01\x00\x00");
    for answers in [1, 40, 90] {
        let mut child = Running(
            office.command(&["file", "papers"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap(),
        );
        let heard = BufReader::new(child.0.stdout.take().unwrap()).lines().take(answers).count();
        assert!(heard > 0 || answers > 1, "the first at least was killed after it had answered");
        child.0.kill().unwrap();
        child.0.wait().unwrap();
    }
    let ran = office.run(&["file", "papers", "--report", "report.tsv"]);
    assert_eq!(ran.status, Some(2), "one of them is refused: {}", ran.err);
    let total = json(&office.ok(&["register", "--json"]))["total"].as_u64().unwrap();
    // Every eighth file is a cover with its message: two papers.
    assert_eq!(total as usize, PAPERS + PAPERS / 8);
    let report = fs::read_to_string(office.path("report.tsv")).unwrap();
    assert!(report.starts_with("papers/broken.txt\t") && report.lines().count() == 1, "{report}");
    let ran = office.run(&["file", "papers"]);
    let said = format!("{} files: 0 filed, {PAPERS} held already, 1 refused", PAPERS + 1);
    assert!(ran.err.contains(&said), "{}", ran.err);
}

#[test]
fn a_folder_that_is_watched_survives_being_killed() {
    let office = Office::staffed();
    fs::create_dir(office.path("in")).unwrap();
    let start = || {
        let mut command = office.command(&["watch", "in", "--settle-seconds", "0"]);
        Running(command.stderr(Stdio::null()).spawn().unwrap())
    };
    let mut running = start();
    office.write("in/one.txt", "SECRET\n\nTin.\n");
    until("the first is done", || office.path("in/done/one.txt").exists());
    running.0.kill().unwrap();
    running.0.wait().unwrap();
    // As if it had been stopped between filing and moving.
    fs::rename(office.path("in/done/one.txt"), office.path("in/one.txt")).unwrap();
    office.write("in/two.txt", "SECRET\n\nHerring.\n");
    let running = start();
    until("both are done", || {
        ["one", "two"].iter().all(|n| office.path(&format!("in/done/{n}.txt")).exists())
    });
    drop(running);
    assert_eq!(json(&office.ok(&["tray", "list", "--json"]))["total"], 2);
}

#[test]
fn mail_is_handed_over_by_lmtp_as_python_speaks_it() {
    let python = Command::new("python3").arg("--version").output().is_ok_and(|ran| ran.status.success());
    if !python {
        assert!(std::env::var_os("CHANCERY_NO_SKIP").is_none(), "there is no python3 to speak LMTP");
        return;
    }
    let office = Office::staffed();
    let socket = office.path("lmtp");
    let path = socket.to_str().unwrap();
    let running = Running(office.command(&["lmtp", path]).stderr(Stdio::null()).spawn().unwrap());
    until("the socket is there", || socket.exists());
    let script = "import smtplib, sys\nwith smtplib.LMTP(sys.argv[1]) as lmtp:\n    refused = lmtp.sendmail('bone@fco.example', ['tray@no10.example', 'coles@no10.example'], 'From: Bone <bone@fco.example>\\r\\nTo: Coles <coles@no10.example>\\r\\nSubject: Tin\\r\\nDate: Thu, 14 Oct 1982 10:00:00 +0000\\r\\n\\r\\nSECRET\\r\\n\\r\\n.Tin.\\r\\n')\n    print(refused)\n";
    for _ in 0..2 {
        let ran = Command::new("python3").args(["-c", script, path]).output().unwrap();
        assert_eq!(
            String::from_utf8_lossy(&ran.stdout).trim(),
            "{}",
            "{}",
            String::from_utf8_lossy(&ran.stderr)
        );
    }
    drop(running);
    let tray = json(&office.ok(&["tray", "list", "--json"]));
    assert_eq!((&tray["total"], &tray["waiting"][0]["came"]), (&1.into(), &"by mail".into()));
}
