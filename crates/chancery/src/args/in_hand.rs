//! What may be typed of papers in hand.

use chancery_office::in_hand::CopyPurpose;
use clap::Args as ClapArgs;
use jiff::civil::Date;

use super::worded::one_of;

/// `chancery bring-up`.
#[derive(ClapArgs, Debug)]
pub struct BringUpArgs {
    /// Reference numbers or ids; each is checked on its own
    #[arg(required = true)]
    pub references: Vec<String>,
    /// The day; where nobody works on it, the working day before
    #[arg(long)]
    pub on: Date,
    /// Before whom: a person or post; without it, before who asks
    #[arg(long, default_value = "")]
    pub before: String,
    /// Why
    #[arg(long)]
    pub reason: String,
    /// Why that stands below what was opened in this sitting
    #[arg(long, default_value = "")]
    pub because: String,
}

/// `chancery copy`.
#[derive(ClapArgs, Debug)]
pub struct CopyArgs {
    /// Reference numbers or ids; each is checked on its own
    #[arg(required = true)]
    pub references: Vec<String>,
    /// To whom: a person or post; may be given several times
    #[arg(long, required = true)]
    pub to: Vec<String>,
    /// For what
    #[arg(long = "for", value_parser = one_of!(CopyPurpose))]
    pub purpose: CopyPurpose,
    /// A note on it
    #[arg(long, default_value = "")]
    pub note: String,
    /// Why the note stands below what was opened in this sitting
    #[arg(long, default_value = "")]
    pub because: String,
}

/// `chancery answer-copy`.
#[derive(ClapArgs, Debug)]
pub struct AnswerCopyArgs {
    /// Reference number or id
    pub reference: String,
    /// The copy's key in the paper, as `copies` gives it; the beginning is enough
    pub key: String,
    /// What was done
    #[arg(long, default_value = "")]
    pub words: String,
    /// Reference number or id of the paper that shows it
    #[arg(long, default_value = "")]
    pub shown_by: String,
    /// Why the words stand below what was opened in this sitting
    #[arg(long, default_value = "")]
    pub because: String,
}

/// `chancery bring-ups` and `chancery copies`.
#[derive(ClapArgs, Clone, Copy, Debug)]
pub struct HandArgs {
    /// Everybody's, and not one's own alone
    #[arg(long)]
    pub all: bool,
    /// Page of fifty
    #[arg(long, default_value_t = 1)]
    pub page: u32,
}
