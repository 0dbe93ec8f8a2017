//! Taking a file's bytes off a disk, and refusing what is no file.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

use crate::{Limits, Refusal, RefusalKind};

/// Reads a regular file whole; a link to one is followed.
///
/// It is looked at before it is opened, since opening a device can move it; opened without waiting, so that
/// a pipe nobody writes to cannot hold the caller; and looked at again once open, so that what was looked
/// at is what is read.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let name = path.to_string_lossy();
    let known = std::fs::metadata(path).map_err(|error| unopened(&name, &error))?;
    regular_len(&known, &name)?;
    let file = open(path, &name)?;
    let opened = file.metadata().map_err(|error| unopened(&name, &error))?;
    let bytes_len = regular_len(&opened, &name)?;
    if bytes_len > limits.file_bytes_max {
        return Err(too_large(&name, limits));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(bytes_len).unwrap_or(0));
    // One byte more than allowed is asked for: the file may grow while it is read.
    file.take(limits.file_bytes_max + 1).read_to_end(&mut bytes).map_err(|error| unopened(&name, &error))?;
    match bytes.len() as u64 {
        0 => Err(Refusal::of(RefusalKind::Empty, &name, "is empty; hand in a file with something in it")),
        len if len > limits.file_bytes_max => Err(too_large(&name, limits)),
        _ => Ok(bytes),
    }
}

pub(crate) fn too_large(name: &str, limits: &Limits) -> Refusal {
    let mebibytes = limits.file_bytes_max / (1024 * 1024);
    let what = format!("is larger than {mebibytes} MiB; split it and hand in the pieces");
    Refusal::of(RefusalKind::TooLarge, name, what)
}

fn open(path: &Path, name: &str) -> Result<File, Refusal> {
    let flags = libc::O_NONBLOCK | libc::O_NOCTTY;
    OpenOptions::new().read(true).custom_flags(flags).open(path).map_err(|error| unopened(name, &error))
}

fn unopened(name: &str, error: &std::io::Error) -> Refusal {
    let (kind, what) = match error.kind() {
        ErrorKind::NotFound => (RefusalKind::Unopened, "does not exist; check the name"),
        ErrorKind::PermissionDenied => {
            (RefusalKind::Unopened, "may not be read by this user; ask its owner for leave")
        }
        ErrorKind::IsADirectory => (RefusalKind::NotAFile, "is a folder; name the files in it"),
        _ => match error.raw_os_error() {
            Some(libc::ELOOP) => {
                (RefusalKind::Unopened, "is a link that leads round in a circle; name the file itself")
            }
            Some(libc::ENXIO) => (
                RefusalKind::NotAFile,
                "is a socket or device, not a file; copy its contents to a file first",
            ),
            _ => (RefusalKind::Unopened, "could not be read; copy it to another place and try again"),
        },
    };
    Refusal::of(kind, name, what)
}

fn regular_len(meta: &Metadata, name: &str) -> Result<u64, Refusal> {
    let kind = meta.file_type();
    let what = match () {
        () if kind.is_file() => return Ok(meta.len()),
        () if kind.is_dir() => "is a folder; name the files in it",
        () if kind.is_fifo() => "is a pipe, not a file; write it to a file first",
        () if kind.is_socket() => "is a socket, not a file; copy its contents to a file first",
        () => "is a device, not a file; copy its contents to a file first",
    };
    Err(Refusal::of(RefusalKind::NotAFile, name, what))
}
