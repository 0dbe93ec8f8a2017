//! ZIP: each file in an archive a paper, or the parts of one office document. All are inflated within limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::sheet::{self, Reply};
use crate::{Format, Limits, Refusal, RefusalKind, names, opendocument, sniff, word};

/// Inflated bytes of a member below which its ratio is of no matter: a page of spaces packs well.
const RATIO_FREE_BYTES: u64 = 1024 * 1024;

/// Files that systems leave in archives by themselves.
const LITTER: [&str; 4] = [".DS_Store", "Thumbs.db", "desktop.ini", "._"];

/// An archive that counts what it has inflated.
pub(crate) struct Archive<'a> {
    pub name: &'a str,
    pub limits: &'a Limits,
    members: ZipArchive<Cursor<&'a [u8]>>,
    /// Names of its files and where each is, in the order of names.
    named: BTreeMap<String, usize>,
    inflated: u64,
}

/// Parses an archive as the office document that it makes up, or each of its files as a paper.
pub(crate) fn parse(name: &str, bytes: &[u8], limits: &Limits, depth: usize) -> Result<Reply, Refusal> {
    let mut archive = Archive::open(name, bytes, limits)?;
    if archive.has("word/document.xml") {
        return word::parse(&mut archive);
    }
    if archive.has("content.xml") && archive.has("mimetype") {
        return opendocument::parse(&mut archive);
    }
    if archive.has("[Content_Types].xml") {
        return Err(sniff::not_read(name, "a sheet or a set of slides"));
    }
    archive.papers(depth)
}

impl<'a> Archive<'a> {
    fn open(name: &'a str, bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Refusal> {
        let mut members = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken(name))?;
        if members.len() > limits.members_max {
            let what =
                format!("holds more than {} files; split it and hand in the pieces", limits.members_max);
            return Err(Refusal::of(RefusalKind::TooLarge, name, what));
        }
        let mut named = BTreeMap::new();
        for at in 0..members.len() {
            let member = members.by_index_raw(at).map_err(|_| broken(name))?;
            let called = member.name().map_err(|_| broken(name))?.into_owned();
            if !called.ends_with('/') {
                named.insert(called, at);
            }
        }
        Ok(Archive { name, limits, members, named, inflated: 0 })
    }

    /// Names of its files, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.named.keys().map(String::as_str)
    }

    pub fn has(&self, member: &str) -> bool {
        self.named.contains_key(member)
    }

    /// A file of it, inflated; `None` where there is none of that name.
    pub fn member(&mut self, called: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(at) = self.named.get(called).copied() else { return Ok(None) };
        let packed = self.members.by_index_raw(at).map_err(|_| broken(self.name))?;
        let (locked, packed_bytes) = (packed.encrypted(), packed.compressed_size());
        drop(packed);
        if locked {
            return Err(locked_with_password(self.name, called));
        }
        let left = self.limits.inflated_bytes_max.saturating_sub(self.inflated);
        let fair = packed_bytes.saturating_mul(self.limits.ratio_max).max(RATIO_FREE_BYTES);
        let mut bytes = Vec::new();
        let member = self.members.by_index(at).map_err(|_| unpackable(self.name, called))?;
        member.take(left.min(fair) + 1).read_to_end(&mut bytes).map_err(|_| broken(self.name))?;
        self.inflated += bytes.len() as u64;
        match bytes.len() as u64 {
            len if len > left => Err(too_much(self.name, self.limits)),
            len if len > fair => Err(too_dense(self.name, called, self.limits)),
            _ => Ok(Some(bytes)),
        }
    }

    /// Each file a paper, in the order of their names; the folders are of no matter.
    fn papers(mut self, depth: usize) -> Result<Reply, Refusal> {
        let mut reply = Reply::new(Format::Zip);
        let all: Vec<String> = self.named.keys().cloned().collect();
        let (litter, files): (Vec<String>, Vec<String>) =
            all.into_iter().partition(|called| is_litter(called));
        if !litter.is_empty() {
            reply
                .notes
                .push(format!("{} files that a system leaves by itself were passed over", litter.len()));
        }
        for called in files {
            let bytes = self.member(&called)?.unwrap_or_default();
            self.paper(&called, &bytes, &mut reply, depth)
                .map_err(|refusal| refusal.within(self.name, &called))?;
        }
        if reply.sheets.is_empty() {
            let what = "is an archive with no file in it; hand in a file with something in it";
            return Err(Refusal::of(RefusalKind::Empty, self.name, what));
        }
        Ok(reply)
    }

    fn paper(&self, called: &str, bytes: &[u8], reply: &mut Reply, depth: usize) -> Result<(), Refusal> {
        if bytes.starts_with(b"PK") && sniff(called, bytes)? == Format::Zip {
            let what = "is an archive again, which is not opened; take the files out and hand them in";
            return Err(Refusal::of(RefusalKind::Forbidden, called, what));
        }
        let inner = sheet::parse_within(called, bytes, self.limits, depth + 1)?;
        let origin = reply.keep(bytes);
        let mut sheets = inner.set_within(reply, origin);
        let head = names::shown_name(called);
        sheets.iter_mut().for_each(|sheet| sheet.head_with(&head));
        reply.sheets.append(&mut sheets);
        if reply.sheets.len() > self.limits.papers_max {
            return Err(sheet::too_many_papers(self.name, self.limits));
        }
        Ok(())
    }
}

fn is_litter(called: &str) -> bool {
    let last = called.rsplit('/').next().unwrap_or_default();
    called.starts_with("__MACOSX/") || LITTER.iter().any(|litter| last.starts_with(litter))
}

pub(crate) fn locked(name: &str) -> Refusal {
    let what = "is encrypted, so it cannot be read; open it with its password and hand in what is inside";
    Refusal::of(RefusalKind::Encrypted, name, what)
}

fn locked_with_password(name: &str, called: &str) -> Refusal {
    let what = format!(
        "holds `{}`, which is locked with a password; unpack it and hand in what is inside",
        names::shown_name(called)
    );
    Refusal::of(RefusalKind::Encrypted, name, what)
}

pub(crate) fn broken(name: &str) -> Refusal {
    Refusal::of(RefusalKind::Broken, name, "is cut short or damaged; fetch it again and hand it in")
}

fn unpackable(name: &str, called: &str) -> Refusal {
    let what = format!(
        "holds `{}`, which is packed in a way that is not read; unpack it and hand in what is inside",
        names::shown_name(called)
    );
    Refusal::of(RefusalKind::Format, name, what)
}

fn too_dense(name: &str, called: &str, limits: &Limits) -> Refusal {
    let what = format!(
        "holds `{}`, which grows more than {} times when it is unpacked; have the file examined before trying again",
        names::shown_name(called),
        limits.ratio_max
    );
    Refusal::of(RefusalKind::TooLarge, name, what)
}

fn too_much(name: &str, limits: &Limits) -> Refusal {
    let mebibytes = limits.inflated_bytes_max / (1024 * 1024);
    let what = format!("holds more than {mebibytes} MiB once unpacked; split it and hand in the pieces");
    Refusal::of(RefusalKind::TooLarge, name, what)
}
