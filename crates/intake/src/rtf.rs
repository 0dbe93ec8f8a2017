//! RTF: the words that the page shows; what is hidden, deleted or embedded is told.

mod reader;
mod state;
mod tokens;

use crate::document::Document;
use crate::sheet::Reply;
use crate::{Format, Limits, Refusal, RefusalKind, archive};
use reader::Reader;
use tokens::{Token, Tokens};

/// Parses a document in RTF.
pub(crate) fn parse(name: &str, bytes: &[u8], limits: &Limits) -> Result<Reply, Refusal> {
    read(name, bytes, limits)?.into_reply(Format::Rtf, name, limits)
}

/// The words of a document in RTF.
pub(crate) fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Document, Refusal> {
    let mut reader = Reader::new();
    for token in Tokens::of(bytes) {
        match token {
            Token::Open if reader.depth() >= limits.nesting_max => return Err(too_nested(name, limits)),
            Token::Close if reader.depth() == 0 => break,
            token => reader.take(token),
        }
    }
    if reader.depth() > 0 { Err(archive::broken(name)) } else { Ok(reader.finish()) }
}

fn too_nested(name: &str, limits: &Limits) -> Refusal {
    let what = format!(
        "nests groups more than {} deep; have the file examined before trying again",
        limits.nesting_max
    );
    Refusal::of(RefusalKind::TooDeep, name, what)
}
