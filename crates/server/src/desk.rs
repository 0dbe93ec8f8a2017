//! What the pages ask of the registry.
//!
//! The registry is named here and nowhere else, so that a page can be walked over sample answers. All
//! calls block: handlers make them on the blocking pool, and a [`Look`] never outlives one of them.

use chancery_registry::answers::*;
use chancery_registry::{
    Admission, Beginning, BringingUp, ChaseStep, ChaseTogether, ClearanceToGive, Clearing, Content, Copying,
    Correction, CorrespondentKept, Deputising, Duty, Filling, Judgement, MarkGiven, NewFactor, NewMeeting,
    NewPost, Ordered, PaperPrint, Passed, PuttingUp, ReadOut, Refused, Registry, Relabelling, Settling,
    Together, Tongue, Typed, View, Zone,
};
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

/// A registry at which people sign in.
pub trait Desk: Send + Sync + 'static {
    /// Where the office is.
    fn zone(&self) -> Zone;
    /// What the reader of that handle may know at this moment.
    fn look(&self, handle: &str) -> Result<Box<dyn Look>, Refused>;
    /// Whom a sign-in link is for; looking does not use it up.
    fn invited(&self, token: &str) -> Result<ReaderShown, Refused>;
    /// Uses a sign-in link up.
    fn enter(&self, token: &str, password: Option<&str>) -> Result<Entered, Refused>;
    /// What a reader's own calendar fetches at an address.
    fn feed(&self, token: &str) -> Result<FeedShown, Refused>;
    /// Signs in by password.
    fn sign_in(&self, handle: &str, password: &str) -> Result<Entered, Refused>;
    /// Signs in by the code of a device who has come half way.
    fn sign_in_by_code(&self, half: &str, code: &str) -> Result<Entered, Refused>;
}

/// How a sign-in went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// He is in.
    In {
        /// The reader's handle.
        handle: String,
        /// He sets up a second factor before he does anything else.
        sets_up: bool,
        /// He has set a password: where he was signed in before, he is so no more.
        new_password: bool,
    },
    /// The code of his device is wanted yet; this stands for what he has shown.
    Half(String),
}

fn entered(registry: &Registry, passed: Passed) -> Result<Entered, Refused> {
    match passed {
        Passed::Half(half) => Ok(Entered::Half(half)),
        Passed::In { reader, new_password } => {
            let handle = reader.handle().to_owned();
            let sets_up = registry.must_set_up_factor(&handle)?;
            Ok(Entered::In { handle, sets_up, new_password })
        }
    }
}

impl Desk for Registry {
    fn zone(&self) -> Zone {
        Registry::zone(self).clone()
    }

    fn look(&self, handle: &str) -> Result<Box<dyn Look>, Refused> {
        let view = self.view(&self.reader(handle)?)?;
        Ok(Box::new(view))
    }

    fn invited(&self, token: &str) -> Result<ReaderShown, Refused> {
        Registry::invited(self, token)
    }

    fn enter(&self, token: &str, password: Option<&str>) -> Result<Entered, Refused> {
        entered(self, Registry::enter(self, token, password)?)
    }

    fn feed(&self, token: &str) -> Result<FeedShown, Refused> {
        Registry::feed(self, token)
    }

    fn sign_in(&self, handle: &str, password: &str) -> Result<Entered, Refused> {
        entered(self, Registry::sign_in(self, handle, password)?)
    }

    fn sign_in_by_code(&self, half: &str, code: &str) -> Result<Entered, Refused> {
        entered(self, Registry::sign_in_by_code(self, half, code)?)
    }
}

