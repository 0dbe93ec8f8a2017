//! Acts into entries and back: the head under the registry's key of heads, the act under its stream's.

use std::str::FromStr;

use chancery_ledger::{Draft, Entry, SealedPart};
use chancery_office::act::{Act, Body, Done};
use chancery_office::id::Id;
use chancery_seal::{Key, body, random};
use chancery_vault::{Digest, Vault};

use crate::keys::Keys;
use crate::refused::Refused;
use crate::store;

/// Stream of the office's own acts: people, posts, the founding.
pub const OFFICE: Id = Id(*b"chancery/office\0");
/// Stream of what was shown to whom.
pub const SEEN: Id = Id(*b"chancery/seen\0\0\0");

/// Makes the draft of an entry.
pub fn draft(keys: &Keys, stream: Id, key: &Key, done: &Done, act: &Act) -> Result<Draft, Refused> {
    let entry_id: [u8; 16] = random();
    let head = serde_json::to_vec(done).map_err(store::json)?;
    let act = serde_json::to_vec(act).map_err(store::json)?;
    Ok(Draft {
        entry_id,
        stream: stream.0,
        expected: None,
        head: part(keys.heads(), &entry_id, &head),
        body: part(key, &entry_id, &act),
    })
}

fn part(key: &Key, entry_id: &[u8; 16], plain: &[u8]) -> SealedPart {
    SealedPart { salt: random(), key_commit: key.commit(), sealed: key.seal(entry_id, plain) }
}

/// Opens an entry; none where its content was disposed of.
pub fn open(keys: &Keys, entry: &Entry) -> Result<Option<(Done, Act)>, Refused> {
    let (Some(head), Some(act)) = (&entry.head, &entry.body) else { return Ok(None) };
    let key = keys.stream(Id(entry.stream))?;
    let head = opened(keys.heads(), head, entry)?;
    let act = opened(&key, act, entry)?;
    let done = serde_json::from_slice(&head).map_err(|_| unreadable(entry))?;
    let act = serde_json::from_slice(&act).map_err(|_| unreadable(entry))?;
    Ok(Some((done, act)))
}

fn opened(key: &Key, part: &SealedPart, entry: &Entry) -> Result<Vec<u8>, Refused> {
    if part.key_commit != key.commit() {
        return Err(Refused::Damaged(format!("ledger: entry {} is sealed under another key", entry.seq)));
    }
    key.open(&entry.entry_id, &part.sealed)
        .map_err(|_| Refused::Damaged(format!("ledger: the seal of entry {} does not open", entry.seq)))
}

fn unreadable(entry: &Entry) -> Refused {
    Refused::Damaged(format!("ledger: entry {} does not read", entry.seq))
}

/// Seals a body under a stream's key and puts it in the vault.
pub fn put_body(vault: &Vault, key: &Key, stream: Id, label: &str, plain: &[u8]) -> Result<Body, Refused> {
    let sealed = body::seal(key, &stream.0, plain).map_err(store::seal)?;
    let digest = vault.put(&sealed).map_err(|e| store::vault(&e))?;
    Ok(Body { digest: digest.to_string(), stream, label: label.to_owned() })
}

/// Opens a body.
pub fn open_body(keys: &Keys, vault: &Vault, digest: &str, stream: Id) -> Result<Vec<u8>, Refused> {
    let digest =
        Digest::from_str(digest).map_err(|_| Refused::Damaged("a body has no proper name".into()))?;
    let sealed = vault.get(&digest).map_err(|e| store::vault(&e))?;
    let key = keys.stream(stream)?;
    body::open(&key, &stream.0, &sealed)
        .map_err(|_| Refused::Damaged(format!("vault: body {digest} does not open")))
}

/// Opens a body that is text.
pub fn open_text(keys: &Keys, vault: &Vault, body: &Body) -> Result<String, Refused> {
    let bytes = open_body(keys, vault, &body.digest, body.stream)?;
    String::from_utf8(bytes).map_err(|_| Refused::Damaged("a text is not UTF-8".into()))
}
