//! Where the registry is and who asks: what every command may be given.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args as ClapArgs;

use crate::beside::Held;

/// Options of every command.
#[derive(ClapArgs, Clone, Debug)]
pub struct Common {
    /// Folder of the registry
    #[arg(long, global = true, default_value = "office.chancery", env = "CHANCERY_REGISTRY")]
    pub registry: PathBuf,
    /// File whose first line is the passphrase; without it, it is asked for on the terminal
    #[arg(long, global = true, env = "CHANCERY_PASSPHRASE_FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// The reader who asks, by handle: `clerk` where none is named, `keeper` for what is the keeper's, `security` for clearances
    #[arg(long = "as", global = true, env = "CHANCERY_AS")]
    pub reader: Option<String>,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// The registry, where another process asked for this command of the one that has it open
    #[arg(skip)]
    pub held: Option<Held>,
}

impl Common {
    /// A path as it was meant where it was typed.
    pub fn path(&self, typed: &Path) -> PathBuf {
        self.held.as_ref().map_or_else(|| typed.to_owned(), |held| held.folder.join(typed))
    }

    /// A file's name and what stands in it.
    pub fn read(&self, typed: &Path) -> anyhow::Result<(String, Vec<u8>)> {
        let bytes = std::fs::read(self.path(typed)).with_context(|| typed.display().to_string())?;
        Ok((typed.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes))
    }

    /// The name of a file as it was typed.
    pub fn named<'n>(&self, name: &'n str) -> &'n str {
        let folder = self.held.as_ref().and_then(|held| held.folder.to_str());
        let below = folder.and_then(|folder| name.strip_prefix(folder)?.strip_prefix('/'));
        below.unwrap_or(name)
    }

    /// Who asks, where it is not a keeper's affair.
    pub fn reader(&self) -> &str {
        self.reader.as_deref().unwrap_or("clerk")
    }

    /// Who asks, where it is.
    pub fn keeper(&self) -> &str {
        self.reader.as_deref().unwrap_or("keeper")
    }

    /// Who asks, where it is for who gives clearances.
    pub fn security(&self) -> &str {
        self.reader.as_deref().unwrap_or("security")
    }
}