/// Declares [`Look`] and answers each of its questions by the method of the same name on [`View`].
macro_rules! look {
    ($($(#[$doc:meta])* fn $name:ident(&self $(, $arg:ident: $type:ty)*) -> $answer:ty;)*) => {
        /// A reader's view, as the pages ask it.
        pub trait Look {
            $($(#[$doc])* fn $name(&self $(, $arg: $type)*) -> $answer;)*
        }

        impl Look for View {
            $(fn $name(&self $(, $arg: $type)*) -> $answer { View::$name(self $(, $arg)*) })*
        }
    };
}

look! {
    /// The reader.
    fn who(&self) -> ReaderShown;
    /// Today.
    fn today(&self) -> Result<Today, Refused>;
    /// The box of a principal's post.
    fn box_of(&self, principal: &str) -> Result<BoxPage, Refused>;
    /// The principals' posts.
    fn principals(&self) -> Result<Vec<PostLine>, Refused>;
    /// The register.
    fn register(&self, filter: &RegisterFilter) -> Result<RegisterPage, Refused>;
    /// A search, and the searches that the reader keeps.
    fn search(&self, asked: &SearchAsked) -> Result<SearchPage, Refused>;
    /// A paper's text with the places of a query in it; entered as seen.
    fn hits(&self, name: &str, query: &str) -> Result<HitsPage, Refused>;
    /// Keeps a search for the reader.
    fn save_search(&self, name: &str, query: &str, standing: bool) -> Result<(), Refused>;
    /// Gives up a search that the reader keeps.
    fn forget_search(&self, name: &str) -> Result<(), Refused>;
    /// A paper; opening it is entered as seen.
    fn paper(&self, name: &str) -> Result<PaperPage, Refused>;
    /// What stands beside a paper, or beside what is known in it by a key, in a list.
    fn beside(&self, paper: &str, key: &str, list: &ListAsked) -> Result<Option<Beside>, Refused>;
    /// The bytes as they came; entered as seen.
    fn original(&self, name: &str) -> Result<Original, Refused>;
    /// The picture of a page, as PNG; entered as seen.
    fn page_picture(&self, name: &str, number: u32) -> Result<Vec<u8>, Refused>;
    /// A paper as PDF; entered as printed.
    fn print_paper(&self, name: &str, wanted: PaperPrint) -> Result<Printed, Refused>;
    /// The contents of a box as PDF.
    fn print_box(&self, principal: &str) -> Result<Printed, Refused>;
    /// A page of the chase list as PDF.
    fn print_undertakings(&self, asked: &ChaseAsked) -> Result<Printed, Refused>;
    /// A page of the register as PDF.
    fn print_register(&self, filter: &RegisterFilter) -> Result<Printed, Refused>;
    /// The brief for a meeting and its papers as PDF.
    fn print_brief(&self, meeting: &str) -> Result<Printed, Refused>;
    /// A page of the dialogue of two sides as PDF.
    fn print_dialogue(&self, a: &str, b: &str, page: u32) -> Result<Printed, Refused>;
    /// The papers that a finding may cite.
    fn cited(&self, name: &str, number: u32) -> Result<CitedPage, Refused>;
    /// A part of the diary.
    fn diary(&self, asked: &DiaryAsked) -> Result<DiaryPage, Refused>;
    /// A meeting.
    fn meeting(&self, id: &str) -> Result<MeetingPage, Refused>;
    /// Between whom papers tell of talks.
    fn dialogues(&self) -> Result<DialoguesPage, Refused>;
    /// The dialogue of two sides.
    fn dialogue(&self, a: &str, b: &str, page: u32) -> Result<DialoguePage, Refused>;
    /// The chase list.
    fn undertakings(&self, asked: &ChaseAsked) -> Result<ChasePage, Refused>;
    /// One undertaking, by its paper and its key.
    fn undertaking(&self, paper: &str, key: &str) -> Result<UndertakingPage, Refused>;
    /// Does something with an undertaking.
    fn move_undertaking(&self, paper: &str, key: &str, step: &ChaseStep) -> Result<(), Refused>;
    /// Judges an undertaking that a reading found.
    fn judge_undertaking(&self, paper: &str, key: &str, judgement: Judgement) -> Result<(), Refused>;
    /// Undertakings that were chosen, each by its paper and its key.
    fn chosen_undertakings(&self, which: &[(String, String)]) -> Result<ChasedPage, Refused>;
    /// Does something with each of several undertakings.
    fn chase_together(&self, which: &[(String, String)], deed: &ChaseTogether) -> Result<ChasedPage, Refused>;
    /// Orders something on a paper.
    fn order(&self, paper: &str, ordered: &Ordered, words: &str) -> Result<(), Refused>;
    /// Papers that come up again.
    fn bring_ups(&self, asked: HandAsked) -> Result<BringUpsPage, Refused>;
    /// Papers that were copied.
    fn copies(&self, asked: HandAsked) -> Result<CopiesPage, Refused>;
    /// Has a paper come up again.
    fn bring_up(&self, paper: &str, wanted: &BringingUp) -> Result<(), Refused>;
    /// Puts a paper away that was brought up.
    fn put_away(&self, paper: &str, key: &str) -> Result<(), Refused>;
    /// Copies a paper to people and posts.
    fn copy(&self, paper: &str, wanted: &Copying) -> Result<(), Refused>;
    /// Says that what a copy was for is done.
    fn answer_copy(&self, paper: &str, key: &str, shown_by: &str, words: &str) -> Result<(), Refused>;
    /// Papers that were chosen.
    fn chosen(&self, papers: &[String]) -> Result<TogetherPage, Refused>;
    /// Does something with each of several papers.
    fn together(&self, papers: &[String], deed: &Together) -> Result<TogetherPage, Refused>;
    /// Several papers as one PDF; each is entered as printed.
    fn print_together(&self, papers: &[String]) -> Result<Printed, Refused>;
    /// Several papers in a bag for others' tools; each is entered as given out.
    fn bag(&self, papers: &[String]) -> Result<(Bagged, Vec<u8>), Refused>;
    /// A paper as it lies in a box; entered as seen.
    fn box_paper(&self, principal: &str, name: &str) -> Result<BoxPaper, Refused>;
    /// Enters what a principal made of a paper in his box.
    fn mark(&self, principal: &str, paper: &str, given: &MarkGiven) -> Result<(), Refused>;
    /// Takes a paper out of a box.
    fn take_out(&self, principal: &str, paper: &str) -> Result<(), Refused>;
    /// Gives a paper its place in a box.
    fn order_in_box(&self, principal: &str, paper: &str, place: u32) -> Result<(), Refused>;
    /// Sets the hour at which a box closes.
    fn close_box(&self, principal: &str, at: DateTime) -> Result<(), Refused>;
    /// Changes a meeting that was noted by hand.
    fn change_meeting(&self, meeting: &str, wanted: &NewMeeting) -> Result<(), Refused>;
    /// Says that a meeting that was noted by hand is not held.
    fn cancel_meeting(&self, meeting: &str, reason: &str) -> Result<(), Refused>;
    /// Says that a meeting that was noted and one of which papers speak are one.
    fn join_meetings(&self, one: &str, other: &str) -> Result<(), Refused>;
    /// Says that they are two after all.
    fn part_meetings(&self, noted: &str, found: &str) -> Result<(), Refused>;
    /// Enters what was said in a meeting as a paper; answers its line.
    fn record_meeting(&self, meeting: &str, read_out: &ReadOut) -> Result<PaperLine, Refused>;
    /// Notes the meetings of a calendar.
    fn take_calendar(&self, name: &str, bytes: &[u8], marking: &str) -> Result<CalendarTaken, Refused>;
    /// Makes an address for the reader's own calendar; answers its token.
    fn make_feed(&self, shows: &str) -> Result<String, Refused>;
    /// Gives that address up.
    fn end_feed(&self) -> Result<(), Refused>;
    /// The token of that address, where there is one.
    fn own_feed(&self) -> Result<Option<String>, Refused>;
    /// Notes a meeting by hand; answers its id.
    fn note_meeting(&self, wanted: &NewMeeting) -> Result<String, Refused>;
    /// What papers and meetings of these ids bear together.
    fn overall(&self, shown: &[&str]) -> Result<Option<Marked>, Refused>;
    /// People and posts.
    fn people(&self) -> Result<PeoplePage, Refused>;
    /// Drafts that the reader may know of.
    fn drafts(&self) -> Result<DraftsPage, Refused>;
    /// A draft: its last version, or the one that is named.
    fn draft(&self, id: &str, version: &str) -> Result<DraftPage, Refused>;
    /// A draft that is to be begun.
    fn new_draft(&self, beginning: &Beginning) -> Result<DraftPage, Refused>;
    /// Begins a draft; answers its id.
    fn begin_draft(&self, answers: Option<&str>, content: &Content) -> Result<String, Refused>;
    /// Saves a draft.
    fn save_draft(&self, draft: &str, base: &str, content: &Content) -> Result<(), Refused>;
    /// Asks somebody to clear a draft.
    fn send_draft(&self, draft: &str, to: &str) -> Result<(), Refused>;
    /// Puts a draft up to somebody for signature.
    fn put_up_draft(&self, draft: &str, to: &str) -> Result<(), Refused>;
    /// Says what one who was asked thinks of it.
    fn clear_draft(&self, draft: &str, clearing: Clearing, words: &str) -> Result<(), Refused>;
    /// Has a paper lie with a draft.
    fn enclose_with(&self, draft: &str, paper: &str) -> Result<(), Refused>;
    /// Takes it out again.
    fn leave_out(&self, draft: &str, paper: &str) -> Result<(), Refused>;
    /// Gives a draft up.
    fn drop_draft(&self, draft: &str) -> Result<(), Refused>;
    /// Signs a draft; answers the line of the paper that it became.
    fn sign_draft(&self, draft: &str, version: &str, despite: bool) -> Result<PaperLine, Refused>;
    /// A draft as PDF.
    fn print_draft(&self, id: &str) -> Result<Printed, Refused>;
    /// People outside the office.
    fn correspondents(&self, words: &str, page: u32) -> Result<CorrespondentsPage, Refused>;
    /// What is kept of one of them, or of all where none is named.
    fn cards(&self, id: &str) -> Result<Vec<CorrespondentKept>, Refused>;
    /// One of them.
    fn correspondent(&self, id: &str) -> Result<CorrespondentPage, Refused>;
    /// Keeps one, as he is now; answers his id.
    fn keep_correspondent(&self, id: &str, wanted: &CorrespondentKept) -> Result<String, Refused>;
    /// Says that two entries are one person.
    fn merge_correspondents(&self, into: &str, from: &str) -> Result<(), Refused>;
    /// Says that they are two after all.
    fn part_correspondents(&self, into: &str, from: &str) -> Result<(), Refused>;
    /// Takes correspondents in from a file of cards.
    fn take_cards(&self, name: &str, bytes: &[u8]) -> Result<CardsTaken, Refused>;
    /// A post.
    fn post_page(&self, post: &str) -> Result<PostPage, Refused>;
    /// Has a person act in a post for its holder.
    fn name_deputy(&self, post: &str, wanted: &Deputising) -> Result<(), Refused>;
    /// Ends it before its last day.
    fn end_deputy(&self, post: &str, person: &str) -> Result<(), Refused>;
    /// Makes a post.
    fn make_post(&self, wanted: &NewPost) -> Result<(), Refused>;
    /// Says who holds a post, or that nobody does.
    fn fill_post(&self, post: &str, wanted: &Filling) -> Result<(), Refused>;
    /// Admits a person.
    fn admit(&self, admission: &Admission) -> Result<(), Refused>;
    /// Changes the name of a person and what he may do.
    fn keep_person(&self, person: &str, name: &str, duties: &[Duty]) -> Result<(), Refused>;
    /// What is still with a person who leaves, or has left.
    fn leaving(&self, person: &str) -> Result<LeavingPage, Refused>;
    /// Strikes a person off.
    fn strike_off(&self, person: &str, reason: &str) -> Result<(), Refused>;
    /// Takes a person back who had left.
    fn take_back(&self, person: &str) -> Result<(), Refused>;
    /// Gives the reader another password, where he knows the one that he has.
    fn change_password(&self, present: &str, new: &str) -> Result<(), Refused>;
    /// Draws a secret for the reader's device, where he shows his password.
    fn begin_factor(&self, password: &str) -> Result<NewFactor, Refused>;
    /// The secret that he has begun with.
    fn begun_factor(&self, begun: &str) -> Option<NewFactor>;
    /// Sets the second factor that he has begun with, by its first code; answers the recovery codes.
    fn confirm_factor(&self, begun: &str, code: &str) -> Result<Vec<String>, Refused>;
    /// Makes the reader new recovery codes, where he shows his password and a code.
    fn renew_recovery(&self, password: &str, code: &str) -> Result<Vec<String>, Refused>;
    /// Takes the reader's own second factor off.
    fn take_off_own_factor(&self, password: &str, code: &str) -> Result<(), Refused>;
    /// Takes another's second factor off.
    fn take_off_factor(&self, person: &str, reason: &str) -> Result<(), Refused>;
    /// Makes a sign-in link; answers its token.
    fn invite(&self, person: &str) -> Result<String, Refused>;
    /// What a person opened.
    fn opened_of(&self, person: &str, page: u32) -> Result<OpenedPage, Refused>;
    /// The box that the reader works at as its principal, or for him.
    fn own_box(&self) -> Result<Option<String>, Refused>;
    /// The ledger.
    fn ledger(&self) -> Result<LedgerPage, Refused>;
    /// Verifies everything.
    fn verify(&self) -> Result<Verified, Refused>;
    /// Writes a minute.
    fn minute(&self, paper: &str, text: &str) -> Result<(), Refused>;
    /// Initials a paper.
    fn initial(&self, paper: &str) -> Result<(), Refused>;
    /// Puts a paper up.
    fn put_up(&self, paper: &str, wanted: &PuttingUp) -> Result<(), Refused>;
    /// Encloses a paper in a cover.
    fn enclose(&self, cover: &str, paper: &str) -> Result<(), Refused>;
    /// Detaches a paper from its cover; from that one, where it lies in several.
    fn detach(&self, paper: &str, from: &str) -> Result<(), Refused>;
    /// Settles a paper's marking.
    fn settle(&self, paper: &str, marking: &str) -> Result<(), Refused>;
    /// Judges a finding of a paper, by its number on the page.
    fn judge(&self, paper: &str, number: u32, judgement: Judgement) -> Result<(), Refused>;
    /// Adds a finding, by the words that prove it.
    fn find_in(&self, paper: &str, words: &str, class: &str, said: &Correction) -> Result<(), Refused>;
    /// The in-tray.
    fn tray(&self) -> Result<TrayPage, Refused>;
    /// A paper in the in-tray; entered as seen.
    fn tray_paper(&self, id: &str) -> Result<TrayPaper, Refused>;
    /// Settles a paper in the in-tray; answers the one that waits next.
    fn take_in(&self, paper: &str, wanted: &Settling) -> Result<Option<String>, Refused>;
    /// Settles a paper in the in-tray as a duplicate; answers the one that waits next.
    fn settle_as_duplicate(&self, paper: &str, of: &str) -> Result<Option<String>, Refused>;
    /// Turns a paper in the in-tray away; answers the one that waits next.
    fn turn_away(&self, paper: &str, reason: &str) -> Result<Option<String>, Refused>;
    /// What was turned away.
    fn turned_away(&self, page: u32) -> Result<TurnedPage, Refused>;
    /// Has what was turned away wait again.
    fn wait_again(&self, paper: &str) -> Result<(), Refused>;
    /// Takes files into the in-tray, each as it is or all as one paper.
    fn send_up(&self, files: Vec<(String, Vec<u8>)>, together: bool) -> Result<Vec<SentUp>, Refused>;
    /// A paper's text as it stands, for who corrects it; entered as seen.
    fn transcript(&self, name: &str) -> Result<VersionPage, Refused>;
    /// An earlier text of a paper; entered as seen.
    fn version(&self, name: &str, number: u32) -> Result<VersionPage, Refused>;
    /// A paper's particulars as they stand, for who puts them right; entered as seen.
    fn particulars_page(&self, name: &str) -> Result<ParticularsPage, Refused>;
    /// Puts right what is said of a paper.
    fn put_particulars_right(&self, paper: &str, typed: &Typed) -> Result<(), Refused>;
    /// What a paper in a box is put up for, for who changes it.
    fn put_up_page(&self, principal: &str, paper: &str) -> Result<PutUpPage, Refused>;
    /// Changes that.
    fn change_put_up(&self, paper: &str, wanted: &PuttingUp) -> Result<(), Refused>;
    /// Corrects a paper's transcript.
    fn correct_transcript(&self, paper: &str, text: &str) -> Result<(), Refused>;
    /// Says why what is written now stands below what was opened before.
    fn because(&self, reason: &str) -> ();
    /// Says in which language is printed.
    fn print_in(&self, tongue: Arc<dyn Tongue>) -> ();
    /// Says in which state the thing to be changed was known; empty where that is not said.
    fn knew(&self, state: &str) -> ();
    /// What the papers opened in this sitting bear together.
    fn sitting(&self) -> Result<Option<Marked>, Refused>;
    /// Ends the sitting.
    fn end_sitting(&self) -> Result<(), Refused>;
    /// What a marking says, alone or beside another.
    fn marking_page(&self, typed: &str, beside: &str) -> Result<MarkingPage, Refused>;
    /// Changed markings that wait for a second person.
    fn relabellings(&self) -> Result<RelabelPage, Refused>;
    /// Proposes another marking; answers the proposal's id.
    fn relabel(&self, paper: &str, wanted: &Relabelling) -> Result<String, Refused>;
    /// Approves a proposal.
    fn approve_relabelling(&self, proposal: &str) -> Result<(), Refused>;
    /// Refuses a proposal, or takes it back.
    fn refuse_relabelling(&self, proposal: &str, reason: &str) -> Result<(), Refused>;
    /// Circles that the reader knows of.
    fn circles(&self) -> Result<CirclesPage, Refused>;
    /// Makes a circle; answers its name in markings.
    fn make_circle(&self, name: &str, purpose: &str) -> Result<String, Refused>;
    /// Takes a person into a circle.
    fn join_circle(&self, circle: &str, person: &str) -> Result<(), Refused>;
    /// Leaves a circle, or puts a person out of it.
    fn leave_circle(&self, circle: &str, person: &str) -> Result<(), Refused>;
    /// Closes a circle.
    fn close_circle(&self, circle: &str) -> Result<(), Refused>;
    /// A person, for himself, for who gives clearances and for who keeps the registry.
    fn person_page(&self, handle: &str) -> Result<PersonPage, Refused>;
    /// Gives a clearance, from lines such as `uk-1982=SECRET`.
    fn clear(&self, lines: &[String], clearing: ClearanceToGive) -> Result<(), Refused>;
    /// Why a reader may or may not read a paper, now or at the end of a day.
    fn why_may(&self, reader: &str, paper: &str, on: Option<Date>) -> Result<WhyPage, Refused>;
    /// Who could read a paper, now or at the end of a day.
    fn readers_of(&self, paper: &str, on: Option<Date>) -> Result<ReadersPage, Refused>;
}
