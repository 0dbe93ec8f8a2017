//! A look that answers with the samples and notes what it was asked to do.

use super::desk::{CODE, LINK, PASSWORD, who};
use super::samples::{self, CIRCLE, COVER, MEETING, MESSAGE, PATTERN, PROPOSAL, STATE, UNREAD, WAITS};
use chancery_registry::answers::*;
use chancery_registry::{
    Admission, Beginning, BringingUp, ChaseStep, ChaseTogether, ClearanceToGive, Clearing, Content, Copying,
    Correction, CorrespondentKept, Deputising, Duty, Filling, Judgement, MarkGiven, NewFactor, NewMeeting,
    NewPost, Ordered, PaperPrint, PuttingUp, ReadOut, Refused, Relabelling, Settling, Together, Tongue,
    Typed, Zone,
};
use chancery_server::desk::Look;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use std::cell::RefCell;
use std::sync::{Arc, Mutex};

/// The last moment of a day that is asked about.
fn end_of(day: Option<Date>) -> Result<Option<Timestamp>, Refused> {
    day.map(|day| Zone::default().end_of(day)).transpose()
}

pub(super) struct SampleLook {
    pub who: ReaderShown,
    pub because: RefCell<String>,
    pub knew: RefCell<String>,
    pub acts: Arc<Mutex<Vec<String>>>,
}

impl SampleLook {
    fn clears(&self) -> bool {
        self.who.handle == "officer"
    }

    fn keeps(&self) -> Result<(), Refused> {
        if self.who.keeper { Ok(()) } else { Err(Refused::Duty("keeps the registry")) }
    }

    fn in_circle(&self, circle: &str, act: String) -> Result<(), Refused> {
        if circle == CIRCLE { self.done(act) } else { Err(Refused::Absent) }
    }

    fn on_proposal(&self, proposal: &str, act: String) -> Result<(), Refused> {
        if proposal == PROPOSAL { self.done(act) } else { Err(Refused::Absent) }
    }

    /// Done where nobody changed it since it was shown.
    fn changed(&self, act: String) -> Result<(), Refused> {
        match self.knew.borrow().as_str() {
            "" | STATE => self.done(act),
            _ => Err(Refused::Conflict(
                "somebody has changed it meanwhile: look at what stands, and repeat what you did".into(),
            )),
        }
    }

    fn done(&self, act: String) -> Result<(), Refused> {
        self.acts.lock().unwrap().push(act);
        Ok(())
    }
}

impl Look for SampleLook {
    fn who(&self) -> ReaderShown {
        self.who.clone()
    }

    fn today(&self) -> Result<Today, Refused> {
        Ok(samples::today())
    }

    fn box_of(&self, principal: &str) -> Result<BoxPage, Refused> {
        if principal == "prime-minister" { Ok(samples::boxed().page) } else { Err(Refused::Absent) }
    }

    fn principals(&self) -> Result<Vec<PostLine>, Refused> {
        Ok(samples::boxed().principals)
    }

    fn register(&self, _: &RegisterFilter) -> Result<RegisterPage, Refused> {
        Ok(samples::register())
    }

    fn search(&self, asked: &SearchAsked) -> Result<SearchPage, Refused> {
        let page = samples::searched();
        if !asked.like.is_empty() {
            let like = Some(self.paper(&asked.like)?.line);
            let found = FindPage { query: String::new(), ..page.found };
            return Ok(SearchPage { found, like, saved: None, new: None, ..page });
        }
        match asked.saved.as_str() {
            "" => {
                let found = FindPage { query: asked.query.clone(), ..page.found };
                Ok(SearchPage { found, sort: asked.sort, saved: None, new: None, ..page })
            }
            "six points" => Ok(page),
            _ => Err(Refused::Absent),
        }
    }

    fn hits(&self, name: &str, query: &str) -> Result<HitsPage, Refused> {
        self.paper(name)?;
        Ok(HitsPage { query: query.into(), ..samples::hits() })
    }

    fn save_search(&self, name: &str, query: &str, standing: bool) -> Result<(), Refused> {
        if name.is_empty() {
            return Err(Refused::Invalid("give the search a name, under which it is kept".into()));
        }
        self.done(format!("keep {name} {query} {standing}"))
    }

    fn forget_search(&self, name: &str) -> Result<(), Refused> {
        if name == "six points" { self.done(format!("forget {name}")) } else { Err(Refused::Absent) }
    }

