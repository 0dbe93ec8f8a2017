//! What the server is told when it starts, and where it may listen.

use crate::tongue::Tongue;
use jiff::Timestamp;
use std::net::SocketAddr;
use std::time::Duration;

/// What the server is told when it starts.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Where it listens.
    pub addr: SocketAddr,
    /// A proxy on this machine ends TLS before us; decides the cookie's name and whether it is Secure.
    pub tls: bool,
    /// A session that is not used for so long ends.
    pub idle: Duration,
    /// A session ends after so long, used or not.
    pub absolute: Duration,
    /// The clock.
    pub now: fn() -> Timestamp,
    /// The languages between which readers choose.
    pub tongues: &'static [Tongue],
    /// The office is made for trying: a tour leads through it.
    pub tour: bool,
}

impl Settings {
    /// Settings for `addr` without TLS: 15 minutes idle, 12 hours in all, the system's clock.
    #[expect(clippy::disallowed_methods, reason = "the system's clock comes in here")]
    pub fn on(addr: SocketAddr) -> Self {
        Self {
            addr,
            tls: false,
            idle: Duration::from_secs(15 * 60),
            absolute: Duration::from_secs(12 * 60 * 60),
            now: Timestamp::now,
            tongues: Tongue::OFFERED,
            tour: false,
        }
    }
}

/// Refuses to listen beyond this machine in clear.
pub fn may_listen(addr: &SocketAddr, tls: bool) -> Result<(), String> {
    if addr.ip().is_loopback() || tls {
        return Ok(());
    }
    Err(format!(
        "{addr} can be reached from other machines and what is read there would pass in clear: listen on \
         127.0.0.1 and let a proxy on this machine that ends TLS speak to it"
    ))
}
