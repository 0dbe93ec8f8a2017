//! The worker as a caller sees it. This program is its own worker, so it has no test harness.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "worker/hostile_pages.rs"]
mod hostile_pages;
mod made;
#[path = "worker/scans.rs"]
mod scans;
#[path = "worker/shut_in.rs"]
mod shut_in;

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use chancery_intake::worker::{ARGUMENT, Worker, in_process, run_child};
use chancery_intake::{Format, Limits, RefusalKind};

const MAIL: &str = "From: a@example.org\r\nSubject: Note\r\n\r\nThe Ambassador called.\r\n";
const VOLUME: &str = "<TEI><text><body><div type=\"document\" xml:id=\"d1\"><head>1. Letter From A to B</head>\
                      <p>Dear B:</p></div></body></text></TEI>";

type Test = (&'static str, fn());

/// The tests of this file and of those beside it.
fn tests() -> Vec<Test> {
    let own: [Test; 8] = [
        ("a_worker_answers_what_the_parser_makes", a_worker_answers_what_the_parser_makes),
        ("a_workers_refusal_is_passed_on", a_workers_refusal_is_passed_on),
        ("a_worker_that_runs_out_of_memory_is_a_refusal", a_worker_that_runs_out_of_memory_is_a_refusal),
        ("a_worker_that_never_answers_is_ended", a_worker_that_never_answers_is_ended),
        ("a_worker_that_talks_nonsense_is_not_believed", a_worker_that_talks_nonsense_is_not_believed),
        ("a_worker_that_forges_is_not_believed", a_worker_that_forges_is_not_believed),
        ("a_worker_that_cannot_start_is_a_refusal", a_worker_that_cannot_start_is_a_refusal),
        ("plain_text_needs_no_worker", plain_text_needs_no_worker),
    ];
    [own.as_slice(), shut_in::TESTS, scans::TESTS, hostile_pages::TESTS].concat()
}

fn main() {
    let first = std::env::args().nth(1);
    match first.as_deref() {
        Some(ARGUMENT) => run_child(),
        Some(shut_in::OLD_KERNEL) => shut_in::on_an_old_kernel(),
        Some(hostile_pages::ASTRAY) => hostile_pages::go_astray(),
        _ => {}
    }
    let tests = tests();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asked = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let wanted = arguments.iter().find(|argument| !argument.starts_with('-') && *argument != "terse");
    let chosen =
        tests.into_iter().filter(|(name, _)| wanted.is_none_or(|wanted| name.contains(wanted.as_str())));
    if asked("--list") {
        // None is ignored, so a runner that asks for those alone is told of none.
        chosen.filter(|_| !asked("--ignored")).for_each(|(name, _)| println!("{name}: test"));
        return;
    }
    for (name, test) in chosen {
        test();
        println!("test {name} ... ok");
    }
}

fn own() -> Worker {
    Worker::new(std::env::current_exe().unwrap())
}

/// A worker that is a shell script.
fn script(folder: &tempfile::TempDir, body: &str) -> Worker {
    let path: PathBuf = folder.path().join("worker.sh");
    std::fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    Worker::new(path)
}

fn refused(worker: &Worker, bytes: &[u8]) -> (RefusalKind, String) {
    let refusal = worker.take("note.eml", bytes.to_vec()).unwrap_err();
    (refusal.kind(), refusal.to_string())
}

fn a_worker_answers_what_the_parser_makes() {
    for (name, bytes) in [("note.eml", MAIL), ("v.xml", VOLUME)] {
        let apart = own().take(name, bytes.into()).unwrap();
        assert_eq!(apart, in_process().take(name, bytes.into()).unwrap());
    }
    assert_eq!(own().take("v.xml", VOLUME.into()).unwrap().papers[0].text, "Dear B:");
}

fn a_workers_refusal_is_passed_on() {
    let told = "`note.eml` has no mail header (From, Date, Subject); hand it in as plain text, or save the mail as .eml";
    assert_eq!(refused(&own(), b"no header"), (RefusalKind::Format, told.to_owned()));
}

fn a_worker_that_runs_out_of_memory_is_a_refusal() {
    let limits = Limits { worker_memory_bytes_max: 48 * 1024 * 1024, ..Limits::default() };
    let mail = format!("{MAIL}{}", "word ".repeat(8 * 1024 * 1024));
    let (kind, told) = refused(&own().with_limits(limits), mail.as_bytes());
    assert_eq!(kind, RefusalKind::Unsafe);
    assert_eq!(
        told,
        "`note.eml` could not be read safely: its reader was stopped; have the file examined before trying again"
    );
}

fn a_worker_that_never_answers_is_ended() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { worker_seconds_max: 1, ..Limits::default() };
    let (kind, told) = refused(&script(&folder, "exec sleep 600").with_limits(limits), MAIL.as_bytes());
    assert_eq!(kind, RefusalKind::Unsafe);
    assert_eq!(
        told,
        "`note.eml` could not be read safely: it took longer than 4 seconds; split it and hand in the pieces"
    );
}

