//! A language model on this machine: one question over HTTP, to loopback and nowhere else.
//!
//! What is asked may be above whatever else this machine speaks about, so a [`Line`] is made only to a literal
//! loopback address, or to `localhost` where that is one; it goes to the address that was checked, over no
//! proxy, and follows no redirect. The crate does not know what is asked, nor what an answer means.

use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::time::Duration;

use thiserror::Error;
use ureq::http::Uri;
use ureq::{Agent, Error};

/// Bytes of the head of an answer.
const HEAD_BYTES_MAX: usize = 16 * 1024;
/// Where a chat is completed, when the address names no path.
const CHAT: &str = "/v1/chat/completions";

/// An address that no line is made to.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotHere {
    /// It is not the address of anything.
    #[error("`{0}` is not an address: it is written as http://127.0.0.1:8080")]
    NoAddress(String),
    /// It is not plain HTTP, or carries a name, a password or a query.
    #[error("`{0}` is not plain http to a host and a path: it is written as http://127.0.0.1:8080")]
    NotPlain(String),
    /// It is another machine, or may be.
    #[error("`{0}` is not on this machine: only a loopback address such as 127.0.0.1 or [::1], or localhost")]
    Elsewhere(String),
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoAnswer {
    /// It took too long.
    #[error("it did not answer within {0} seconds")]
    Late(u64),
    /// It said too much.
    #[error("its answer is longer than {0} bytes")]
    Long(usize),
    /// It answered with something else than an answer.
    #[error("it answered with status {0}")]
    Status(u16),
    /// It points to another place, which is not asked.
    #[error("it points to another address, which is not followed")]
    Moved,
    /// Nothing listens there, or what does is not HTTP.
    #[error("nothing that speaks HTTP answers there")]
    Nothing,
}

/// A line to a model on this machine.
#[derive(Clone, Debug)]
pub struct Line {
    agent: Agent,
    url: String,
    patience: Duration,
}

impl Line {
    /// A line to the model at `url`, which waits so long for a whole answer. Nothing is connected yet.
    pub fn to(url: &str, patience: Duration) -> Result<Self, NotHere> {
        let uri: Uri = url.parse().map_err(|_| NotHere::NoAddress(url.to_owned()))?;
        let plain = uri.scheme_str() == Some("http")
            && uri.query().is_none()
            && uri.authority().is_some_and(|a| !a.as_str().contains('@'));
        if !plain {
            return Err(NotHere::NotPlain(url.to_owned()));
        }
        let address = here(&uri).ok_or_else(|| NotHere::Elsewhere(url.to_owned()))?;
        let path = if uri.path() == "/" { CHAT } else { uri.path() };
        Ok(Self { agent: agent(patience), url: format!("http://{address}{path}"), patience })
    }

    /// The address that is asked.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Asks once, and gives back what was answered.
    pub fn ask(&self, body: &str, bytes_max: usize) -> Result<Vec<u8>, NoAnswer> {
        let none = |error| self.none(&error, bytes_max);
        let asked = self.agent.post(&self.url).header("content-type", "application/json").send(body);
        let mut answer = asked.map_err(none)?;
        match answer.status().as_u16() {
            200 => {}
            300..=399 => return Err(NoAnswer::Moved),
            status => return Err(NoAnswer::Status(status)),
        }
        let limit = u64::try_from(bytes_max).unwrap_or(u64::MAX);
        answer.body_mut().with_config().limit(limit).read_to_vec().map_err(none)
    }

    fn none(&self, error: &Error, bytes_max: usize) -> NoAnswer {
        match error {
            Error::Timeout(_) => NoAnswer::Late(self.patience.as_secs()),
            Error::BodyExceedsLimit(_) => NoAnswer::Long(bytes_max),
            Error::LargeResponseHeader(..) => NoAnswer::Long(HEAD_BYTES_MAX),
            Error::TooManyRedirects | Error::RedirectFailed => NoAnswer::Moved,
            _ => NoAnswer::Nothing,
        }
    }
}

/// The address of a host that is this machine. A name counts only where all that it resolves to is loopback.
fn here(uri: &Uri) -> Option<SocketAddr> {
    let host = uri.host()?;
    let port = uri.port_u16().unwrap_or(80);
    if host.eq_ignore_ascii_case("localhost") {
        let all: Vec<SocketAddr> = (host, port).to_socket_addrs().ok()?.collect();
        let first = all.iter().find(|a| a.is_ipv4()).or(all.first()).copied();
        return first.filter(|_| all.iter().all(|a| a.ip().is_loopback()));
    }
    let literal: IpAddr = host.trim_start_matches('[').trim_end_matches(']').parse().ok()?;
    literal.is_loopback().then(|| SocketAddr::new(literal, port))
}

fn agent(patience: Duration) -> Agent {
    Agent::config_builder()
        .proxy(None)
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(patience))
        .max_response_header_size(HEAD_BYTES_MAX)
        .max_idle_connections(0)
        .user_agent("")
        .build()
        .new_agent()
}
