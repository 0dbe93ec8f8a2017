//! Writes a sealed file from its beginning to its end.

use std::io::{self, Write};

use chancery_seal::{Key, page::seal_page};
use tantivy::directory::{AntiCallToken, TerminatingWrite};

use super::{HEAD_BYTES, MARK, PAGE_PLAIN_BYTES};

/// Seals what is written to it, page by page. A file whose writer was not ended has no last page.
pub(super) struct SealedWriter<W> {
    file: W,
    key: Key,
    name: Vec<u8>,
    id: [u8; 16],
    page: u64,
    plain: Vec<u8>,
}

impl<W: Write> SealedWriter<W> {
    /// Begins a file.
    #[expect(
        clippy::disallowed_methods,
        reason = "without chance a file is not begun, and the registry is told"
    )]
    pub fn begin(mut file: W, key: Key, name: &[u8]) -> io::Result<Self> {
        let mut id = [0; 16];
        getrandom::fill(&mut id).map_err(|error| io::Error::other(error.to_string()))?;
        let mut head = Vec::with_capacity(HEAD_BYTES);
        head.extend_from_slice(MARK);
        head.extend_from_slice(&id);
        file.write_all(&head)?;
        let plain = Vec::with_capacity(PAGE_PLAIN_BYTES);
        Ok(Self { file, key, name: name.to_vec(), id, page: 0, plain })
    }

    /// Writes the last page.
    pub fn end(&mut self) -> io::Result<()> {
        self.seal(true)?;
        self.file.flush()
    }

    fn seal(&mut self, last: bool) -> io::Result<()> {
        let sealed = seal_page(&self.key, &self.id, self.page, last, &self.name, &self.plain);
        self.page += 1;
        self.plain.clear();
        self.file.write_all(&sealed)
    }
}

impl<W: Write> Write for SealedWriter<W> {
    /// A full page is sealed only when more comes: it might be the last.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.plain.len() == PAGE_PLAIN_BYTES && !bytes.is_empty() {
            self.seal(false)?;
        }
        let (taken, _) = bytes.split_at(bytes.len().min(PAGE_PLAIN_BYTES - self.plain.len()));
        self.plain.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl<W: Write> TerminatingWrite for SealedWriter<W> {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.end()
    }
}
