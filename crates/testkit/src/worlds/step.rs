//! What happens in a world: the steps of a story, each printed as the command that a person would give.

use std::fmt;

/// Something that happens in a world.
#[derive(Clone, Debug)]
pub enum Step {
    /// The clerk files a text; it is known in later steps by this name.
    File {
        /// Name.
        name: &'static str,
        /// Text.
        text: String,
        /// Marking; none leaves it to the text.
        marking: Option<&'static str>,
    },
    /// A text comes by mail and lies in the in-tray; it is known in later steps by this name.
    Arrive {
        /// Name.
        name: &'static str,
        /// Text.
        text: String,
    },
    /// The clerk settles a paper that lies in the in-tray.
    SettleInTray {
        /// Which.
        paper: &'static str,
        /// The marking; none takes it as it was read.
        marking: Option<&'static str>,
    },
    /// The clerk settles a paper that lies in the in-tray as a duplicate.
    SettleAsDuplicate {
        /// Which.
        paper: &'static str,
        /// Of what.
        of: &'static str,
    },
    /// The clerk turns away a paper that lies in the in-tray.
    TurnAway {
        /// Which.
        paper: &'static str,
    },
    /// The clerk corrects the transcript of a paper.
    Correct {
        /// Which.
        paper: &'static str,
        /// The text as it should be.
        text: String,
    },
    /// The clerk puts the particulars of a paper right.
    PutRight {
        /// Which.
        paper: &'static str,
        /// Its date as it should be.
        date: &'static str,
        /// Its subject.
        subject: &'static str,
    },
    /// The bytes of a paper filed before come again.
    FileAgain {
        /// Whose bytes.
        of: &'static str,
        /// Under which marking they come now.
        marking: &'static str,
    },
    /// Coles writes a minute.
    Minute {
        /// On what.
        on: &'static str,
        /// Words.
        text: &'static str,
    },
    /// Coles initials a paper.
    Initial {
        /// Which.
        on: &'static str,
    },
    /// Coles puts a paper up before the Prime Minister.
    PutUp {
        /// What.
        paper: &'static str,
    },
    /// Coles puts a paper up before the Prime Minister, and enters her mark on it, by which something is ordered.
    Return {
        /// What.
        paper: &'static str,
    },
    /// Coles lays a paper first of its purpose in the box, where it lies there.
    LayFirst {
        /// What.
        paper: &'static str,
    },
    /// Coles enters that the first open undertaking of a paper was kept, where it has one.
    Keep {
        /// What it stands in.
        paper: &'static str,
        /// What shows it.
        shown_by: &'static str,
    },
    /// Coles dismisses the finding by which a paper speaks of a meeting ahead, where it has one.
    Dismiss {
        /// Which.
        paper: &'static str,
    },
    /// Coles enters what was said in a meeting that was noted before, by its subject.
    Record {
        /// The meeting's subject.
        meeting: &'static str,
        /// The marking of what was said.
        marking: &'static str,
    },
    /// Coles saves a draft that answers a paper, anew where he did before, and asks Bone to clear it.
    Write {
        /// What it answers.
        paper: &'static str,
        /// Its marking.
        marking: &'static str,
        /// It is another draft than the one that both worlds have.
        apart: bool,
    },
    /// Coles brings a paper up before the Prime Minister.
    BringUp {
        /// What.
        paper: &'static str,
        /// On which day.
        on: &'static str,
    },
    /// Coles copies a paper for action.
    Copy {
        /// What.
        paper: &'static str,
        /// To whom.
        to: &'static str,
    },
    /// Coles encloses a paper.
    Enclose {
        /// The cover.
        cover: &'static str,
        /// What it encloses.
        paper: &'static str,
    },
    /// Coles detaches a paper.
    Detach {
        /// What was enclosed.
        paper: &'static str,
    },
    /// Coles notes a meeting.
    Meeting {
        /// About what.
        subject: &'static str,
        /// Its marking.
        marking: &'static str,
    },
    /// Coles puts a paper up for a meeting that was noted before, by its subject.
    PutUpFor {
        /// What.
        paper: &'static str,
        /// The meeting's subject.
        meeting: &'static str,
    },
    /// Coles puts a paper up for a meeting that papers speak of, by its hour on the day of the story.
    PutUpForHour {
        /// What.
        paper: &'static str,
        /// The meeting's hour, as `15:00`.
        hour: &'static str,
    },
    /// The clerk settles a paper's marking.
    Settle {
        /// Which.
        paper: &'static str,
        /// As what.
        marking: &'static str,
    },
    /// Coles gives a paper another marking; where that takes a second person, the security officer approves.
    Relabel {
        /// Which.
        paper: &'static str,
        /// The marking.
        marking: &'static str,
    },
    /// Coles proposes another marking for a paper, for a day that does not come.
    Propose {
        /// Which.
        paper: &'static str,
        /// The marking.
        marking: &'static str,
    },
    /// The security officer refuses what Coles proposed last for a paper.
    Refuse {
        /// Which.
        paper: &'static str,
    },
    /// Bone makes a circle.
    MakeCircle {
        /// Its name.
        circle: &'static str,
    },
    /// Bone takes a person into the circle that he made under that name.
    TakeIn {
        /// Its name.
        circle: &'static str,
        /// Whom.
        person: &'static str,
    },
    /// Bone puts a person out of it.
    PutOut {
        /// Its name.
        circle: &'static str,
        /// Whom.
        person: &'static str,
    },
    /// The security officer gives a clearance.
    Clear {
        /// To whom.
        person: &'static str,
        /// What.
        line: &'static str,
    },
    /// Coles opens a paper.
    Open {
        /// Which.
        paper: &'static str,
    },
    /// Coles looks at Today, the register, a box, the meetings and the chase list, and seeks a word.
    LookAround,
    /// Another than the usual one does it. What he is answered is kept and compared, a refusal too, and he
    /// may name what is not there.
    By {
        /// His handle.
        who: &'static str,
        /// What he does.
        step: Box<Step>,
    },
}

