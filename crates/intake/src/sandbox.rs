//! Shutting this process in: no file, no network, no program, no other process.
//!
//! Two profiles. The strict one is for our own parsers, which need nothing but what they are handed. The
//! looser one is for a program of others that reads pictures (OCR): it may be started and read its own
//! files, and may write, connect, and start nothing else. With the attempts beside it this is the one place of the
//! workspace where `unsafe` is allowed. The order of steps is the one that works: each later step would
//! forbid an earlier one.
#![allow(unsafe_code)]

mod attempt;

use std::collections::BTreeMap;
use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset,
    RulesetAttr, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope,
};
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

pub(crate) use attempt::{ATTEMPTS, Attempt};

const FIRST_FD: libc::c_uint = 3;
const FDS_MAX: u64 = 3;
/// Files that a program of others may have open.
const PROGRAM_FDS_MAX: u64 = 64;
/// The newest Landlock rules asked for; an older kernel keeps those that it knows.
const LANDLOCK_ASKED: ABI = ABI::V6;
/// What a program is made of, to be read and not written.
const SYSTEM: [&str; 4] = ["/usr", "/lib", "/lib64", "/etc/ld.so.cache"];
/// What starts a program that is linked to libraries.
const LOADERS: [&str; 2] = ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"];

/// How far a process is shut in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Level {
    /// In words: "landlock in full, system calls filtered, no new privileges".
    pub told: String,
    /// What the kernel lacks for it, in words.
    pub lacks: Option<String>,
}

/// Time and memory of a process.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub seconds_max: u64,
    pub memory_bytes_max: u64,
}

/// Shuts the process in for good and says how far.
pub(crate) fn enter(bounds: Bounds) -> Result<Level, String> {
    bind(bounds)?;
    limit(Resource::Nproc, 0)?;
    let files = landlock(&[]);
    // After Landlock, which needs a descriptor of its own for its rules.
    limit(Resource::Nofile, FDS_MAX)?;
    Ok(level(&files, &seccomp(strict())))
}

/// Shuts the process in for good, but for starting `program` and reading what that is made of.
pub(crate) fn enter_for(program: &Path, folder: &Path, bounds: Bounds) -> Result<Level, String> {
    bind(bounds)?;
    let read = AccessFs::from_read(LANDLOCK_ASKED) & !BitFlags::from(AccessFs::Execute);
    let start = read | AccessFs::Execute;
    let system = SYSTEM.iter().map(|path| (Path::new(path), read));
    let started = LOADERS.iter().map(|path| (Path::new(path), start));
    let rules: Vec<(&Path, BitFlags<AccessFs>)> =
        system.chain(started).chain([(folder, read), (program, start)]).collect();
    let files = landlock(&rules);
    limit(Resource::Nofile, PROGRAM_FDS_MAX)?;
    Ok(level(&files, &seccomp(loose())))
}

fn bind(bounds: Bounds) -> Result<(), String> {
    limit(Resource::Core, 0)?;
    limit(Resource::Fsize, 0)?;
    limit(Resource::Cpu, bounds.seconds_max)?;
    limit(Resource::As, bounds.memory_bytes_max)?;
    close_inherited()?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(|error| format!("dumpable: {error}"))?;
    rustix::thread::set_no_new_privs(true).map_err(|error| format!("no new privileges: {error}"))
}

fn level(files: &Result<&'static str, String>, calls: &Result<(), String>) -> Level {
    let files_told = files.as_ref().map_or("no landlock", |told| told);
    let calls_told = if calls.is_ok() { "system calls filtered" } else { "system calls not filtered" };
    let lacks: Vec<String> = files.as_ref().err().into_iter().chain(calls.as_ref().err()).cloned().collect();
    let lacks = Some(lacks.join(", ")).filter(|lacks| !lacks.is_empty());
    Level { told: format!("{files_told}, {calls_told}, no new privileges"), lacks }
}

fn limit(resource: Resource, max: u64) -> Result<(), String> {
    let both = Rlimit { current: Some(max), maximum: Some(max) };
    setrlimit(resource, both).map_err(|error| format!("limit: {error}"))
}

fn close_inherited() -> Result<(), String> {
    // SAFETY: closes every descriptor from 3 up. Nothing in this process owns one of them: it is called
    // first thing in a child that has opened nothing, so no owned descriptor is closed behind its back.
    let done = unsafe { libc::close_range(FIRST_FD, libc::c_uint::MAX, 0) };
    if done == 0 { Ok(()) } else { Err(format!("descriptors: {}", std::io::Error::last_os_error())) }
}