    fn beside(&self, paper: &str, _: &str, _: &ListAsked) -> Result<Option<Beside>, Refused> {
        Ok((paper == COVER).then(samples::beside))
    }

    fn paper(&self, name: &str) -> Result<PaperPage, Refused> {
        match name {
            COVER => Ok(samples::cover()),
            MESSAGE => Ok(samples::message()),
            "damaged" => Err(Refused::Damaged("vault/ab12 of S 82/9".into())),
            _ => Err(Refused::Absent),
        }
    }

    fn cited(&self, name: &str, number: u32) -> Result<CitedPage, Refused> {
        let line = self.paper(name)?.line;
        let papers = if number == 1 { vec![line.clone()] } else { Vec::new() };
        let overall = Some(line.marked.clone());
        Ok(CitedPage { line, number, words: "my telegram of 3 May".into(), papers, overall })
    }

    fn page_picture(&self, name: &str, number: u32) -> Result<Vec<u8>, Refused> {
        self.paper(name)?;
        if number == 1 { Ok(b"\x89PNG".to_vec()) } else { Err(Refused::Absent) }
    }

    fn original(&self, name: &str) -> Result<Original, Refused> {
        self.paper(name)?;
        Ok(Original { bytes: b"<script>alert(1)</script>".to_vec(), name: "S 82/1\"\r\nx: y.html".into() })
    }

    fn tray(&self) -> Result<TrayPage, Refused> {
        Ok(samples::tray())
    }

    fn tray_paper(&self, id: &str) -> Result<TrayPaper, Refused> {
        if [WAITS, COVER].contains(&id) { Ok(samples::waits()) } else { Err(Refused::Absent) }
    }

    fn take_in(&self, paper: &str, wanted: &Settling) -> Result<Option<String>, Refused> {
        self.tray_paper(paper)?;
        if wanted.marking.as_deref() == Some("BUTTER") {
            return Err(Refused::Invalid(
                "the marking `BUTTER`: cannot read “BUTTER”: expected a level or tag of uk-1982".into(),
            ));
        }
        self.done(format!("take in {paper} {:?} {:?}", wanted.marking, wanted.particulars.subject))?;
        Ok(Some(UNREAD.into()))
    }

    fn settle_as_duplicate(&self, paper: &str, of: &str) -> Result<Option<String>, Refused> {
        self.tray_paper(paper)?;
        self.paper(of)?;
        self.done(format!("{paper} is {of}")).map(|()| None)
    }

    fn turn_away(&self, paper: &str, reason: &str) -> Result<Option<String>, Refused> {
        self.tray_paper(paper)?;
        if reason.is_empty() {
            return Err(Refused::Invalid("say why it is turned away".into()));
        }
        self.done(format!("turn {paper} away: {reason}"))?;
        Ok(Some(UNREAD.into()))
    }

    fn turned_away(&self, _: u32) -> Result<TurnedPage, Refused> {
        Ok(samples::turned())
    }

    fn wait_again(&self, paper: &str) -> Result<(), Refused> {
        if paper != WAITS {
            return Err(Refused::Absent);
        }
        self.done(format!("{paper} waits again"))
    }

    fn send_up(&self, files: Vec<(String, Vec<u8>)>, together: bool) -> Result<Vec<SentUp>, Refused> {
        if together {
            self.done(format!("as one paper, {} files", files.len()))?;
        }
        for (name, bytes) in files {
            self.done(format!("send up {name} {}", String::from_utf8_lossy(&bytes)))?;
        }
        Ok(samples::sent_up())
    }

    fn transcript(&self, name: &str) -> Result<VersionPage, Refused> {
        self.paper(name).map(|_| samples::version())
    }

    fn version(&self, name: &str, number: u32) -> Result<VersionPage, Refused> {
        self.paper(name)?;
        if number == 1 { Ok(samples::version()) } else { Err(Refused::Absent) }
    }

    fn particulars_page(&self, name: &str) -> Result<ParticularsPage, Refused> {
        self.paper(name).map(|_| samples::particulars())
    }

    fn put_particulars_right(&self, paper: &str, typed: &Typed) -> Result<(), Refused> {
        self.paper(paper)?;
        match typed.date.as_deref() {
            Some("yesterday") => {
                Err(Refused::Invalid("`yesterday` is no day: write it as in 1982-10-14".into()))
            }
            date => self.done(format!("put right {paper} {date:?} {:?}", typed.subject)),
        }
    }

    fn put_up_page(&self, principal: &str, paper: &str) -> Result<PutUpPage, Refused> {
        self.box_of(principal)?;
        self.paper(paper)?;
        Ok(samples::put_up())
    }

