//! What may be typed about standing: clearances, circles, markings.

use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use jiff::civil::Date;

/// `chancery clear`.
#[derive(ClapArgs, Debug)]
pub struct ClearArgs {
    /// The person's handle
    pub handle: String,
    /// What he may read, a line a policy: `uk-1982=SECRET`, `us-historical=Secret; Nodis`,
    /// `uk-1982=SECRET as UK-POST`; `*` for all; none for nothing
    pub clearances: Vec<String>,
    /// First day, as 1982-10-14
    #[arg(long)]
    pub from: Option<Date>,
    /// Last day
    #[arg(long)]
    pub until: Option<Date>,
    /// Why
    #[arg(long, default_value = "")]
    pub reason: String,
}

/// `chancery circle`.
#[derive(Subcommand, Debug)]
pub enum CircleCommand {
    /// List the circles that the reader knows of, with who is and was in them
    List,
    /// Make a circle, with the reader in it; answers with its name in markings
    Make {
        /// Its name
        #[arg(required = true)]
        name: Vec<String>,
        /// What it is for
        #[arg(long, default_value = "")]
        purpose: String,
    },
    /// Take a person in; for who answers for the circle
    Take {
        /// The circle, by its name
        circle: String,
        /// The person's handle
        person: String,
    },
    /// Put a person out; for who answers for the circle
    PutOut {
        /// The circle, by its name
        circle: String,
        /// The person's handle
        person: String,
    },
    /// Leave a circle
    Leave {
        /// The circle, by its name
        circle: String,
    },
    /// Close a circle: nobody joins it any more; for who answers for it
    Close {
        /// The circle, by its name
        circle: String,
    },
}

/// `chancery relabel`.
#[derive(Subcommand, Debug)]
pub enum RelabelCommand {
    /// List what waits for a second person
    List,
    /// Propose another marking for a paper; one that is only raised bears it at once
    Propose {
        /// Reference number or id
        reference: String,
        /// The marking as it should stand
        #[arg(required = true)]
        marking: Vec<String>,
        /// Why
        #[arg(long)]
        reason: String,
        /// By what authority
        #[arg(long)]
        authority: String,
        /// The day from which it may be approved, as 1993-01-01
        #[arg(long)]
        on: Option<Date>,
        /// The event upon which it is to be approved
        #[arg(long)]
        event: Option<String>,
    },
    /// Approve a proposal of another person
    Approve {
        /// The proposal, as `relabel list` names it
        proposal: String,
    },
    /// Refuse a proposal, or take one's own back
    Refuse {
        /// The proposal, as `relabel list` names it
        proposal: String,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
}

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
