//! What may be typed of the in-tray.

use clap::{Args as ClapArgs, Subcommand};

/// `chancery tray`.
#[derive(Subcommand, Debug)]
pub enum TrayCommand {
    /// List what waits, the longest first
    List,
    /// Show a paper that waits, with what is proposed for it; it is entered as seen
    Show {
        /// Its id, as in the list
        id: String,
    },
    /// Settle a paper and what lies in it; what is not said stays as it was read
    Settle(Box<SettleArgs>),
    /// Settle a paper as a duplicate of one that is held
    Duplicate {
        /// Its id, as in the list
        id: String,
        /// Reference number or id of the one that is held
        #[arg(long)]
        of: String,
    },
    /// Turn a paper away and what lies in it: it is on no list, and kept
    TurnAway {
        /// Its id, as in the list
        id: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// List what was turned away, the last first
    TurnedAway {
        /// Page, from 1
        #[arg(long, default_value_t = 1)]
        page: u32,
    },
    /// Let a paper that was turned away wait again
    WaitAgain {
        /// Its id, as in the list of what was turned away
        id: String,
    },
}

/// `chancery tray settle`.
#[derive(ClapArgs, Debug)]
pub struct SettleArgs {
    /// Its id, as in the list
    pub id: String,
    /// Marking
    #[arg(long)]
    pub marking: Option<String>,
    /// Why that is less than the paper says itself; it stands with the paper
    #[arg(long, default_value = "", requires = "marking")]
    pub reason: String,
    /// Its particulars
    #[command(flatten)]
    pub particulars: ParticularsArgs,
}

/// Particulars of a paper.
#[derive(ClapArgs, Debug)]
pub struct ParticularsArgs {
    /// Kind of paper
    #[arg(long)]
    pub kind: Option<String>,
    /// From whom: several between semicolons, a post after a comma
    #[arg(long)]
    pub from: Option<String>,
    /// To whom
    #[arg(long)]
    pub to: Option<String>,
    /// Copied to whom
    #[arg(long)]
    pub copied_to: Option<String>,
    /// Date, as 1982-10-14
    #[arg(long)]
    pub date: Option<String>,
    /// Where it was written
    #[arg(long)]
    pub place: Option<String>,
    /// Reference that it bears itself
    #[arg(long = "stated")]
    pub reference: Option<String>,
    /// Subject
    #[arg(long)]
    pub subject: Option<String>,
    /// The file that it goes into
    #[arg(long)]
    pub into: Option<String>,
}