    fn change_put_up(&self, paper: &str, wanted: &PuttingUp) -> Result<(), Refused> {
        self.paper(paper)?;
        let PuttingUp { principal, purpose, note, .. } = wanted;
        self.done(format!("change {paper} before {principal} {} {note}", purpose.word()))
    }

    fn correct_transcript(&self, paper: &str, text: &str) -> Result<(), Refused> {
        self.paper(paper)?;
        match text {
            "" => Err(Refused::Invalid("a transcript has words: write what stands on the paper".into())),
            _ => self.changed(format!("correct {paper} {text}")),
        }
    }

    fn diary(&self, asked: &DiaryAsked) -> Result<DiaryPage, Refused> {
        Ok(match asked.span {
            DiarySpan::Agenda => samples::diary().page,
            span => samples::grid(span).page,
        })
    }

    fn drafts(&self) -> Result<DraftsPage, Refused> {
        Ok(samples::drafts())
    }

    fn draft(&self, id: &str, _: &str) -> Result<DraftPage, Refused> {
        if id == COVER { Ok(samples::draft()) } else { Err(Refused::Absent) }
    }

    fn new_draft(&self, beginning: &Beginning) -> Result<DraftPage, Refused> {
        match beginning.pattern.as_str() {
            "" | PATTERN => Ok(samples::new_draft()),
            _ => Err(Refused::Absent),
        }
    }

    fn begin_draft(&self, answers: Option<&str>, content: &Content) -> Result<String, Refused> {
        if content.marking.is_empty() {
            return Err(Refused::Invalid(
                "the marking ``: the marking ends too soon: expected a level or tag of uk-1982".into(),
            ));
        }
        self.done(format!("begin a draft {answers:?} {content:?}"))?;
        Ok(COVER.into())
    }

    fn save_draft(&self, draft: &str, base: &str, content: &Content) -> Result<(), Refused> {
        if content.marking.is_empty() {
            return Err(Refused::Invalid(
                "the marking ``: the marking ends too soon: expected a level or tag of uk-1982".into(),
            ));
        }
        self.done(format!("save {draft} {base} {content:?}"))
    }

    fn send_draft(&self, draft: &str, to: &str) -> Result<(), Refused> {
        self.draft(draft, "")?;
        self.done(format!("send {draft} {to}"))
    }

    fn put_up_draft(&self, draft: &str, to: &str) -> Result<(), Refused> {
        self.draft(draft, "")?;
        self.done(format!("put up {draft} {to}"))
    }

    fn clear_draft(&self, draft: &str, clearing: Clearing, words: &str) -> Result<(), Refused> {
        self.draft(draft, "")?;
        self.done(format!("clear {draft} {} {words}", clearing.word()))
    }

    fn enclose_with(&self, draft: &str, paper: &str) -> Result<(), Refused> {
        self.draft(draft, "")?;
        self.done(format!("enclose {paper} with {draft}"))
    }

    fn leave_out(&self, draft: &str, paper: &str) -> Result<(), Refused> {
        self.draft(draft, "")?;
        self.done(format!("leave {paper} out of {draft}"))
    }

    fn drop_draft(&self, draft: &str) -> Result<(), Refused> {
        self.draft(draft, "")?;
        self.done(format!("drop {draft}"))
    }

    fn sign_draft(&self, draft: &str, version: &str, _: bool) -> Result<PaperLine, Refused> {
        self.draft(draft, "")?;
        self.done(format!("sign {draft} {version}"))?;
        Ok(samples::telegram())
    }

    fn print_draft(&self, id: &str) -> Result<Printed, Refused> {
        self.draft(id, "").map(|_| samples::printed())
    }

    fn correspondents(&self, _: &str, _: u32) -> Result<CorrespondentsPage, Refused> {
        Ok(samples::correspondents())
    }

    fn cards(&self, id: &str) -> Result<Vec<CorrespondentKept>, Refused> {
        let kept = CorrespondentKept { name: "George P. Shultz".into(), ..CorrespondentKept::default() };
        if id.is_empty() || id == COVER { Ok(vec![kept]) } else { Err(Refused::Absent) }
    }

    fn correspondent(&self, id: &str) -> Result<CorrespondentPage, Refused> {
        if id == COVER { Ok(samples::correspondent()) } else { Err(Refused::Absent) }
    }

