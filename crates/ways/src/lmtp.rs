//! LMTP (RFC 2033) on a socket of this machine: a mail server hands mails over, and is answered for each
//! recipient once the mail is kept.
//!
//! A message ends with a dot between two CRLFs and with nothing else, so that no mail can hide another in itself.

use std::io::{self, BufRead, BufReader, Read as _, Write};
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use chancery_registry::{Came, Source};

use crate::{Taker, Took};

/// A mail is not longer than this.
pub const MESSAGE_BYTES_MAX: usize = 64 << 20;
/// A command is not longer than this.
const LINE_BYTES_MAX: usize = 2_048;
/// Recipients of one mail.
const RECIPIENTS_MAX: usize = 100;
/// Commands that are refused before the line is given up.
const FAULTS_MAX: u32 = 20;
/// Conversations at one time.
const CONVERSATIONS_MAX: usize = 16;
/// After a failure to accept, this long is waited.
const ACCEPT_AGAIN: Duration = Duration::from_millis(500);
/// A peer says something within this.
const PATIENCE: Duration = Duration::from_secs(300);

/// Listens on a socket, and takes in what is handed over, as long as the process lives.
pub fn listen(path: &Path, taker: &Arc<Taker>) -> io::Result<()> {
    clear_stale(path)?;
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o660))?;
    let talking = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let stream = match stream {
            Ok(stream) => stream,
            Err(error) => {
                // Such as too few file handles: they may be free again in a while.
                tracing::error!(%error, "a conversation could not be accepted");
                std::thread::sleep(ACCEPT_AGAIN);
                continue;
            }
        };
        let (taker, place) = (taker.clone(), Place::taken(&talking));
        if place.0.load(Ordering::SeqCst) > CONVERSATIONS_MAX {
            let _ = (&stream).write_all(b"421 4.3.2 too many at once: come again later\r\n");
            continue;
        }
        std::thread::spawn(move || {
            let _place = place;
            // A peer that goes away in the middle has been told of nothing that is not kept.
            let _ = talk(&stream, &taker);
        });
    }
    Ok(())
}

/// One of the conversations at one time; its place is given back however it ends.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn taken(talking: &Arc<AtomicUsize>) -> Self {
        talking.fetch_add(1, Ordering::SeqCst);
        Self(talking.clone())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A socket on which nobody listens any more is left by a process that was killed.
fn clear_stale(path: &Path) -> io::Result<()> {
    let left = std::fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_socket());
    if left && UnixStream::connect(path).is_err() {
        std::fs::remove_file(path)?;
    }
    Ok(())
}

fn talk(stream: &UnixStream, taker: &Taker) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    converse(BufReader::new(stream), stream, &mut |mail| {
        let mut became = Took::NotNow("the registry cannot take it now".into());
        let source = Source::Bytes("mail.eml".into(), mail);
        match taker.take(vec![source], Came::Mail, &mut |_, took| became = took) {
            Ok(()) => became,
            Err(refused) => Took::of(&refused),
        }
    })
}

/// Where a conversation stands.
#[derive(Default)]
struct Standing {
    greeted: bool,
    from: Option<String>,
    to: Vec<String>,
    faults: u32,
}

/// Speaks LMTP with a peer until he goes; `keep` is given each mail and answers once it is durable.
pub fn converse(
    mut peer: impl BufRead,
    mut answer: impl Write,
    keep: &mut dyn FnMut(Vec<u8>) -> Took,
) -> io::Result<()> {
    answer.write_all(b"220 chancery LMTP\r\n")?;
    let mut standing = Standing::default();
    loop {
        let line = match command(&mut peer) {
            Ok(Some(line)) => line,
            Ok(None) => return Ok(()),
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                return answer.write_all(b"421 4.4.2 nothing came for too long\r\n");
            }
            Err(error) => return Err(error),
        };
        let (verb, rest) = line.split_once(' ').unwrap_or((&line, ""));
        let verb = verb.to_ascii_uppercase();
        if verb == "QUIT" {
            return answer.write_all(b"221 2.0.0 goodbye\r\n");
        }
        let reply = if verb == "DATA" && rest.is_empty() && !standing.to.is_empty() {
            answer.write_all(b"354 end with a dot on a line of its own\r\n")?;
            let mail = message(&mut peer)?;
            let became = mail.map_or_else(too_long, &mut *keep);
            let replies = standing.to.iter().map(|to| delivered(to, &became)).collect();
            standing = Standing { greeted: true, ..Standing::default() };
            replies
        } else {
            standing.hear(&verb, rest)
        };
        answer.write_all(reply.as_bytes())?;
        standing.faults += u32::from(reply.starts_with('5'));
        if standing.faults > FAULTS_MAX {
            return answer.write_all(b"421 4.7.0 too many commands that are none\r\n");
        }
    }
}

