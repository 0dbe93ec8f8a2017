//! Where the registry is and who asks: what every command may be given.

use std::path::PathBuf;

use clap::Args as ClapArgs;

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
}

impl Common {
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