    fn keep_correspondent(&self, id: &str, wanted: &CorrespondentKept) -> Result<String, Refused> {
        if wanted.name.is_empty() {
            return Err(Refused::Invalid("a correspondent has a name: write it".into()));
        }
        self.changed(format!("keep {id} {wanted:?}"))?;
        Ok(COVER.into())
    }

    fn merge_correspondents(&self, into: &str, from: &str) -> Result<(), Refused> {
        self.done(format!("merge {into} {from}"))
    }

    fn part_correspondents(&self, into: &str, from: &str) -> Result<(), Refused> {
        self.done(format!("part {into} {from}"))
    }

    fn take_cards(&self, name: &str, _: &[u8]) -> Result<CardsTaken, Refused> {
        self.done(format!("cards {name}"))?;
        Ok(CardsTaken { kept: 2, ..CardsTaken::default() })
    }

    fn post_page(&self, post: &str) -> Result<PostPage, Refused> {
        if post == "prime-minister" || post == "coles" { Ok(samples::post()) } else { Err(Refused::Absent) }
    }

    fn name_deputy(&self, post: &str, wanted: &Deputising) -> Result<(), Refused> {
        self.post_page(post)?;
        self.done(format!("deputy {post} {wanted:?}"))
    }

    fn end_deputy(&self, post: &str, person: &str) -> Result<(), Refused> {
        self.post_page(post)?;
        self.done(format!("deputy ended {post} {person}"))
    }

    fn make_post(&self, wanted: &NewPost) -> Result<(), Refused> {
        self.keeps()?;
        if wanted.handle == "pus" {
            return Err(Refused::Conflict("there is a post of that handle: choose another word".into()));
        }
        self.done(format!("post {wanted:?}"))
    }

    fn fill_post(&self, post: &str, wanted: &Filling) -> Result<(), Refused> {
        self.keeps()?;
        self.post_page(post)?;
        if wanted.from.is_some_and(|from| from > jiff::civil::date(1982, 10, 14)) {
            return Err(Refused::Invalid("that day has not come: say so when it has".into()));
        }
        self.done(format!("fill {post} {wanted:?}"))
    }

    fn admit(&self, admission: &Admission) -> Result<(), Refused> {
        self.keeps()?;
        if admission.handle == "coles" {
            return Err(Refused::Conflict("somebody signs in so already: choose another word".into()));
        }
        self.done(format!("admit {admission:?}"))
    }

    fn keep_person(&self, person: &str, name: &str, duties: &[Duty]) -> Result<(), Refused> {
        self.keeps()?;
        if duties.contains(&Duty::Clear) {
            return Err(Refused::Invalid("nobody gives himself a duty: let another keeper do it".into()));
        }
        self.changed(format!("keep {person} {name} {duties:?}"))
    }

    fn begin_factor(&self, password: &str) -> Result<NewFactor, Refused> {
        if password != PASSWORD {
            return Err(Refused::Invalid("that is not your present password".into()));
        }
        self.done("begin a factor".into())?;
        Ok(samples::new_factor())
    }

    fn begun_factor(&self, begun: &str) -> Option<NewFactor> {
        Some(samples::new_factor()).filter(|new| new.begun == begun)
    }

    fn confirm_factor(&self, begun: &str, code: &str) -> Result<Vec<String>, Refused> {
        if self.begun_factor(begun).is_none() {
            return Err(Refused::Conflict("begin again: too long has passed".into()));
        }
        if code != CODE {
            return Err(Refused::Invalid(
                "that is not the code that your device shows now: wait for the next, and mind its clock"
                    .into(),
            ));
        }
        self.done("set a factor".into())?;
        Ok(samples::recovery_codes().codes)
    }

    fn renew_recovery(&self, password: &str, code: &str) -> Result<Vec<String>, Refused> {
        if (password, code) != (PASSWORD, CODE) {
            return Err(Refused::Invalid("that password and that code do not go together".into()));
        }
        self.done("make recovery codes".into())?;
        Ok(samples::recovery_codes().codes)
    }

    fn take_off_own_factor(&self, password: &str, code: &str) -> Result<(), Refused> {
        if (password, code) != (PASSWORD, CODE) {
            return Err(Refused::Invalid("that password and that code do not go together".into()));
        }
        self.done("take off his own factor".into())
    }

    fn take_off_factor(&self, person: &str, reason: &str) -> Result<(), Refused> {
        if reason.is_empty() {
            return Err(Refused::Invalid("say why, in a few words".into()));
        }
        self.done(format!("take off the factor of {person}: {reason}"))
    }