fn a_worker_that_talks_nonsense_is_not_believed() {
    for nonsense in
        ["exit 0", "exec head -c 100000 /dev/zero", "exec yes 12345678", "echo '{}'", "kill -9 $$"]
    {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(refused(&script(&folder, nonsense), MAIL.as_bytes()).0, RefusalKind::Unsafe, "{nonsense}");
    }
}

fn a_worker_that_forges_is_not_believed() {
    // The bytes of another paper as the original, and an anchor inside a character.
    let sheet = |origin: &str, footnotes: &str| {
        format!(
            "{{\"Taken\":{{\"format\":\"mail\",\"title\":null,\"notes\":[],\"sheets\":[{{\"kind\":\"mail\",\"origin\":{origin},\
             \"text\":\"é\",\"given\":{{\"from\":[],\"to\":[],\"copied_to\":[]}},\"footnotes\":[{footnotes}],\
             \"enclosures\":[],\"unread\":[]}}]}}}}"
        )
    };
    let pool = "From: forged";
    let told = |answer: &str| {
        let folder = tempfile::tempdir().unwrap();
        let mut frame = Vec::new();
        frame.extend((answer.len() as u64).to_le_bytes());
        frame.extend((pool.len() as u64).to_le_bytes());
        frame.extend(answer.as_bytes());
        frame.extend(pool.as_bytes());
        let path = folder.path().join("frame");
        std::fs::write(&path, frame).unwrap();
        script(&folder, &format!("exec cat {}", path.display())).take("note.eml", MAIL.into())
    };
    let honest = told(&sheet("\"whole\"", "")).unwrap();
    assert_eq!(
        (honest.papers[0].original.as_slice(), honest.papers[0].text.as_str()),
        (MAIL.as_bytes(), "é")
    );
    for forged in [
        sheet("{\"pool\":{\"start\":0,\"end\":12}}", ""),
        sheet("{\"input\":{\"start\":0,\"end\":9999}}", ""),
        sheet("\"whole\"", "{\"label\":\"1\",\"at\":1,\"text\":\"x\"}"),
        sheet("\"whole\"", "{\"label\":\"1\",\"at\":4000000000,\"text\":\"x\"}"),
    ] {
        assert_eq!(told(&forged).unwrap_err().kind(), RefusalKind::Unsafe, "{forged}");
    }
}

fn a_worker_that_cannot_start_is_a_refusal() {
    let told =
        "`note.eml` was not read: the reading process could not be started; ask whoever runs this registry";
    assert_eq!(
        refused(&Worker::new("/nowhere/chancery"), MAIL.as_bytes()),
        (RefusalKind::Worker, told.to_owned())
    );
}

fn plain_text_needs_no_worker() {
    let taken = Worker::new("/nowhere/chancery").take("letter.txt", b"Dear Francis".to_vec()).unwrap();
    assert_eq!((taken.format, taken.papers[0].text.as_str()), (Format::Text, "Dear Francis"));
}
