//! What may be typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use chancery_office::reading::Kind;
use chancery_registry::answers::{RegisterFilter, Sort};
use chancery_registry::{Duty, Purpose, Zone};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args as ClapArgs, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

mod correspondents;
mod diary;
mod drafts;
mod finding;
mod in_hand;
mod office;
mod standing;
mod tray;
mod worded;

use worded::one_of;

pub use tray::{ParticularsArgs, SettleArgs, TrayCommand};

pub use correspondents::{CorrespondentCommand, CorrespondentsArgs};
pub use diary::{DiaryArgs, DiaryCommand, MeetingArgs, MeetingCommand};
pub use drafts::{DraftCommand, DraftSaveArgs};
pub use finding::{FindingCommand, SaidArgs};
pub use in_hand::{AnswerCopyArgs, BringUpArgs, CopyArgs, HandArgs};
pub use office::{
    BoxArgs, BoxCommand, ChaseArgs, DeadlineArgs, MarkArgs, OrderArgs, PrintArgs, PrintCommand,
    UndertakingCommand, Which, WhichOnes,
};
pub use office::{PostArgs, PostCommand};
pub use standing::{CircleCommand, ClearArgs, LabelCommand, LabelForm, MarkingArgs, RelabelCommand};

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
        let mut command = Self::without_unmeant();
        let matches = command.get_matches_mut();
        if let Some(unmeant) = unmeant(&matches) {
            command.error(ErrorKind::UnknownArgument, unmeant).exit();
        }
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
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
        /// The bring-up's key in the paper, as `bring-ups` gives it; the beginning is enough
        key: String,
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
    /// Judge what a reading found in a paper: confirm, correct, dismiss, add, export
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

/// `chancery file`.
#[derive(ClapArgs, Debug)]
pub struct FileArgs {
    /// Files, or folders of files; `-` is what comes on standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The name of what comes on standard input
    #[arg(long, default_value = "standard input")]
    pub name: String,
    /// All of them are one paper: pictures are its pages, else the first covers the rest
    #[arg(long)]
    pub together: bool,
    /// Lay it in the in-tray, where a clerk settles it
    #[arg(long)]
    pub to_tray: bool,
    /// File in which each refused file is listed with its reason, between them a tab
    #[arg(long)]
    pub report: Option<PathBuf>,
    /// Marking of what is filed, where you know better than the paper says
    #[arg(long)]
    pub marking: Option<String>,
    /// The file that it goes into: papers on one subject
    #[arg(long)]
    pub into: Option<String>,
    /// Policy under which a marking is read first
    #[arg(long)]
    pub policy: Option<String>,
}

/// `chancery find`.
#[derive(ClapArgs, Debug)]
pub struct FindArgs {
    /// Words, "a phrase", -not, OR, NEAR/5, begin*, other~1, from:, to:, subject:, in:, kind:, label:,
    /// before:, after:, on:1970..1972; a query with a -not goes into quotes as one argument
    pub query: Vec<String>,
    /// Page of twenty
    #[arg(long, default_value_t = 1)]
    pub page: u32,
    /// The order
    #[arg(long, default_value = "relevance", value_parser = one_of!(Sort))]
    pub sort: Sort,
    /// A search that is kept, in the place of a query; without a name, lists those that are kept
    #[arg(long, num_args = 0..=1, default_missing_value = "", conflicts_with = "query")]
    pub saved: Option<String>,
    /// Papers like this one, by its reference number or id, in the place of a query
    #[arg(long, conflicts_with_all = ["query", "saved"])]
    pub like: Option<String>,
    /// Keep the query under this name
    #[arg(long, requires = "query", conflicts_with = "saved")]
    pub save: Option<String>,
    /// The search that is kept tells of papers that come after it was looked at
    #[arg(long, requires = "save")]
    pub standing: bool,
    /// Give up the search that is kept under this name
    #[arg(long, conflicts_with_all = ["query", "saved", "save", "like"])]
    pub forget: Option<String>,
}

/// `chancery register`.
#[derive(ClapArgs, Debug)]
pub struct RegisterArgs {
    /// What is listed of it
    #[command(flatten)]
    pub narrowed: Narrowed,
    /// Page of fifty
    #[arg(long, default_value_t = 1)]
    pub page: u32,
}

/// `chancery bag`.
#[derive(ClapArgs, Debug)]
pub struct BagArgs {
    /// Reference numbers or ids; without them, what the register lists
    pub references: Vec<String>,
    /// What of the register goes in
    #[command(flatten)]
    pub narrowed: Narrowed,
    /// All that the register lists
    #[arg(long, conflicts_with = "references")]
    pub all: bool,
    /// ZIP that it is written into, which must not be there yet
    #[arg(long)]
    pub out: PathBuf,
}