    fn leaving(&self, person: &str) -> Result<LeavingPage, Refused> {
        if person == "coles" && (self.clears() || self.who.keeper) {
            Ok(samples::leaving())
        } else {
            Err(Refused::Absent)
        }
    }

    fn strike_off(&self, person: &str, reason: &str) -> Result<(), Refused> {
        match reason {
            _ if !(self.clears() || self.who.keeper) => {
                Err(Refused::Duty("keeps the registry, or gives clearances"))
            }
            "" => Err(Refused::Invalid("say why, in a few words".into())),
            _ => self.done(format!("strike off {person} {reason}")),
        }
    }

    fn take_back(&self, person: &str) -> Result<(), Refused> {
        self.keeps()?;
        self.done(format!("take back {person}"))
    }

    fn change_password(&self, present: &str, new: &str) -> Result<(), Refused> {
        match present {
            "hasty" => Err(Refused::Wait { seconds: 30 }),
            PASSWORD => self.done(format!("password of {} letters", new.chars().count())),
            _ => Err(Refused::Invalid("that is not your present password".into())),
        }
    }

    fn invite(&self, person: &str) -> Result<String, Refused> {
        self.keeps()?;
        self.done(format!("invite {person}"))?;
        Ok(LINK.into())
    }

    fn opened_of(&self, person: &str, _: u32) -> Result<OpenedPage, Refused> {
        if self.clears() && person == "coles" { Ok(samples::opened()) } else { Err(Refused::Absent) }
    }

    fn own_box(&self) -> Result<Option<String>, Refused> {
        Ok(None)
    }

    fn change_meeting(&self, meeting: &str, wanted: &NewMeeting) -> Result<(), Refused> {
        self.meeting(meeting)?;
        self.changed(format!("change {meeting} {wanted:?}"))
    }

    fn cancel_meeting(&self, meeting: &str, reason: &str) -> Result<(), Refused> {
        self.meeting(meeting)?;
        self.done(format!("cancel {meeting} {reason}"))
    }

    fn record_meeting(&self, meeting: &str, read_out: &ReadOut) -> Result<PaperLine, Refused> {
        self.meeting(meeting)?;
        if read_out.marking.is_empty() {
            return Err(Refused::Invalid(
                "the marking ``: the marking ends too soon: expected a level or tag of uk-1982".into(),
            ));
        }
        self.done(format!("record {meeting} {read_out:?}"))?;
        Ok(samples::telegram())
    }

    fn take_calendar(&self, name: &str, bytes: &[u8], marking: &str) -> Result<CalendarTaken, Refused> {
        if !bytes.starts_with(b"BEGIN:VCALENDAR") {
            return Err(Refused::Invalid(format!("`{name}` holds no calendar: give a file ending in .ics")));
        }
        self.done(format!("calendar {name} {marking}"))?;
        Ok(samples::grid(DiarySpan::Week).taken.unwrap_or_default())
    }

    fn make_feed(&self, shows: &str) -> Result<String, Refused> {
        self.done(format!("feed {shows}"))?;
        Ok(LINK.into())
    }

    fn end_feed(&self) -> Result<(), Refused> {
        self.done("feed ended".into())
    }

    fn own_feed(&self) -> Result<Option<String>, Refused> {
        Ok(None)
    }

    fn meeting(&self, id: &str) -> Result<MeetingPage, Refused> {
        if id == MEETING { Ok(samples::meeting()) } else { Err(Refused::Absent) }
    }

    fn join_meetings(&self, one: &str, other: &str) -> Result<(), Refused> {
        self.meeting(one)?;
        self.done(format!("{one} and {other} are one"))
    }

    fn part_meetings(&self, noted: &str, found: &str) -> Result<(), Refused> {
        self.meeting(noted)?;
        self.done(format!("{noted} and {found} are two"))
    }

    fn print_paper(&self, name: &str, _: PaperPrint) -> Result<Printed, Refused> {
        self.paper(name).map(|_| samples::printed())
    }

    fn print_box(&self, principal: &str) -> Result<Printed, Refused> {
        self.box_of(principal).map(|_| samples::printed())
    }

    fn print_undertakings(&self, _: &ChaseAsked) -> Result<Printed, Refused> {
        Ok(samples::printed())
    }

    fn print_register(&self, _: &RegisterFilter) -> Result<Printed, Refused> {
        Ok(samples::printed())
    }

