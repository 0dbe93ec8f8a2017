//! What may be typed of drafts.

use chancery_registry::{Clearing, Form};
use clap::{Args as ClapArgs, Subcommand};

use super::worded::one_of;

/// `chancery draft`.
#[derive(Subcommand, Debug)]
pub enum DraftCommand {
    /// One of them, as it will read
    Show {
        /// Its id
        id: String,
        /// An earlier version
        #[arg(long, default_value = "")]
        version: String,
    },
    /// Begin one, or save one anew; answers with its id
    Save(Box<DraftSaveArgs>),
    /// Ask somebody to clear it
    Send {
        /// Its id
        id: String,
        /// A person or a post, by handle, name or title
        to: String,
    },
    /// Put it up to somebody for signature: who is asked to sign may, whether he registers papers or not
    PutUp {
        /// Its id
        id: String,
        /// A person or a post, by handle, name or title
        to: String,
    },
    /// Say what you think of one that you were asked to clear
    Clear {
        /// Its id
        id: String,
        /// Whether you agree
        #[arg(value_parser = one_of!(Clearing))]
        clearing: Clearing,
        /// In which words
        #[arg(long, default_value = "")]
        words: String,
        /// Why it stands below what was opened in this sitting
        #[arg(long, default_value = "")]
        because: String,
    },
    /// Have a paper of the register lie with it: it is enclosed when that is signed
    Enclose {
        /// Its id
        id: String,
        /// Reference number or id of the paper
        paper: String,
    },
    /// Take that paper out again
    LeaveOut {
        /// Its id
        id: String,
        /// Reference number or id of the paper
        paper: String,
    },
    /// Sign it: it is entered as a paper
    Sign {
        /// Its id
        id: String,
        /// The version that you have read: the last
        version: String,
        /// Though somebody who was asked does not agree with it, or has not answered
        #[arg(long)]
        despite: bool,
    },
    /// Give it up; its versions are kept
    Drop {
        /// Its id
        id: String,
    },
}

/// `chancery draft save`.
#[derive(ClapArgs, Debug)]
pub struct DraftSaveArgs {
    /// Its id, where it was saved before
    #[arg(long, requires = "base")]
    pub id: Option<String>,
    /// The version that you had before you
    #[arg(long)]
    pub base: Option<String>,
    /// As what it is written
    #[arg(long, default_value = "letter", value_parser = one_of!(Form))]
    pub form: Form,
    /// Reference or id of the paper that it answers, or covers
    #[arg(long, default_value = "")]
    pub answers: String,
    /// To whom; may be given several times
    #[arg(long)]
    pub to: Vec<String>,
    /// Copied to whom; may be given several times
    #[arg(long = "copy")]
    pub copies: Vec<String>,
    /// What it is about
    #[arg(long, default_value = "")]
    pub subject: String,
    /// Marking of what bears none of its own
    #[arg(long)]
    pub marking: String,
    /// How a letter begins, where it is not as for others: "Dear Brian"
    #[arg(long, default_value = "", hide_default_value = true)]
    pub salutation: String,
    /// How a letter ends before your name; else "Yours sincerely"
    #[arg(long, default_value = "", hide_default_value = true)]
    pub close: String,
    /// A paragraph, as "WORDS", "MARKING | WORDS" or "MARKING | HEADING | WORDS"; may be given several times
    #[arg(long = "portion", required = true)]
    pub portions: Vec<String>,
    /// Why it stands below what was opened in this sitting
    #[arg(long, default_value = "")]
    pub because: String,
}
