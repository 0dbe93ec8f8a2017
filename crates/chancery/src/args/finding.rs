//! What may be typed of findings: what a person makes of them, and which papers a second reader reads.

use clap::{Args as ClapArgs, Subcommand};
use jiff::civil::Date;

/// What can be said of a finding.
#[derive(Subcommand, Debug)]
pub enum FindingCommand {
    /// It is so
    Confirm {
        /// Reference number or id of the paper
        reference: String,
        /// Number of the finding, as the paper shows it
        number: u32,
    },
    /// It is not so
    Dismiss {
        /// Reference number or id of the paper
        reference: String,
        /// Number of the finding, as the paper shows it
        number: u32,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// What you last said of it, confirmed or dismissed, was a slip: it stands as it did before
    Withdraw {
        /// Reference number or id of the paper
        reference: String,
        /// Number of the finding, as the paper shows it
        number: u32,
    },
    /// It is so in these words; what is not given stays as it was read, what is given empty is taken away
    Correct {
        /// Reference number or id of the paper
        reference: String,
        /// Number of the finding, as the paper shows it
        number: u32,
        /// How it should read
        #[command(flatten)]
        said: SaidArgs,
    },
    /// The papers that a reference may mean, likeliest first
    Cited {
        /// Reference number or id of the citing paper
        reference: String,
        /// Number of the finding, as the paper shows it
        number: u32,
    },
    /// Add what no reading found
    Add {
        /// Reference number or id of the paper
        reference: String,
        /// undertaking, subject, meeting, assessment, reference
        class: String,
        /// The words of the text that prove it, as they are printed
        words: String,
        /// How it reads
        #[command(flatten)]
        said: SaidArgs,
    },
    /// Print what was judged, as cases to try a reader on: one paper a line, with its text
    Export,
}

/// The parts of a finding.
#[derive(ClapArgs, Debug)]
pub struct SaidArgs {
    /// How it stands: agreed, promised, not-raised, ahead, …
    #[arg(long)]
    pub degree: Option<String>,
    /// Who
    #[arg(long)]
    pub who: Option<String>,
    /// What
    #[arg(long)]
    pub what: Option<String>,
    /// With whom
    #[arg(long)]
    pub with: Option<String>,
    /// Where
    #[arg(long = "where")]
    pub place: Option<String>,
    /// When, as 1982-11-04, 1982-11 or 1982
    #[arg(long)]
    pub when: Option<String>,
}

/// `chancery second-read`.
#[derive(ClapArgs, Debug)]
#[group(id = "which", required = true, multiple = false)]
pub struct SecondReadArgs {
    /// Reference number or id
    pub reference: Option<String>,
    /// All that were entered on that day or later, and that it may be sent and has not read
    #[arg(long)]
    pub since: Option<Date>,
    /// All that it may be sent and has not read
    #[arg(long)]
    pub all: bool,
}