    fn print_brief(&self, meeting: &str) -> Result<Printed, Refused> {
        self.meeting(meeting).map(|_| samples::printed())
    }

    fn print_dialogue(&self, _: &str, _: &str, _: u32) -> Result<Printed, Refused> {
        Ok(samples::printed())
    }

    fn dialogues(&self) -> Result<DialoguesPage, Refused> {
        Ok(samples::dialogues())
    }

    fn dialogue(&self, _: &str, _: &str, _: u32) -> Result<DialoguePage, Refused> {
        Ok(samples::dialogue())
    }

    fn undertakings(&self, _: &ChaseAsked) -> Result<ChasePage, Refused> {
        Ok(samples::chase())
    }

    fn undertaking(&self, paper: &str, _: &str) -> Result<UndertakingPage, Refused> {
        if paper == MESSAGE || paper == COVER { Ok(samples::one_undertaking()) } else { Err(Refused::Absent) }
    }

    fn move_undertaking(&self, paper: &str, key: &str, step: &ChaseStep) -> Result<(), Refused> {
        match step {
            ChaseStep::Assign { to, .. } if to.is_empty() => {
                Err(Refused::Invalid("say who answers for it".into()))
            }
            step => self.done(format!("move {paper} {key} {step:?}")),
        }
    }

    fn judge_undertaking(&self, paper: &str, key: &str, judgement: Judgement) -> Result<(), Refused> {
        self.undertaking(paper, key)?;
        self.done(format!("judge {paper} {key} {judgement:?}"))
    }

    fn order(&self, paper: &str, ordered: &Ordered, words: &str) -> Result<(), Refused> {
        self.done(format!("order {paper} {ordered:?} {words:?}"))
    }

    fn bring_ups(&self, _: HandAsked) -> Result<BringUpsPage, Refused> {
        Ok(samples::bring_ups())
    }

    fn copies(&self, _: HandAsked) -> Result<CopiesPage, Refused> {
        Ok(samples::copies())
    }

    fn bring_up(&self, paper: &str, wanted: &BringingUp) -> Result<(), Refused> {
        self.paper(paper)?;
        if wanted.reason.is_empty() {
            return Err(Refused::Invalid("say why it is to come up again".into()));
        }
        self.done(format!("bring up {paper} {wanted:?}"))
    }

    fn put_away(&self, paper: &str, key: &str) -> Result<(), Refused> {
        self.done(format!("put away {paper} {key}"))
    }

    fn copy(&self, paper: &str, wanted: &Copying) -> Result<(), Refused> {
        self.paper(paper)?;
        self.done(format!("copy {paper} {wanted:?}"))
    }

    fn answer_copy(&self, paper: &str, key: &str, shown_by: &str, words: &str) -> Result<(), Refused> {
        self.done(format!("answer {paper} {key} {shown_by:?} {words:?}"))
    }

    fn chosen(&self, papers: &[String]) -> Result<TogetherPage, Refused> {
        if papers.is_empty() { Ok(TogetherPage::default()) } else { Ok(samples::together()) }
    }

    fn together(&self, papers: &[String], deed: &Together) -> Result<TogetherPage, Refused> {
        self.done(format!("together {papers:?} {deed:?}")).map(|()| samples::together())
    }

    fn chosen_undertakings(&self, which: &[(String, String)]) -> Result<ChasedPage, Refused> {
        if which.is_empty() { Ok(ChasedPage::default()) } else { Ok(samples::chased()) }
    }

    fn chase_together(
        &self,
        which: &[(String, String)],
        deed: &ChaseTogether,
    ) -> Result<ChasedPage, Refused> {
        self.done(format!("chase together {which:?} {deed:?}")).map(|()| samples::chased())
    }

    fn print_together(&self, _: &[String]) -> Result<Printed, Refused> {
        Ok(samples::printed())
    }

    fn bag(&self, _: &[String]) -> Result<(Bagged, Vec<u8>), Refused> {
        Ok((samples::bagged(), b"PK".to_vec()))
    }

    fn box_paper(&self, principal: &str, name: &str) -> Result<BoxPaper, Refused> {
        if principal == "prime-minister" && name == COVER {
            Ok(samples::box_paper())
        } else {
            Err(Refused::Absent)
        }
    }

    fn mark(&self, principal: &str, paper: &str, given: &MarkGiven) -> Result<(), Refused> {
        if given.words.contains("secret") && self.because.borrow().is_empty() {
            return Err(Refused::Below("SECRET".into()));
        }
        self.done(format!("mark {principal} {paper} {given:?}"))
    }

