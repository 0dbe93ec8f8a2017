//! What may be typed.

use std::ffi::OsString;
use std::path::PathBuf;

use chancery_registry::Zone;
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

mod boxes;
mod chase;
mod common;
mod correspondents;
mod diary;
mod drafts;
mod file;
mod find;
mod finding;
mod in_hand;
mod label;
mod posts;
mod printed;
mod register;
mod serve;
mod standing;
mod tray;
mod worded;

pub use boxes::{BoxArgs, BoxCommand, MarkArgs, PutUpArgs};
pub use chase::{ChaseArgs, OrderArgs, UndertakingCommand, Which, WhichOnes};
pub use common::Common;
pub use correspondents::{CorrespondentCommand, CorrespondentsArgs};
pub use diary::{DiaryArgs, DiaryCommand, MeetingArgs, MeetingCommand};
pub use drafts::{DraftCommand, DraftSaveArgs};
pub use file::FileArgs;
pub use find::FindArgs;
pub use finding::{FindingCommand, SaidArgs, SecondReadArgs};
pub use in_hand::{AnswerCopyArgs, BringUpArgs, CopyArgs, HandArgs};
pub use label::{LabelCommand, LabelForm, MarkingArgs};
pub use posts::{PostArgs, PostCommand};
pub use printed::{PrintArgs, PrintCommand};
pub use register::{BagArgs, RegisterArgs};
pub use serve::{DemoArgs, ServeArgs};
pub use standing::{AdmitArgs, CircleCommand, ClearArgs, RelabelCommand};
pub use tray::{ParticularsArgs, SettleArgs, TrayCommand};

/// The registry for confidential correspondence.
///
/// Exit status: 0 done; 1 a check failed; 2 the command or what it was given cannot be taken; 3 nothing of
/// that name is known to the reader; 4 it was done or changed meanwhile; 5 the registry cannot be opened or
/// written; 6 the passphrase is another one.
#[derive(Parser, Debug)]
#[command(version, max_term_width = 100)]
pub struct Args {
    /// Where the registry is and who asks.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command that mean nothing to these: no help of theirs names them, and they are refused.
const UNMEANT: [(&str, &str); 7] = [
    ("serve", "json"),
    ("watch", "json"),
    ("lmtp", "json"),
    ("verify", "reader"),
    ("backup", "reader"),
    ("rebuild", "reader"),
    ("doctor", "reader"),
];

impl Args {
    /// What was typed; where it cannot be taken, the program says so and ends.
    pub fn typed() -> Self {
        Self::of(std::env::args_os()).unwrap_or_else(|error| error.exit())
    }

    /// What stands in a line of arguments.
    pub fn of(line: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let mut command = Self::without_unmeant();
        let matches = command.try_get_matches_from_mut(line)?;
        match unmeant(&matches) {
            Some(unmeant) => Err(command.error(ErrorKind::UnknownArgument, unmeant)),
            None => Self::from_arg_matches(&matches),
        }
    }