impl Standing {
    fn hear(&mut self, verb: &str, rest: &str) -> String {
        match verb {
            "LHLO" if !rest.trim().is_empty() => {
                *self = Self { greeted: true, ..Self::default() };
                format!(
                    "250-chancery\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE {MESSAGE_BYTES_MAX}\r\n"
                )
            }
            "LHLO" => "501 5.5.4 say who you are\r\n".into(),
            "HELO" | "EHLO" => "500 5.5.1 this is LMTP: say LHLO\r\n".into(),
            "NOOP" => "250 2.0.0 very well\r\n".into(),
            "RSET" => {
                *self = Self { greeted: self.greeted, ..Self::default() };
                "250 2.0.0 forgotten\r\n".into()
            }
            "VRFY" => "252 2.1.5 send it, and it is taken or not\r\n".into(),
            "MAIL" | "RCPT" | "DATA" if !self.greeted => "503 5.5.1 say LHLO first\r\n".into(),
            "MAIL" => self.mail(rest),
            "RCPT" => self.recipient(rest),
            "DATA" if self.to.is_empty() => "503 5.5.1 nobody is to have it\r\n".into(),
            "DATA" => "501 5.5.4 DATA stands alone\r\n".into(),
            _ => "500 5.5.2 no such command\r\n".into(),
        }
    }

    fn mail(&mut self, rest: &str) -> String {
        let Some((from, options)) = address(rest, "FROM:") else {
            return "501 5.5.4 MAIL FROM:<address>\r\n".into();
        };
        if self.from.is_some() {
            return "503 5.5.1 one mail at a time\r\n".into();
        }
        let mut said = options.split_whitespace().filter_map(|option| option.split_once('='));
        let bytes = said.find(|(name, _)| name.eq_ignore_ascii_case("SIZE"));
        let bytes = bytes.and_then(|(_, bytes)| bytes.parse::<u64>().ok()).unwrap_or(0);
        if bytes > MESSAGE_BYTES_MAX as u64 {
            return "552 5.3.4 the mail is too long\r\n".into();
        }
        self.from = Some(from);
        "250 2.1.0 very well\r\n".into()
    }

    fn recipient(&mut self, rest: &str) -> String {
        let Some((to, _)) = address(rest, "TO:").filter(|(to, _)| !to.is_empty()) else {
            return "501 5.5.4 RCPT TO:<address>\r\n".into();
        };
        if self.from.is_none() {
            return "503 5.5.1 say MAIL first\r\n".into();
        }
        if self.to.len() == RECIPIENTS_MAX {
            return "452 4.5.3 no more recipients\r\n".into();
        }
        self.to.push(to);
        "250 2.1.5 very well\r\n".into()
    }
}

/// The address in `FROM:<address> options`.
fn address(rest: &str, before: &str) -> Option<(String, String)> {
    let named = rest.get(..before.len()).is_some_and(|word| word.eq_ignore_ascii_case(before));
    let inner = rest.get(before.len()..).filter(|_| named)?.trim_start().strip_prefix('<')?;
    let (address, options) = inner.split_once('>')?;
    Some((address.to_owned(), options.to_owned()))
}

fn delivered(to: &str, became: &Took) -> String {
    let to: String = to.chars().filter(char::is_ascii_graphic).take(120).collect();
    match became {
        Took::Kept => format!("250 2.0.0 <{to}> kept\r\n"),
        Took::Refused(why) => format!("554 5.6.0 <{to}> refused: {}\r\n", plain(why)),
        Took::NotNow(why) => format!("451 4.3.0 <{to}> not now: {}\r\n", plain(why)),
    }
}

/// A reason on one line of a reply.
fn plain(why: &str) -> String {
    why.chars().map(|c| if c == ' ' || c.is_ascii_graphic() { c } else { '?' }).take(300).collect()
}

fn too_long() -> Took {
    Took::Refused("the mail is too long".into())
}

/// A command's line without its end; none where the peer has gone.
fn command(peer: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    peer.by_ref().take(LINE_BYTES_MAX as u64).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') {
        // It goes on: what it is is of no interest, but its end has to be found.
        skip_line(peer)?;
        return Ok(Some("TOO-LONG".into()));
    }
    let line = line.strip_suffix(b"\n").unwrap_or(&line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    Ok(Some(String::from_utf8_lossy(line).into_owned()))
}

fn skip_line(peer: &mut impl BufRead) -> io::Result<()> {
    loop {
        let held = peer.fill_buf()?;
        let (end, used) = match held.iter().position(|byte| *byte == b'\n') {
            Some(at) => (true, at + 1),
            None => (held.is_empty(), held.len()),
        };
        peer.consume(used);
        if end {
            return Ok(());
        }
    }
}

/// A message to its end, with the dots that were put before dots taken away; none where it is too long. One that
/// breaks off is no message.
fn message(peer: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut mail = Vec::new();
    let (mut fits, mut starts, mut last) = (true, true, b'\n');
    loop {
        let mut piece = Vec::new();
        peer.by_ref().take(LINE_BYTES_MAX as u64).read_until(b'\n', &mut piece)?;
        if piece.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if starts && piece == b".\r\n" {
            return Ok(fits.then_some(mail));
        }
        let stuffed = starts && piece.first() == Some(&b'.');
        let kept = if stuffed { piece.get(1..).unwrap_or(&[]) } else { &piece[..] };
        fits = fits && mail.len() + kept.len() <= MESSAGE_BYTES_MAX;
        if fits {
            mail.extend_from_slice(kept);
        } else {
            mail = Vec::new();
        }
        // A line that is longer than a piece may be cut between the two bytes of its end.
        starts = piece.ends_with(b"\r\n") || (piece == b"\n" && last == b'\r');
        last = piece.last().copied().unwrap_or_default();
    }
}