    fn take_out(&self, principal: &str, paper: &str) -> Result<(), Refused> {
        self.done(format!("take out {principal} {paper}"))
    }

    fn order_in_box(&self, principal: &str, paper: &str, place: u32) -> Result<(), Refused> {
        self.done(format!("order {principal} {paper} {place}"))
    }

    fn close_box(&self, principal: &str, at: DateTime) -> Result<(), Refused> {
        self.done(format!("close {principal} {at}"))
    }

    fn note_meeting(&self, wanted: &NewMeeting) -> Result<String, Refused> {
        if wanted.marking == "nonsense" {
            return Err(Refused::Invalid(
                "the marking `nonsense`: cannot read “nonsense”: expected a level or tag of uk-1982".into(),
            ));
        }
        self.done(format!("note {wanted:?}"))?;
        Ok(MEETING.into())
    }

    fn overall(&self, shown: &[&str]) -> Result<Option<Marked>, Refused> {
        Ok((!shown.is_empty()).then(samples::secret))
    }

    fn people(&self) -> Result<PeoplePage, Refused> {
        Ok(PeoplePage { may_clear: self.clears(), may_keep: self.who.keeper, ..samples::people() })
    }

    fn ledger(&self) -> Result<LedgerPage, Refused> {
        if self.who.keeper { Ok(samples::ledger()) } else { Err(Refused::Duty("keeps the registry")) }
    }

    fn verify(&self) -> Result<Verified, Refused> {
        let verified = self.ledger()?.verified.ok_or(Refused::Absent)?;
        self.done("verify".into())?;
        Ok(verified)
    }

    fn minute(&self, paper: &str, text: &str) -> Result<(), Refused> {
        match text {
            "" => Err(Refused::Invalid("a minute has words: write some".into())),
            "late" => Err(Refused::Conflict(
                "somebody has changed it meanwhile: look at what stands, and repeat what you did".into(),
            )),
            "low" if self.because.borrow().is_empty() => Err(Refused::Below("TOP SECRET".into())),
            "low" => self.done(format!("minute {paper} low because {}", self.because.borrow())),
            _ => self.paper(paper).and_then(|_| self.done(format!("minute {paper} {text}"))),
        }
    }

    fn initial(&self, paper: &str) -> Result<(), Refused> {
        self.paper(paper)?;
        self.done(format!("initial {paper}"))
    }

    fn put_up(&self, paper: &str, wanted: &PuttingUp) -> Result<(), Refused> {
        self.paper(paper)?;
        if wanted.note == "low" && self.because.borrow().is_empty() {
            return Err(Refused::Below("TOP SECRET".into()));
        }
        let PuttingUp { principal, purpose, meeting, note, deadline } = wanted;
        let due = deadline.as_ref().map(|due| format!(" by {}: {}", due.day, due.reason)).unwrap_or_default();
        self.done(format!("put up {paper} {principal} {} {meeting:?} {note}{due}", purpose.word()))
    }

    fn enclose(&self, cover: &str, paper: &str) -> Result<(), Refused> {
        self.paper(paper)?;
        if cover == "S 82/1" {
            self.done(format!("enclose {paper} in {cover}"))
        } else {
            Err(Refused::Absent)
        }
    }

    fn detach(&self, paper: &str, from: &str) -> Result<(), Refused> {
        self.paper(paper)?;
        self.done(format!("detach {paper} from \"{from}\""))
    }

    fn settle(&self, _: &str, _: &str) -> Result<(), Refused> {
        Err(Refused::Duty("enters papers"))
    }

    fn print_in(&self, _: Arc<dyn Tongue>) {}

    fn knew(&self, state: &str) {
        state.clone_into(&mut self.knew.borrow_mut());
    }

    fn because(&self, reason: &str) {
        reason.clone_into(&mut self.because.borrow_mut());
    }

    fn sitting(&self) -> Result<Option<Marked>, Refused> {
        Ok(samples::today().sitting)
    }

    fn end_sitting(&self) -> Result<(), Refused> {
        self.done("end the sitting".into())
    }

    fn marking_page(&self, typed: &str, beside: &str) -> Result<MarkingPage, Refused> {
        Ok(MarkingPage { typed: typed.into(), beside: beside.into(), ..samples::looked_up() })
    }

    fn judge(&self, paper: &str, number: u32, judgement: Judgement) -> Result<(), Refused> {
        self.paper(paper)?;
        if number == 0 {
            return Err(Refused::Invalid("there is no finding 0 in it: there are 3".into()));
        }
        self.done(format!("judge {paper} {number} {judgement:?}"))
    }

