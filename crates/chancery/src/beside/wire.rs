//! What goes over the socket: three file handles and what was typed one way, an exit status the other.

use std::ffi::OsString;
use std::io::{self, IoSlice, IoSliceMut, Read as _, Write as _};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::net::UnixStream;

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage,
    SendFlags, recvmsg, sendmsg,
};
use serde::{Deserialize, Serialize};

/// Longest request: no system hands over longer arguments.
const REQUEST_BYTES_MAX: u64 = 4 << 20;
/// Room for the three file handles.
const HANDLES_BYTES: usize = rustix::cmsg_space!(ScmRights(3));

/// What was typed, and where.
#[derive(Serialize, Deserialize)]
pub struct Request {
    /// Of the program that asks: another may mean something else by the same words.
    pub version: String,
    /// The arguments, with the program's name.
    pub args: Vec<OsString>,
    /// The reader who asks, where one is named by whatever means.
    pub reader: Option<String>,
    /// The folder in which it was typed.
    pub folder: OsString,
    /// As it was typed or read from its file.
    pub passphrase: String,
}

/// Standard input, output and error of whoever asks.
pub type Handles = [OwnedFd; 3];

/// Hands a request over, with this process's own terminal.
pub fn send(mut stream: &UnixStream, request: &Request) -> io::Result<()> {
    let (input, out, err) = (io::stdin(), io::stdout(), io::stderr());
    let handles = [input.as_fd(), out.as_fd(), err.as_fd()];
    let mut space = [MaybeUninit::uninit(); HANDLES_BYTES];
    let mut control = SendAncillaryBuffer::new(&mut space);
    control.push(SendAncillaryMessage::ScmRights(&handles));
    sendmsg(stream, &[IoSlice::new(&[0])], &mut control, SendFlags::empty())?;
    let bytes = serde_json::to_vec(request)?;
    stream.write_all(&(bytes.len() as u64).to_be_bytes())?;
    stream.write_all(&bytes)
}

/// Takes a request; anything that is none is an error.
pub fn receive(mut stream: &UnixStream) -> io::Result<(Request, Handles)> {
    let mut space = [MaybeUninit::uninit(); HANDLES_BYTES];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let mut first = [0];
    recvmsg(stream, &mut [IoSliceMut::new(&mut first)], &mut control, RecvFlags::CMSG_CLOEXEC)?;
    let handles = control.drain().find_map(|message| match message {
        RecvAncillaryMessage::ScmRights(handles) => Some(handles.collect::<Vec<_>>()),
        _ => None,
    });
    let handles = handles.and_then(|handles| Handles::try_from(handles).ok()).ok_or_else(malformed)?;
    let mut length = [0; 8];
    stream.read_exact(&mut length)?;
    let length = u64::from_be_bytes(length);
    if length > REQUEST_BYTES_MAX {
        return Err(malformed());
    }
    let mut bytes = Vec::new();
    stream.take(length).read_to_end(&mut bytes)?;
    let request = serde_json::from_slice(&bytes).map_err(|_| malformed())?;
    Ok((request, handles))
}

fn malformed() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}