/// Forbids every file but those named, every network and every signal to another process.
fn landlock(rules: &[(&Path, BitFlags<AccessFs>)]) -> Result<&'static str, String> {
    let told = || -> Result<RulesetStatus, RulesetError> {
        let mut ruleset = Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(LANDLOCK_ASKED))?
            .handle_access(AccessNet::from_all(LANDLOCK_ASKED))?
            .scope(Scope::from_all(LANDLOCK_ASKED))?
            .create()?;
        for (path, allowed) in rules {
            let Ok(opened) = PathFd::new(path) else { continue };
            let of_files = AccessFs::from_file(LANDLOCK_ASKED);
            let allowed = if path.is_dir() { *allowed } else { *allowed & of_files };
            ruleset = ruleset.add_rule(PathBeneath::new(opened, allowed))?;
        }
        Ok(ruleset.restrict_self()?.ruleset)
    };
    match told() {
        Ok(RulesetStatus::FullyEnforced) => Ok("landlock in full"),
        Ok(RulesetStatus::PartiallyEnforced) => Ok("landlock in part"),
        Ok(RulesetStatus::NotEnforced) => Err("landlock".to_owned()),
        Err(error) => Err(format!("landlock: {error}")),
    }
}

fn seccomp(filter: Result<BpfProgram, seccompiler::BackendError>) -> Result<(), String> {
    let program = filter.map_err(|error| format!("seccomp: {error}"))?;
    seccompiler::apply_filter(&program).map_err(|_| "seccomp".to_owned())
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Whatever is not named here ends the process.
fn strict() -> Result<BpfProgram, seccompiler::BackendError> {
    let mut rules = plain()?;
    rules.insert(libc::SYS_mmap, vec![SeccompRule::new(vec![without(PROT, libc::PROT_EXEC)?])?]);
    rules.insert(libc::SYS_mprotect, vec![SeccompRule::new(vec![without(PROT, libc::PROT_EXEC)?])?]);
    compile(rules, SeccompAction::KillProcess)
}

/// Whatever is not named here is turned down, since a program of others asks for more than it needs.
fn loose() -> Result<BpfProgram, seccompiler::BackendError> {
    let mut rules = plain()?;
    rules.extend(LOADED_CALLS.iter().map(|call| (*call, Vec::new())));
    let data = SeccompRule::new(vec![without(PROT, libc::PROT_EXEC)?])?;
    let library = [without(PROT, libc::PROT_WRITE)?, without(FLAGS, libc::MAP_ANONYMOUS)?];
    rules.insert(libc::SYS_mprotect, vec![data.clone()]);
    rules.insert(libc::SYS_mmap, vec![data, SeccompRule::new(library.into())?]);
    compile(rules, SeccompAction::Errno(libc::EPERM.cast_unsigned()))
}

/// The arguments of `mmap` and `mprotect` that say what may be done with memory, and what it is.
const PROT: u8 = 2;
const FLAGS: u8 = 3;

/// That an argument lacks these bits.
fn without(argument: u8, bits: libc::c_int) -> Result<SeccompCondition, seccompiler::BackendError> {
    let masked = SeccompCmpOp::MaskedEq(u64::from(bits.cast_unsigned()));
    SeccompCondition::new(argument, SeccompCmpArgLen::Dword, masked, 0)
}

fn plain() -> Result<Rules, seccompiler::BackendError> {
    let mut rules: Rules = PLAIN_CALLS.iter().map(|call| (*call, Vec::new())).collect();
    // An abort signals its own process, so that running out of memory shows as what it is.
    let own = u64::from(std::process::id());
    let to_self = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, own)?;
    rules.insert(libc::SYS_tgkill, vec![SeccompRule::new(vec![to_self])?]);
    Ok(rules)
}

fn compile(rules: Rules, otherwise: SeccompAction) -> Result<BpfProgram, seccompiler::BackendError> {
    let arch = std::env::consts::ARCH.try_into()?;
    SeccompFilter::new(rules, otherwise, SeccompAction::Allow, arch)?.try_into()
}

/// What starting a program and loading its libraries takes; Landlock says which files.
const LOADED_CALLS: &[i64] = &[
    libc::SYS_execve,
    libc::SYS_openat,
    libc::SYS_fstat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_lseek,
    libc::SYS_pread64,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_readlinkat,
    libc::SYS_getdents64,
    libc::SYS_fcntl,
    libc::SYS_set_tid_address,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_prlimit64,
    libc::SYS_sched_getaffinity,
    libc::SYS_sysinfo,
    libc::SYS_uname,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_arch_prctl,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_open,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_stat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_access,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_readlink,
];

const PLAIN_CALLS: [i64; 22] = [
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_readv,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_brk,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_futex,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_sched_yield,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_sigaltstack,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];
