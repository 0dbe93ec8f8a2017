//! How far a worker is shut in, and what happens where the kernel cannot.

use std::os::unix::process::CommandExt;
use std::process::Command;

use chancery_intake::RefusalKind;
use chancery_intake::worker::{Tried, Worker, in_process};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};

use crate::{MAIL, Test, own, script};

pub const TESTS: &[Test] = &[
    ("a_worker_reaches_nothing_in_either_profile", a_worker_reaches_nothing_in_either_profile),
    ("a_parser_in_this_process_is_not_called_safe", a_parser_in_this_process_is_not_called_safe),
    ("a_kernel_without_landlock_reads_nothing_foreign", a_kernel_without_landlock_reads_nothing_foreign),
    ("a_kernel_without_landlock_may_be_allowed", a_kernel_without_landlock_may_be_allowed),
    ("a_kernel_without_a_filter_does_not_hold", a_kernel_without_a_filter_does_not_hold),
];

fn a_worker_reaches_nothing_in_either_profile() {
    let test = own().self_test();
    let told =
        |tried: &[Tried]| tried.iter().map(|t| format!("{}: {}", t.what, t.stopped)).collect::<Vec<_>>();
    insta::assert_debug_snapshot!(told(&test.parser), @r#"
    [
        "opening a file: true",
        "making a file: true",
        "opening a TCP socket: true",
        "opening a Unix socket: true",
        "opening an abstract socket: true",
        "starting a program: true",
        "starting a thread: true",
        "signalling the process that started it: true",
        "tracing the process that started it: true",
        "mapping memory that can be run: true",
    ]
    "#);
    if own().ocr().is_some() {
        assert_eq!(told(&test.ocr), told(&test.parser));
    }
    assert!(test.holds());
    let count = test.parser.len() + test.ocr.len();
    assert_eq!(
        test.sentence(),
        format!(
            "the reader of foreign files is shut in (landlock in full, system calls filtered, no new privileges); \
             {count} attempts from inside were stopped"
        )
    );
}

fn a_parser_in_this_process_is_not_called_safe() {
    let test = in_process().self_test();
    assert!(!test.holds());
    assert_eq!(
        test.sentence(),
        "foreign files are not read by a process of their own (none: the parser runs in this process)"
    );
}

/// The first argument that has this program lose what an old kernel lacks, named by the second, before it
/// is a worker.
pub const OLD_KERNEL: &str = "--old-kernel";

/// Takes system calls away from this process as if the kernel had never had them, then becomes a worker.
pub fn on_an_old_kernel() -> ! {
    let mut arguments = std::env::args().skip(2);
    let lost = match arguments.next().as_deref() {
        Some("landlock") => libc::SYS_landlock_create_ruleset,
        _ => libc::SYS_seccomp,
    };
    let unknown = SeccompAction::Errno(libc::ENOSYS.cast_unsigned());
    let arch = std::env::consts::ARCH.try_into().unwrap();
    let filter =
        SeccompFilter::new([(lost, Vec::new())].into(), SeccompAction::Allow, unknown, arch).unwrap();
    let program: BpfProgram = filter.try_into().unwrap();
    seccompiler::apply_filter(&program).unwrap();
    let failed = Command::new(std::env::current_exe().unwrap()).args(arguments).exec();
    panic!("{failed}")
}

fn without(folder: &tempfile::TempDir, what: &str) -> Worker {
    let own = std::env::current_exe().unwrap();
    script(folder, &format!("exec '{}' {OLD_KERNEL} {what} \"$@\"", own.display()))
}

fn a_kernel_without_landlock_reads_nothing_foreign() {
    let folder = tempfile::tempdir().unwrap();
    let refusal = without(&folder, "landlock").take("note.eml", MAIL.into()).unwrap_err();
    assert_eq!(refusal.kind(), RefusalKind::Worker);
    assert_eq!(
        refusal.to_string(),
        "`file` was not read: this system cannot shut its reader in (it lacks landlock); \
         ask whoever runs this registry"
    );
}

fn a_kernel_without_landlock_may_be_allowed() {
    let folder = tempfile::tempdir().unwrap();
    let worker = without(&folder, "landlock").allow_unsandboxed(true);
    assert_eq!(worker.take("note.eml", MAIL.into()).unwrap().papers[0].text, "The Ambassador called.");
    assert!(worker.self_test().level.starts_with("no landlock"));
}

fn a_kernel_without_a_filter_does_not_hold() {
    let folder = tempfile::tempdir().unwrap();
    let worker = without(&folder, "seccomp");
    assert_eq!(worker.take("note.eml", MAIL.into()).unwrap_err().kind(), RefusalKind::Worker);
    let test = worker.with_ocr(None).allow_unsandboxed(true).self_test();
    assert!(!test.holds());
    assert_eq!(
        test.sentence(),
        "the reader of foreign files is NOT shut in (landlock in full, system calls not filtered, \
         no new privileges): not stopped: starting a thread, mapping memory that can be run"
    );
}
