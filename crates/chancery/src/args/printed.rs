//! `chancery print`.

use clap::{Args as ClapArgs, Subcommand};

/// `chancery print`.
#[derive(ClapArgs, Debug)]
pub struct PrintArgs {
    /// What
    #[command(subcommand)]
    pub what: PrintCommand,
    /// File that it is written into, which must not be there yet; without it, to standard output
    #[arg(long, global = true)]
    pub out: Option<std::path::PathBuf>,
}

/// What is printed.
#[derive(Subcommand, Debug)]
pub enum PrintCommand {
    /// A paper; it is entered as printed
    Paper {
        /// Reference number or id
        reference: String,
        /// Which copy this is, as "1 of 3"
        #[arg(long)]
        copy: Option<String>,
        /// With a cover sheet, on which those who have it in hand sign
        #[arg(long)]
        cover_sheet: bool,
        /// With the pictures of its pages, as it came
        #[arg(long)]
        pictures: bool,
    },
    /// Several papers as one; each is entered as printed
    Papers {
        /// Reference numbers or ids
        #[arg(required = true)]
        references: Vec<String>,
    },
    /// The contents of a box
    Box {
        /// The principal's post
        principal: String,
    },
    /// The dialogue of two sides
    Dialogue {
        /// One side, by surname
        a: String,
        /// The other
        b: String,
        /// Page of occasions, the newest first
        #[arg(long, default_value_t = 1)]
        page: u32,
    },
    /// The brief for a meeting, then its papers; each is entered as printed
    Brief {
        /// The meeting's id
        meeting: String,
    },
    /// A page of the chase list
    Undertakings {
        /// Only those of this name
        #[arg(long, default_value = "")]
        who: String,
        /// Page of fifty
        #[arg(long, default_value_t = 1)]
        page: u32,
    },
    /// A page of the register
    Register {
        /// Page of fifty
        #[arg(long, default_value_t = 1)]
        page: u32,
    },
}