/// What of the register is meant.
#[derive(ClapArgs, Debug)]
pub struct Narrowed {
    /// Short form of a marking: S, US-S
    #[arg(long, default_value = "")]
    pub marking: String,
    /// letter, telegram, memorandum, conversation, minutes, email, message, paper, other
    #[arg(long, default_value = "", value_parser = kind)]
    pub kind: String,
    /// Part of a correspondent's name
    #[arg(long, default_value = "")]
    pub correspondent: String,
    /// Year of writing
    #[arg(long, default_value = "")]
    pub year: String,
    /// First day, as 1982-10-14
    #[arg(long, default_value = "", value_parser = day)]
    pub since: String,
    /// Last day
    #[arg(long, default_value = "", value_parser = day)]
    pub until: String,
}

impl Narrowed {
    /// Such a page of the register.
    pub fn filter(self, page: u32) -> RegisterFilter {
        let Narrowed { marking, kind, correspondent, year, since, until } = self;
        RegisterFilter { marking, kind, correspondent, year, since, until, page }
    }
}

/// A day, or nothing.
fn day(text: &str) -> Result<String, String> {
    match text.parse::<jiff::civil::Date>() {
        Err(_) if !text.is_empty() => Err("a day is written as 1982-10-14".into()),
        _ => Ok(text.to_owned()),
    }
}

/// A kind of paper, or nothing.
fn kind(text: &str) -> Result<String, String> {
    if text.is_empty() || Kind::from_word(text).is_some() {
        return Ok(text.to_owned());
    }
    Err(format!("a kind is one of {}", Kind::ALL.map(Kind::word).join(", ")))
}

/// `chancery put-up`.
#[derive(ClapArgs, Debug)]
pub struct PutUpArgs {
    /// Reference numbers or ids; each is checked on its own
    #[arg(required = true)]
    pub references: Vec<String>,
    /// The principal's post
    #[arg(long)]
    pub before: String,
    /// For what
    #[arg(long = "for", value_parser = one_of!(Purpose))]
    pub purpose: Purpose,
    /// The meeting that it is for
    #[arg(long)]
    pub meeting: Option<String>,
    /// A note on it
    #[arg(long, default_value = "")]
    pub note: String,
    /// By when it is wanted
    #[command(flatten)]
    pub deadline: DeadlineArgs,
    /// Why the note stands below what was opened in this sitting
    #[arg(long, default_value = "")]
    pub because: String,
}

/// `chancery second-read`.
#[derive(ClapArgs, Debug)]
#[group(id = "which", required = true, multiple = false)]
pub struct SecondReadArgs {
    /// Reference number or id
    pub reference: Option<String>,
    /// All that were entered on that day or later, and that it may be sent and has not read
    #[arg(long)]
    pub since: Option<jiff::civil::Date>,
    /// All that it may be sent and has not read
    #[arg(long)]
    pub all: bool,
}

/// `chancery admit`.
#[derive(ClapArgs, Debug)]
pub struct AdmitArgs {
    /// Handle, as in `--as`
    pub handle: String,
    /// Name
    #[arg(long)]
    pub name: String,
    /// Post, as `ps-no10=Private Secretary, 10 Downing Street`
    #[arg(long)]
    pub post: Option<String>,
    /// A box is made for the post
    #[arg(long, requires = "post")]
    pub principal: bool,
    /// What he may do: keep, register, put-up, minute, clear, approve
    #[arg(long = "duty", value_parser = one_of!(Duty))]
    pub duties: Vec<Duty>,
}

/// `chancery serve`.
#[derive(ClapArgs, Debug)]
pub struct ServeArgs {
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1:8082", conflicts_with = "port")]
    pub listen: SocketAddr,
    /// Port on loopback, in the place of an address; 0 takes a free one
    #[arg(long)]
    pub port: Option<u16>,
    /// A proxy on this machine ends TLS before it: cookies are then for TLS alone
    #[arg(long)]
    pub behind_tls: bool,
    /// Folder that is watched meanwhile, as by `chancery watch`
    #[arg(long)]
    pub watch: Option<PathBuf>,
    /// A file in it is at rest when it has not changed for so long
    #[arg(long, default_value_t = 5)]
    pub settle_seconds: u64,
    /// Socket on which mail is taken in meanwhile, as by `chancery lmtp`
    #[arg(long)]
    pub lmtp: Option<PathBuf>,
    /// Offer readers the test language too: English in other letters, from right to left
    #[arg(long, hide = true)]
    pub test_tongue: bool,
}

/// `chancery demo`.
#[derive(ClapArgs, Debug)]
pub struct DemoArgs {
    /// Folder of the registry that it makes or opens
    #[arg(long, default_value = "demo.chancery")]
    pub dir: PathBuf,
    /// Port on loopback; 0 takes a free one
    #[arg(long, default_value_t = 8082)]
    pub port: u16,
    /// Make and fill it, and do not serve
    #[arg(long)]
    pub no_serve: bool,
    /// Offer readers the test language too: English in other letters, from right to left
    #[arg(long, hide = true)]
    pub test_tongue: bool,
}
