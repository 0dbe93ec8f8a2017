//! Shutting this process in: no file, no network, no program, no other process.
//!
//! The one module of the workspace where `unsafe` is allowed, for one call. The order of steps is the one
//! that works: each later step would forbid an earlier one.
#![allow(unsafe_code)]

use std::collections::BTreeMap;

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetStatus, Scope,
};
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

const FIRST_FD: libc::c_uint = 3;
const FDS_MAX: u64 = 3;
/// The newest Landlock rules asked for; an older kernel keeps those that it knows.
const LANDLOCK_ASKED: ABI = ABI::V6;

/// Shuts the process in for good and says how far, in words.
pub(crate) fn enter(seconds_max: u64, memory_bytes_max: u64) -> Result<String, String> {
    limit(Resource::Core, 0)?;
    limit(Resource::Fsize, 0)?;
    limit(Resource::Nproc, 0)?;
    limit(Resource::Cpu, seconds_max)?;
    limit(Resource::As, memory_bytes_max)?;
    close_inherited()?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(|error| format!("dumpable: {error}"))?;
    rustix::thread::set_no_new_privs(true).map_err(|error| format!("no new privileges: {error}"))?;
    let files = landlock()?;
    // After Landlock, which needs a descriptor of its own for its rules.
    limit(Resource::Nofile, FDS_MAX)?;
    seccomp()?;
    Ok(format!("{files}, system calls filtered, no new privileges"))
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

fn landlock() -> Result<String, String> {
    let told = || -> Result<RulesetStatus, landlock::RulesetError> {
        let rules = Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(LANDLOCK_ASKED))?
            .handle_access(AccessNet::from_all(LANDLOCK_ASKED))?
            .scope(Scope::from_all(LANDLOCK_ASKED))?;
        Ok(rules.create()?.restrict_self()?.ruleset)
    };
    match told().map_err(|error| format!("landlock: {error}"))? {
        RulesetStatus::FullyEnforced => Ok("landlock in full".to_owned()),
        RulesetStatus::PartiallyEnforced => Ok("landlock in part".to_owned()),
        RulesetStatus::NotEnforced => Ok("no landlock".to_owned()),
    }
}

fn seccomp() -> Result<(), String> {
    let program = filter().map_err(|error| format!("filter: {error}"))?;
    seccompiler::apply_filter(&program).map_err(|error| format!("filter: {error}"))
}

/// Whatever is not named here ends the process.
fn filter() -> Result<BpfProgram, seccompiler::BackendError> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        PLAIN_CALLS.iter().map(|call| (*call, Vec::new())).collect();
    let no_exec = || -> Result<_, seccompiler::BackendError> {
        let exec = libc::PROT_EXEC as u64;
        let bits = SeccompCmpOp::MaskedEq(exec);
        Ok(vec![SeccompRule::new(vec![SeccompCondition::new(2, SeccompCmpArgLen::Dword, bits, 0)?])?])
    };
    rules.insert(libc::SYS_mmap, no_exec()?);
    rules.insert(libc::SYS_mprotect, no_exec()?);
    // An abort signals its own process, so that running out of memory shows as what it is.
    let own = u64::from(std::process::id());
    let to_self = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, own)?;
    rules.insert(libc::SYS_tgkill, vec![SeccompRule::new(vec![to_self])?]);
    let arch = std::env::consts::ARCH.try_into()?;
    SeccompFilter::new(rules, SeccompAction::KillProcess, SeccompAction::Allow, arch)?.try_into()
}

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
