//! *Files with the sums that prove them, in one ZIP, as archives hand them on.*
//!
//! A bag is a folder: what it carries lies under `data/`, and beside it stand lists of every file's SHA-256 and SHA-512
//! and a few lines that say what it is (BagIt 1.0, RFC 8493). Whoever receives one checks it with tools that are not
//! ours – `bagit.py --validate`, or `sha512sum --check` – once it is unpacked.
//!
//! [`Bag::begin`] opens one, [`Bag::add`] puts a file in, [`Bag::close`] writes the lists. Files go straight to where the
//! ZIP is written; of each only its name and sums are kept. Two bags of the same files and words are the same bytes.

mod sums;

use std::io::{Seek, Write};

use jiff::civil::Date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use sums::Sums;

/// A name within a bag, from `data/` down.
const NAME_MAX: usize = 200;

/// Why a bag cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It would not be the same name on every machine, or lead out of the bag.
    #[error("a file of a bag cannot bear that name")]
    Name,
    /// Two files of one name.
    #[error("a bag holds one file of a name")]
    Twice,
    /// What it is written to does not take it.
    #[error("the bag is not written: {0}")]
    Written(#[from] zip::result::ZipError),
    /// The same.
    #[error("the bag is not written: {0}")]
    Io(#[from] std::io::Error),
}

/// A bag that is being filled.
pub struct Bag<W: Write + Seek> {
    zip: ZipWriter<W>,
    name: String,
    payload: Sums,
}

impl<W: Write + Seek> Bag<W> {
    /// An empty bag: the ZIP unpacks as one folder of that name.
    pub fn begin(name: &str, to: W) -> Result<Bag<W>, Fault> {
        if !plain(name) || name.contains('/') {
            return Err(Fault::Name);
        }
        Ok(Bag { zip: ZipWriter::new(to), name: name.to_owned(), payload: Sums::default() })
    }

    /// Puts a file in, under `data/`. Names are letters, figures, `-`, `_`, `.` and `/` between folders.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        if !plain(name) {
            return Err(Fault::Name);
        }
        let name = format!("data/{name}");
        self.payload.add(&name, bytes)?;
        self.write(&name, bytes)
    }

    /// How many bytes it carries.
    pub fn bytes(&self) -> u64 {
        self.payload.bytes()
    }

    /// Writes what proves the bag, with lines that say what it is, beside those that the format asks for.
    pub fn close(mut self, bagged: Date, says: &[(&str, &str)]) -> Result<W, Fault> {
        let mut tags = Sums::default();
        let told = [
            ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
            ("bag-info.txt", self.info(bagged, says)),
            ("manifest-sha256.txt", self.payload.sha256()),
            ("manifest-sha512.txt", self.payload.sha512()),
        ];
        for (name, text) in &told {
            tags.add(name, text.as_bytes())?;
            self.write(name, text.as_bytes())?;
        }
        self.write("tagmanifest-sha256.txt", tags.sha256().as_bytes())?;
        self.write("tagmanifest-sha512.txt", tags.sha512().as_bytes())?;
        let mut written = self.zip.finish()?;
        // What is still held back is written here, where a full disk can be told.
        written.flush()?;
        Ok(written)
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let as_it_is = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .large_file(u32::try_from(bytes.len()).is_err());
        self.zip.start_file(format!("{}/{name}", self.name), as_it_is)?;
        Ok(self.zip.write_all(bytes)?)
    }

    fn info(&self, bagged: Date, says: &[(&str, &str)]) -> String {
        let oxum = self.payload.oxum();
        let always = [("Bagging-Date", bagged.to_string()), ("Payload-Oxum", oxum)];
        let says = says.iter().map(|(label, value)| (*label, one_line(value)));
        says.chain(always).map(|(label, value)| format!("{label}: {value}\n")).collect()
    }
}

/// A value of `bag-info.txt` is one line.
fn one_line(value: &str) -> String {
    let flat: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    flat.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same name on every machine, and within the bag.
fn plain(name: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && !part.ends_with('.')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    name.len() <= NAME_MAX && name.split('/').all(part)
}