    fn find_in(&self, paper: &str, words: &str, class: &str, said: &Correction) -> Result<(), Refused> {
        self.paper(paper)?;
        self.done(format!("find {paper} {words} {class} {said:?}"))
    }

    fn relabellings(&self) -> Result<RelabelPage, Refused> {
        Ok(samples::markings().proposals)
    }

    fn relabel(&self, paper: &str, wanted: &Relabelling) -> Result<String, Refused> {
        self.paper(paper)?;
        if wanted.reason.is_empty() {
            return Err(Refused::Invalid("the reason is missing: say it".into()));
        }
        self.done(format!("relabel {paper} {wanted:?}")).map(|()| PROPOSAL.to_owned())
    }

    fn approve_relabelling(&self, proposal: &str) -> Result<(), Refused> {
        if self.clears() {
            return Err(Refused::Conflict("that has been decided already".into()));
        }
        self.on_proposal(proposal, format!("approve {proposal}"))
    }

    fn refuse_relabelling(&self, proposal: &str, reason: &str) -> Result<(), Refused> {
        self.on_proposal(proposal, format!("refuse {proposal} {reason}"))
    }

    fn circles(&self) -> Result<CirclesPage, Refused> {
        Ok(samples::circles().page)
    }

    fn make_circle(&self, name: &str, purpose: &str) -> Result<String, Refused> {
        if name.contains('!') {
            return Err(Refused::Invalid(
                "a circle's name is of letters, digits and single spaces: choose another".into(),
            ));
        }
        self.done(format!("make a circle {name}: {purpose}")).map(|()| format!("{name}-abcd"))
    }

    fn join_circle(&self, circle: &str, person: &str) -> Result<(), Refused> {
        if person == "nobody" {
            return Err(Refused::Invalid("nobody signs in as `nobody`: see the people".into()));
        }
        self.in_circle(circle, format!("join {circle} {person}"))
    }

    fn leave_circle(&self, circle: &str, person: &str) -> Result<(), Refused> {
        self.in_circle(circle, format!("leave {circle} {person}"))
    }

    fn close_circle(&self, circle: &str) -> Result<(), Refused> {
        match circle {
            "closed" => Err(Refused::Conflict("it is closed already".into())),
            "another's" => Err(Refused::Duty("answers for the circle")),
            _ => self.in_circle(circle, format!("close {circle}")),
        }
    }

    fn person_page(&self, handle: &str) -> Result<PersonPage, Refused> {
        let (own, clears, keeps) = (handle == self.who.handle, self.clears(), self.who.keeper);
        if handle != "coles" || !(own || clears || keeps) {
            return Err(Refused::Absent);
        }
        let page = samples::a_person();
        let given = page.given.filter(|_| own || clears);
        let may_clear = clears && !own;
        Ok(PersonPage {
            given,
            own,
            has_password: own,
            may_clear,
            may_ask: clears,
            may_strike: clears || keeps,
            may_keep: keeps,
            ..page
        })
    }

    fn clear(&self, lines: &[String], clearing: ClearanceToGive) -> Result<(), Refused> {
        if !self.clears() {
            return Err(Refused::Duty("gives clearances"));
        }
        if let Some(line) = lines.iter().find(|line| !line.contains('=')) {
            return Err(Refused::Invalid(format!("a clearance is given as POLICY=LEVEL, not `{line}`")));
        }
        let ClearanceToGive { person, from, until, reason, .. } = clearing;
        self.done(format!("clear {person} {lines:?} {from:?} {until:?} {reason}"))
    }

    fn why_may(&self, reader: &str, paper: &str, on: Option<Date>) -> Result<WhyPage, Refused> {
        self.paper(paper)?;
        if (reader != self.who.handle || on.is_some()) && !self.clears() {
            return Err(Refused::Duty("gives clearances"));
        }
        who(reader)?;
        let page = samples::why().page;
        Ok(WhyPage { handle: reader.into(), at: end_of(on)?.unwrap_or(page.at), ..page })
    }

    fn readers_of(&self, paper: &str, on: Option<Date>) -> Result<ReadersPage, Refused> {
        self.paper(paper)?;
        if !self.clears() {
            return Err(Refused::Duty("gives clearances"));
        }
        let page = samples::readers().page;
        Ok(ReadersPage { at: end_of(on)?.unwrap_or(page.at), ..page })
    }
}