/// A step, and whether it is above the reader.
pub type Told = (bool, Step);

impl Step {
    /// The same, done by that person.
    #[must_use]
    pub fn by(self, who: &'static str) -> Self {
        Self::By { who, step: Box::new(self) }
    }

    /// Who does it where nobody else is named.
    pub(super) fn usual(&self) -> &'static str {
        match self {
            Self::File { .. }
            | Self::Arrive { .. }
            | Self::SettleInTray { .. }
            | Self::SettleAsDuplicate { .. }
            | Self::TurnAway { .. }
            | Self::Correct { .. }
            | Self::PutRight { .. }
            | Self::FileAgain { .. }
            | Self::Settle { .. } => "clerk",
            Self::Refuse { .. } | Self::Clear { .. } => "security",
            Self::MakeCircle { .. } | Self::TakeIn { .. } | Self::PutOut { .. } => "bone",
            Self::By { who, .. } => who,
            _ => "coles",
        }
    }

    fn verb(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { name, text, marking } => {
                let marking = marking.map(|m| format!(" --marking \"{m}\"")).unwrap_or_default();
                write!(
                    f,
                    "file \"{name}\"{marking}  # {}",
                    text.split_whitespace().collect::<Vec<_>>().join(" ")
                )
            }
            Self::Arrive { name, text } => {
                write!(
                    f,
                    "file --to-tray \"{name}\"  # {}",
                    text.split_whitespace().collect::<Vec<_>>().join(" ")
                )
            }
            Self::SettleInTray { paper, marking } => {
                let marking = marking.map(|m| format!(" --marking \"{m}\"")).unwrap_or_default();
                write!(f, "tray settle \"{paper}\"{marking}")
            }
            Self::SettleAsDuplicate { paper, of } => write!(f, "tray duplicate \"{paper}\" --of \"{of}\""),
            Self::TurnAway { paper } => write!(f, "tray turn-away \"{paper}\" --reason spam"),
            Self::Correct { paper, .. } => write!(f, "transcript \"{paper}\" corrected.txt"),
            Self::PutRight { paper, date, subject } => {
                write!(f, "particulars \"{paper}\" --date {date} --subject \"{subject}\"")
            }
            Self::FileAgain { of, marking } => write!(f, "file \"{of}\" --marking \"{marking}\"  # again"),
            Self::Minute { on, text } => write!(f, "minute \"{on}\" {text}"),
            Self::Initial { on } => write!(f, "initial \"{on}\""),
            Self::PutUp { paper } => write!(f, "put-up \"{paper}\""),
            Self::Return { paper } => {
                write!(
                    f,
                    "box prime-minister mark \"{paper}\" agree --order \"Bone | reply\"  # put up before"
                )
            }
            Self::LayFirst { paper } => write!(f, "box prime-minister order \"{paper}\" 1"),
            Self::Keep { paper, shown_by } => {
                write!(f, "undertaking keep \"{paper}\" <its first> --shown-by \"{shown_by}\"")
            }
            Self::Write { paper, marking, apart } => {
                let which = if *apart { "another" } else { "a" };
                write!(f, "draft save --answers \"{paper}\" --marking \"{marking}\"  # {which} reply")
            }
            Self::Dismiss { paper } => write!(f, "finding dismiss \"{paper}\" <its meeting>"),
            Self::Record { meeting, marking } => {
                write!(
                    f,
                    "meeting <{meeting}> read-out --marking \"{marking}\" --point \"Tin | raised\" --order \"Bone | reply\""
                )
            }
            Self::BringUp { paper, on } => {
                write!(f, "bring-up \"{paper}\" --on {on} --before pm --reason again")
            }
            Self::Copy { paper, to } => write!(f, "copy \"{paper}\" --to {to} --for action"),
            Self::Enclose { cover, paper } => write!(f, "enclose \"{paper}\" --in \"{cover}\""),
            Self::Detach { paper } => write!(f, "detach \"{paper}\""),
            Self::Meeting { subject, marking } => write!(f, "meet --marking \"{marking}\" {subject}"),
            Self::PutUpFor { paper, meeting } => write!(f, "put-up \"{paper}\" --meeting \"{meeting}\""),
            Self::PutUpForHour { paper, hour } => write!(f, "put-up \"{paper}\" --meeting <at {hour}>"),
            Self::Settle { paper, marking } => write!(f, "settle \"{paper}\" {marking}"),
            Self::Relabel { paper, marking } => write!(f, "relabel \"{paper}\" \"{marking}\""),
            Self::Propose { paper, marking } => {
                write!(f, "propose \"{paper}\" \"{marking}\" --on 1999-01-01")
            }
            Self::Refuse { paper } => write!(f, "refuse \"{paper}\""),
            Self::MakeCircle { circle } => write!(f, "circle make {circle}"),
            Self::TakeIn { circle, person } => write!(f, "circle join {circle} {person}"),
            Self::PutOut { circle, person } => write!(f, "circle leave {circle} {person}"),
            Self::Clear { person, line } => write!(f, "clear {person} \"{line}\""),
            Self::Open { paper } => write!(f, "show \"{paper}\""),
            Self::LookAround => f.write_str("register; find minister; box prime-minister; meetings"),
            Self::By { step, .. } => step.verb(f),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "--as {} ", self.usual())?;
        self.verb(f)
    }
}

/// A story as a person would type it; what only the fuller world has stands behind a `+`.
pub fn typed(story: &[Told]) -> String {
    let line = |(above, step): &Told| format!("  {} chancery {step}\n", if *above { '+' } else { ' ' });
    story.iter().map(line).collect()
}