    fn without_unmeant() -> clap::Command {
        let command = Self::command();
        UNMEANT.iter().fold(command, |command, (name, option)| {
            let hidden = command.get_arguments().find(|one| one.get_id() == *option).cloned();
            command.mut_subcommand(name, |one| one.args(hidden.map(|option| option.hide(true))))
        })
    }
}

fn unmeant(matches: &ArgMatches) -> Option<String> {
    let (name, of) = matches.subcommand()?;
    let typed = |option: &str| of.value_source(option) == Some(ValueSource::CommandLine);
    let (_, option) = UNMEANT.iter().find(|(command, option)| *command == name && typed(option))?;
    let option = if *option == "reader" { "as" } else { option };
    Some(format!("--{option} means nothing to `{name}`"))
}

/// Commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Make a new registry: keys, ledger, policies, its keeper, security officer and clerk
    Init {
        /// Name of the office
        #[arg(long, default_value = "The office")]
        name: String,
        /// A policy in force, the office's own first; uk-1982 and us-historical where none is named
        #[arg(long = "policy")]
        policies: Vec<String>,
        /// Where the office is, as Europe/London: its days begin there; UTC where nothing is said
        #[arg(long)]
        zone: Option<Zone>,
    },
    /// Print the anatomy and the findings of a text; needs no registry
    Read {
        /// The text, an e-mail, or a TEI volume
        file: PathBuf,
    },
    /// Take papers in
    File(FileArgs),
    /// Show a paper whole; it is entered as seen
    Show {
        /// Reference number or id
        reference: String,
    },
    /// Write a paper's bytes as they came to standard output; it is entered as seen
    Original {
        /// Reference number or id
        reference: String,
    },
    /// Put papers, as they came and with what the register says of them, into a bag (BagIt) that others' tools check
    Bag(BagArgs),
    /// Find papers by their words
    Find(FindArgs),
    /// List the register, newest first
    Register(RegisterArgs),
    /// Show what is put before a principal, order it, close it, enter his marks
    Box(BoxArgs),
    /// The chase list, overdue first
    Undertakings(ChaseArgs),
    /// One undertaking: show, assign, chase, confirm, dismiss, wait, resume, keep, lapse, refuse, merge, reopen
    #[command(subcommand)]
    Undertaking(UndertakingCommand),
    /// Have something done on a paper: it stands in the chase list from then on
    Order(OrderArgs),
    /// Print as PDF: a paper, a box, a brief, the chase list, the register
    Print(PrintArgs),
    /// The talks between two sides: subjects by occasions; without names, between whom there are any
    Dialogue {
        /// One side
        #[arg(requires = "b")]
        a: Option<String>,
        /// The other
        b: Option<String>,
        /// Page of occasions, the newest first
        #[arg(long, default_value_t = 1)]
        page: u32,
    },
    /// Meetings, newest first; with an id, one and its brief
    Meetings {
        /// A meeting's id
        id: Option<String>,
    },
    /// The diary; a calendar taken into it; the address for one's own calendar
    Diary(DiaryArgs),
    /// Change a meeting, say that it is not held, or enter what was said in it
    Meeting(MeetingArgs),
    /// Note a meeting by hand; answers with its id, for `put-up --meeting`
    Meet {
        /// Day, as 1982-10-15
        #[arg(long)]
        date: jiff::civil::Date,
        /// Hour, as 11:00
        #[arg(long)]
        at: Option<jiff::civil::Time>,
        /// When it ends, as 12:30
        #[arg(long, requires = "at")]
        until: Option<jiff::civil::Time>,
        /// Its marking
        #[arg(long)]
        marking: String,
        /// Where
        #[arg(long, default_value = "")]
        place: String,
        /// With whom; may be given several times
        #[arg(long)]
        with: Vec<String>,
        /// What it is about
        #[arg(required = true)]
        subject: Vec<String>,
        /// Why it stands below what was opened in this sitting
        #[arg(long, default_value = "")]
        because: String,
    },
    /// People, posts, and what the reader is cleared to
    People,
    /// People outside the office: who they are, from a file of cards too
    Correspondents(CorrespondentsArgs),
    /// What is being written: drafted, marked by paragraphs, cleared by others, signed and entered; without more, the list
    Draft {
        /// What is done
        #[command(subcommand)]
        command: Option<DraftCommand>,
    },
    /// A post: who held it, and who acts in it for its holder
    Post(PostArgs),
    /// Put papers up before a principal
    PutUp(PutUpArgs),
    /// Write a minute on a paper
    Minute {
        /// Reference number or id
        reference: String,
        /// The words
        #[arg(required = true)]
        text: Vec<String>,
        /// Why they stand below what was opened in this sitting
        #[arg(long, default_value = "")]
        because: String,
    },
    /// Initial papers
    Initial {
        /// Reference numbers or ids; each is checked on its own
        #[arg(required = true)]
        references: Vec<String>,
    },
    /// Have papers come up again on a day
    BringUp(BringUpArgs),
    /// Put a paper away that was brought up
    PutAway {
        /// Reference number or id
        reference: String,
        /// The bring-up's key in the paper, as `bring-ups` gives it; the beginning is enough. Without it, wherever it comes up
        key: Option<String>,
        /// Another paper that is put away with it; may be given several times
        #[arg(long, conflicts_with = "key")]
        also: Vec<String>,
    },
    /// What comes up again, by day
    BringUps(HandArgs),
    /// Copy papers to people and posts, for action or for information
    Copy(CopyArgs),
    /// Say that what a copy was for is done
    AnswerCopy(AnswerCopyArgs),
    /// What was copied, the newest first
    Copies(HandArgs),
    /// Enclose a paper in a cover, which then bears the marking of both
    Enclose {
        /// The paper
        reference: String,
        /// The cover
        #[arg(long = "in")]
        cover: String,
    },
    /// Detach a paper from its cover, which falls to its own marking
    Detach {
        /// The paper that is enclosed
        reference: String,
        /// Its cover, where it lies in several
        #[arg(long, default_value = "")]
        from: String,
    },
    /// The in-tray: what came in and waits to be settled
    #[command(subcommand)]
    Tray(TrayCommand),
    /// Put the particulars of a paper right; what is not said stays, and what stood before is kept
    Particulars {
        /// Reference number or id
        paper: String,
        /// As they should stand
        #[command(flatten)]
        particulars: ParticularsArgs,
    },
    /// Correct the transcript of a paper from a file; the first reading is kept
    Transcript {
        /// Reference number or id
        reference: String,
        /// File with the text as it should be
        file: PathBuf,
    },
    /// File what comes to rest in a folder into the in-tray; each file is moved to `done` or `refused` in it
    Watch {
        /// The folder
        folder: PathBuf,
        /// A file is at rest when it has not changed for so long
        #[arg(long, default_value_t = 5)]
        settle_seconds: u64,
        /// Look once and end
        #[arg(long)]
        once: bool,
    },
    /// Take mail in by LMTP on a socket of this machine, into the in-tray
    Lmtp {
        /// The socket's path
        socket: PathBuf,
    },
    /// Settle the marking of a paper that had none that could be read
    Settle {
        /// Reference number or id
        reference: String,
        /// The marking as it should be
        #[arg(required = true)]
        marking: Vec<String>,
    },
    /// Admit a person, or change what he may do; for the keeper
    Admit(AdmitArgs),
    /// Give a person a clearance, in place of the one he had; for who gives clearances
    Clear(ClearArgs),
    /// Circles: lists of people within which papers stay
    #[command(subcommand)]
    Circle(CircleCommand),
    /// Change the marking of a paper: one proposes, another approves
    #[command(subcommand)]
    Relabel(RelabelCommand),
    /// Judge what a reading found in a paper: confirm, correct, dismiss, withdraw, add, export
    #[command(subcommand)]
    Finding(FindingCommand),
    /// Have papers read by the language model that `chancery.toml` attaches on this machine; what it finds is proposed
    SecondRead(SecondReadArgs),
    /// Markings: read, join, explain; and why a reader may know of a paper
    #[command(subcommand)]
    Label(LabelCommand),
    /// Take a policy in from its file, in force from the next opening on; for the keeper
    TakePolicy {
        /// The policy's file
        file: PathBuf,
    },
    /// Say what was opened in this sitting, or end it
    Sitting {
        /// End it: what was opened no longer binds what is written
        #[arg(long)]
        end: bool,
    },
    /// Make a link by which a person signs in, once; for the keeper
    Invite {
        /// The person's handle
        handle: String,
    },
    /// Strike a person off who leaves the office; for the keeper, and for who gives clearances
    StrikeOff {
        /// The person's handle
        handle: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Take a person back who had left, with his name and nothing else; for the keeper
    TakeBack {
        /// The person's handle
        handle: String,
    },
    /// Take the second factor of a person off who has lost his device; for the keeper, and for who gives clearances
    TakeOffFactor {
        /// The person's handle
        handle: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Serve the office's pages
    Serve(ServeArgs),
    /// Check every entry, body and key
    Verify {
        /// A file with a checkpoint that was kept elsewhere, or is in a backup: what was cut off since shows
        #[arg(long)]
        against: Option<PathBuf>,
    },
    /// Copy the registry into a folder, or bring the copy up to date; it may be served meanwhile, and no passphrase is asked for
    Backup {
        /// The folder of the backup
        folder: PathBuf,
        /// Copy keys.db too, into this folder: best another than that of the backup
        #[arg(long)]
        keys_to: Option<PathBuf>,
    },
    /// Throw the projections away and make them again from the ledger
    Rebuild,
    /// Say what is missing or weak
    Doctor,
    /// Make, fill and serve an office to look at
    Demo(DemoArgs),
}

impl Command {
    /// Asks a registry something that whoever has it open can do for it; what needs none, copies it from outside, or
    /// opens it for itself alone does not.
    pub fn goes_beside(&self) -> bool {
        match self {
            Self::Label(label) => matches!(label, LabelCommand::Why { .. } | LabelCommand::Readers { .. }),
            Self::Init { .. }
            | Self::Read { .. }
            | Self::Watch { .. }
            | Self::Lmtp { .. }
            | Self::Serve(_)
            | Self::Backup { .. }
            | Self::Rebuild
            | Self::Demo(_) => false,
            _ => true,
        }
    }
}
