//! What a process that is shut in must not be able to do, to be tried from inside.

use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::process::Command;

use serde::{Deserialize, Serialize};

/// Something that must fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Attempt {
    Open,
    Create,
    Tcp,
    Unix,
    Abstract,
    Program,
    Thread,
    Signal,
    Trace,
    Code,
}

/// All of them.
pub(crate) const ATTEMPTS: [Attempt; 10] = [
    Attempt::Open,
    Attempt::Create,
    Attempt::Tcp,
    Attempt::Unix,
    Attempt::Abstract,
    Attempt::Program,
    Attempt::Thread,
    Attempt::Signal,
    Attempt::Trace,
    Attempt::Code,
];

impl Attempt {
    /// In words: "opening a file".
    pub(crate) fn words(self) -> &'static str {
        match self {
            Attempt::Open => "opening a file",
            Attempt::Create => "making a file",
            Attempt::Tcp => "opening a TCP socket",
            Attempt::Unix => "opening a Unix socket",
            Attempt::Abstract => "opening an abstract socket",
            Attempt::Program => "starting a program",
            Attempt::Thread => "starting a thread",
            Attempt::Signal => "signalling the process that started it",
            Attempt::Trace => "tracing the process that started it",
            Attempt::Code => "mapping memory that can be run",
        }
    }

    /// Tries it, and tells whether it was let; `parent` is the process that started this one.
    pub(crate) fn is_let(self, parent: i32) -> bool {
        let folder = std::env::temp_dir();
        match self {
            Attempt::Open => std::fs::File::open("/etc/passwd").is_ok(),
            Attempt::Create => makes(&folder.join(own_name())),
            Attempt::Tcp => std::net::TcpListener::bind(("127.0.0.1", 0)).is_ok(),
            Attempt::Unix => listens(&folder.join(own_name())),
            Attempt::Abstract => SocketAddr::from_abstract_name(own_name())
                .is_ok_and(|name| UnixListener::bind_addr(&name).is_ok()),
            Attempt::Program => Command::new("/bin/true").status().is_ok(),
            Attempt::Thread => std::thread::Builder::new().spawn(|| ()).is_ok(),
            Attempt::Signal => rustix::process::Pid::from_raw(parent)
                .is_some_and(|parent| rustix::process::test_kill_process(parent).is_ok()),
            Attempt::Trace => traces(parent),
            Attempt::Code => maps_code(),
        }
    }
}

fn own_name() -> String {
    format!("chancery-attempt-{}", std::process::id())
}

fn makes(path: &std::path::Path) -> bool {
    let made = std::fs::File::create_new(path).is_ok();
    let _ = std::fs::remove_file(path);
    made
}

fn listens(path: &std::path::Path) -> bool {
    let made = UnixListener::bind(path).is_ok();
    let _ = std::fs::remove_file(path);
    made
}

fn traces(other: libc::pid_t) -> bool {
    let none = std::ptr::null_mut::<libc::c_void>();
    // SAFETY: seizing touches no memory of this process and does not stop the other; should it be let, the
    // tie ends with this process.
    unsafe { libc::ptrace(libc::PTRACE_SEIZE, other, none, none) == 0 }
}

fn maps_code() -> bool {
    const BYTES: usize = 4096;
    let rights = libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC;
    let how = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
    // SAFETY: new anonymous memory at a place that the kernel picks, which nothing else points to.
    let mapped = unsafe { libc::mmap(std::ptr::null_mut(), BYTES, rights, how, -1, 0) };
    mapped != libc::MAP_FAILED
}
