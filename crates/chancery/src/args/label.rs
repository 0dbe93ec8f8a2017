//! `chancery label`.

use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use jiff::civil::Date;

/// `chancery label`.
#[derive(Subcommand, Debug)]
pub enum LabelCommand {
    /// Read a marking: its label, its print, and the place where it cannot be read; needs no registry
    Parse(MarkingArgs),
    /// What a paper bears that carries all of these; needs no registry
    Join {
        /// Markings, each as one argument
        #[arg(required = true, num_args = 1..)]
        markings: Vec<String>,
        /// Policies in which they are read, the first that can
        #[arg(long = "policy")]
        policies: Vec<String>,
        /// The day of the paper, as 1982-10-14
        #[arg(long)]
        on: Option<Date>,
    },
    /// Say in words what a marking means and who may read, with where that is laid down; needs no registry
    Explain(MarkingArgs),
    /// The marking of a cover: its own, then what it encloses; needs no registry
    Covers {
        /// The cover's own marking
        own: String,
        /// The markings of what it encloses
        #[arg(required = true)]
        enclosed: Vec<String>,
        /// Policies in which they are read, the first that can
        #[arg(long = "policy")]
        policies: Vec<String>,
    },
    /// The equivalent of a marking in another policy, by a dated table and never downwards; needs no registry
    Equivalent {
        /// The marking
        #[command(flatten)]
        marking: MarkingArgs,
        /// The other policy
        #[arg(long = "in")]
        into: String,
    },
    /// How two markings stand to one another; needs no registry
    Between {
        /// One marking
        first: String,
        /// The other
        second: String,
        /// Policies in which they are read, the first that can
        #[arg(long = "policy")]
        policies: Vec<String>,
    },
    /// Write a marking's label in the syntax of others; needs no registry
    Export {
        /// The marking
        #[command(flatten)]
        marking: MarkingArgs,
        /// json, stanag (4774, XML), ess (RFC 2634, DER in base64), sio (RFC 7444), access (an expression)
        #[arg(long = "to", value_enum)]
        form: LabelForm,
    },
    /// Write a policy as an XML SPIF; needs no registry
    Spif {
        /// The policy
        policy: String,
    },
    /// Why a reader may or may not know of a paper, now or at the end of a day; for who gives clearances
    Why {
        /// The handle of the reader
        #[arg(value_name = "READER")]
        person: String,
        /// Reference number or id
        reference: String,
        /// The day, as 1982-10-14
        #[arg(long)]
        on: Option<Date>,
    },
    /// Who could read a paper, now or at the end of a day; for who gives clearances
    Readers {
        /// Reference number or id
        reference: String,
        /// The day, as 1982-10-14
        #[arg(long)]
        on: Option<Date>,
    },
}

/// Syntaxes of others for a label.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LabelForm {
    /// Canonical text with its print and digest.
    Json,
    /// Confidentiality label of STANAG 4774.
    Stanag,
    /// Security label of RFC 2634.
    Ess,
    /// Mail field of RFC 7444.
    Sio,
    /// Access expression.
    Access,
}

/// A marking to look up.
#[derive(ClapArgs, Debug)]
pub struct MarkingArgs {
    /// The marking as typed
    #[arg(required = true)]
    pub marking: Vec<String>,
    /// Policies in which it is read, the first that can; all of them where none is named
    #[arg(long = "policy")]
    pub policies: Vec<String>,
    /// The day of the paper, by which absent caveats are understood
    #[arg(long)]
    pub on: Option<Date>,
}
