//! The properties of a message: streams named by number and type, and a list of those that are short.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::codepage;

/// The numbers of the properties that are read.
pub(super) mod id {
    pub const CLASS: u16 = 0x001a;
    pub const SUBJECT: u16 = 0x0037;
    pub const SUBMITTED: u16 = 0x0039;
    pub const ON_BEHALF_OF: u16 = 0x0042;
    pub const HEADER: u16 = 0x007d;
    pub const RECIPIENT_TYPE: u16 = 0x0c15;
    pub const SENDER: u16 = 0x0c1a;
    pub const SENDER_ADDRESS: u16 = 0x0c1f;
    pub const DELIVERED: u16 = 0x0e06;
    pub const BODY: u16 = 0x1000;
    pub const RTF: u16 = 0x1009;
    pub const HTML: u16 = 0x1013;
    pub const MESSAGE_ID: u16 = 0x1035;
    pub const DISPLAY_NAME: u16 = 0x3001;
    pub const ADDRESS: u16 = 0x3003;
    pub const DATA: u16 = 0x3701;
    pub const SHORT_NAME: u16 = 0x3704;
    pub const LONG_NAME: u16 = 0x3707;
    pub const MEDIA_TYPE: u16 = 0x370e;
    pub const SMTP: u16 = 0x39fe;
    pub const PAGE_CODEPAGE: u16 = 0x3fde;
    pub const CODEPAGE: u16 = 0x3ffd;
    pub const SENDER_SMTP: u16 = 0x5d01;
}

/// Folders of one kind that are looked at.
const FOLDERS_MAX: usize = 10_000;

/// One folder of the storage: a message, a recipient, an attachment.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    path: String,
    /// Bytes before the list of its short properties.
    lead: usize,
}

impl Folder {
    pub fn root() -> Self {
        Folder { path: String::new(), lead: 32 }
    }
}

/// The storage that a message is in.
pub(super) struct Storage<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    /// No stream is longer than the file; one that claims to be goes round in a circle.
    bytes_max: u64,
}

impl<'a> Storage<'a> {
    pub fn of(file: CompoundFile<Cursor<&'a [u8]>>, bytes_max: u64) -> Self {
        Storage { file, bytes_max }
    }

    pub fn holds(&self, path: &str) -> bool {
        self.file.exists(path)
    }

    /// Folders within a folder whose names begin so, in the order of their names.
    pub fn folders_in(&self, folder: &Folder, begins: &str) -> Vec<Folder> {
        let path = if folder.path.is_empty() { "/" } else { &folder.path };
        let Ok(entries) = self.file.read_storage(path) else { return Vec::new() };
        let wanted =
            entries.take(FOLDERS_MAX).filter(|entry| entry.is_storage() && entry.name().starts_with(begins));
        let mut names: Vec<String> = wanted.map(|entry| entry.name().to_owned()).collect();
        names.sort();
        names.into_iter().map(|name| Folder { path: format!("{}/{name}", folder.path), lead: 8 }).collect()
    }

    /// The message that an attachment is, where it is one.
    pub fn embedded(&self, attachment: &Folder) -> Option<Folder> {
        let path = format!("{}/__substg1.0_3701000D", attachment.path);
        let list = format!("{path}/__properties_version1.0");
        self.file.exists(list).then_some(Folder { path, lead: 24 })
    }

    /// Words, in Unicode or else in the message's code page.
    pub fn text(&mut self, folder: &Folder, id: u16) -> Option<String> {
        if let Some(bytes) = self.stream(folder, id, 0x001f) {
            return Some(
                encoding_rs::UTF_16LE.decode_without_bom_handling(&bytes).0.trim_end_matches('\0').to_owned(),
            );
        }
        let bytes = self.stream(folder, id, 0x001e)?;
        let page = self.number(&Folder::root(), id::CODEPAGE).and_then(|page| u32::try_from(page).ok());
        Some(codepage::decode(&bytes, page.unwrap_or(codepage::USUAL)).trim_end_matches('\0').to_owned())
    }

    pub fn bytes(&mut self, folder: &Folder, id: u16) -> Option<Vec<u8>> {
        self.stream(folder, id, 0x0102)
    }

    /// The page of a message that was written as one.
    pub fn page(&mut self, folder: &Folder) -> Option<String> {
        if let Some(page) = self.text(folder, id::HTML) {
            return Some(page);
        }
        let bytes = self.bytes(folder, id::HTML)?;
        let page = self.number(folder, id::PAGE_CODEPAGE).and_then(|page| u32::try_from(page).ok());
        Some(codepage::decode(&bytes, page.unwrap_or(65001)))
    }

    /// A property that is short enough to stand in the list.
    pub fn number(&mut self, folder: &Folder, id: u16) -> Option<u64> {
        let list = self.read(&format!("{}/__properties_version1.0", folder.path))?;
        let (entries, _) = list.get(folder.lead..)?.as_chunks::<16>();
        let [.., a, b, c, d, e, f, g, h] = *entries.iter().find(|entry| entry[2..4] == id.to_le_bytes())?;
        let value = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
        Some(value)
    }

    fn stream(&mut self, folder: &Folder, id: u16, sort: u16) -> Option<Vec<u8>> {
        self.read(&format!("{}/__substg1.0_{id:04X}{sort:04X}", folder.path))
    }

    fn read(&mut self, path: &str) -> Option<Vec<u8>> {
        let stream = self.file.is_stream(path).then(|| self.file.open_stream(path).ok())??;
        let mut bytes = Vec::new();
        stream.take(self.bytes_max + 1).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 <= self.bytes_max).then_some(bytes)
    }
}
