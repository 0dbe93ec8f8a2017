//! A source becomes papers, sealed.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use chancery_intake::{Format, Given, GivenParty, TakenKind, TakenPaper, Unread};
use chancery_label::{Label, PolicyId};
use chancery_office::act::{Act, Body, Done, Footnote, MeetingNoted, Purpose, PutUp, Registered, words};
use chancery_office::id::Id;
use chancery_office::reading::{
    FieldRole, Finding, Kind, Occasion, Particulars, Party, Reading, RoleName, What,
};
use chancery_reading::{Context, KnownPerson};
use sha2::{Digest as _, Sha256};

use super::marking::{self, Decided, Stated};
use super::sheets::{self, Sheet};
use super::{Options, Prepared, Source};
use crate::keys::NewStream;
use crate::projection::parse_label;
use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::sealing;
use crate::view::View;

/// Findings entered for one paper.
const FINDINGS_MAX: usize = 2_000;

struct Build<'r> {
    registry: &'r Registry,
    view: View,
    options: &'r Options,
    order: Vec<PolicyId>,
    in_hand: &'r Mutex<HashSet<String>>,
    done: Done,
    out: Prepared,
}

/// A paper built: its id and the label that it bears with its enclosures.
struct Built {
    id: Id,
    label: Label,
}

impl Registry {
    pub(super) fn prepare(
        &self,
        by: &Reader,
        source: Source,
        options: &Options,
        in_hand: &Mutex<HashSet<String>>,
    ) -> Result<Prepared, Refused> {
        let name = source.name();
        let taken = self.take(source)?;
        let order = self.policy_order(options.policy.as_ref());
        let out = Prepared {
            name: name.clone(),
            papers: Vec::new(),
            held: Vec::new(),
            remarks: taken.notes,
            streams: Vec::new(),
            drafts: Vec::new(),
        };
        let view = self.view(by)?;
        let done = self.done(&by.person.person);
        let mut build = Build { registry: self, view, options, order, in_hand, done, out };
        for paper in taken.papers {
            build.outermost(paper, &name)?;
        }
        Ok(build.out)
    }

    /// Bytes to text. Plain text is checked for being UTF-8 and nothing else; whatever needs a parser
    /// goes to the worker.
    fn take(&self, source: Source) -> Result<chancery_intake::Taken, Refused> {
        let limits = self.0.worker.limits();
        let (name, bytes) = match source {
            Source::Bytes(name, bytes) => (name, bytes),
            Source::Path(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                (name, chancery_intake::read_file(&path, limits).map_err(invalid)?)
            }
        };
        match chancery_intake::sniff(&name, &bytes).map_err(invalid)? {
            Format::Text => chancery_intake::take(&name, bytes, limits).map_err(invalid),
            Format::Mail | Format::Tei => self.0.worker.take(&name, bytes).map_err(invalid),
        }
    }

    fn policy_order(&self, first: Option<&PolicyId>) -> Vec<PolicyId> {
        let in_force = &self.0.settings.policies;
        first.into_iter().chain(in_force.iter().filter(|id| Some(*id) != first)).cloned().collect()
    }

    fn reading_context(&self, given: Option<(&Given, TakenKind)>) -> Context {
        let people = self.0.pulse.people.read().unwrap_or_else(PoisonError::into_inner);
        let posts = self.0.pulse.posts.read().unwrap_or_else(PoisonError::into_inner);
        let known = people.values().map(|person| KnownPerson {
            name: person.name.clone(),
            posts: posts
                .values()
                .filter(|p| p.holder.as_ref() == Some(&person.person))
                .map(|p| p.title.clone())
                .collect(),
            aliases: Vec::new(),
        });
        Context {
            received: None,
            given_kind: given.and_then(|(g, kind)| given_kind(g, kind)),
            given: given.map(|(g, _)| particulars(g)),
            day_first: self.0.settings.day_first,
            people: known.collect(),
        }
    }
}

fn invalid(refusal: chancery_intake::Refusal) -> Refused {
    Refused::Invalid(refusal.to_string())
}

impl Build<'_> {
    fn outermost(&mut self, paper: TakenPaper, name: &str) -> Result<(), Refused> {
        let fingerprint = self.registry.0.keys.fingerprint(&paper.original);
        if let Some(held) = self.view.held(&fingerprint)? {
            self.out.held.push(held);
            return Ok(());
        }
        let new = self.in_hand.lock().unwrap_or_else(PoisonError::into_inner).insert(fingerprint);
        if !new {
            self.out.remarks.push("the same bytes come twice in this filing; they were entered once".into());
            return Ok(());
        }
        self.paper(paper, name, self.options.marking.as_deref()).map(|_| ())
    }

    /// Builds a paper and what it encloses: enclosures first, since a cover names them.
    fn paper(&mut self, paper: TakenPaper, name: &str, clerk: Option<&str>) -> Result<Built, Refused> {
        let stated = (paper.kind != TakenKind::Text).then_some((&paper.given, paper.kind));
        let context = self.registry.reading_context(stated);
        let mut reading = chancery_reading::read(&paper.text, &context);
        reading.findings.truncate(FINDINGS_MAX);
        let mut sheets = match paper.kind {
            TakenKind::Text => sheets::cut(paper.text.len(), reading),
            _ => vec![Sheet { start: 0, end: paper.text.len(), encloses: Vec::new(), reading }],
        };
        let mut attached = Vec::new();
        for enclosure in paper.enclosures {
            attached.push(self.paper(enclosure, name, None)?);
        }
        let remarks: Vec<String> = paper.unread.iter().map(not_read).collect();
        let whole = Whole {
            kind: paper.kind,
            text: paper.text,
            original: paper.original,
            given: paper.given,
            footnotes: paper.footnotes,
            remarks,
            name: name.to_owned(),
        };
        let mut built: Vec<Option<Built>> = sheets.iter().map(|_| None).collect();
        for n in (1..sheets.len()).rev() {
            let enclosed = sheets[n].encloses.iter().filter_map(|e| built.get_mut(*e)?.take()).collect();
            let sheet = sheets.remove(n);
            built[n] = Some(self.sheet(&whole, sheet, n, None, enclosed)?);
        }
        let mut enclosed: Vec<Built> =
            sheets[0].encloses.iter().filter_map(|e| built.get_mut(*e)?.take()).collect();
        enclosed.extend(attached);
        let cover = sheets.remove(0);
        self.sheet(&whole, cover, 0, clerk, enclosed)
    }

    fn sheet(
        &mut self,
        whole: &Whole,
        sheet: Sheet,
        n: usize,
        clerk: Option<&str>,
        enclosed: Vec<Built>,
    ) -> Result<Built, Refused> {
        let text = whole.text.get(sheet.start..sheet.end).unwrap_or("");
        let bytes = if whole.text_is_original() { text.as_bytes() } else { &whole.original };
        let digest: [u8; 32] = Sha256::digest(bytes).into();
        let id = self.registry.0.means.ids.id(&[b"paper", &digest, &[u8::try_from(n).unwrap_or(u8::MAX)]]);
        let part = sheet.reading.parts.first();
        let particulars = part.map(|p| p.particulars.clone()).unwrap_or_else(|| particulars(&whole.given));
        let decided = self.decide(whole, clerk, n, &particulars)?;
        let effective = enclosed.iter().fold(decided.label.clone(), |label, e| label.join(&e.label));
        let stream = NewStream::new(id, effective.canonical());
        let body = sealing::put_body(
            &self.registry.0.vault,
            &stream.key,
            id,
            &decided.label.canonical(),
            text.as_bytes(),
        )?;
        self.registry.0.desk.lay(body.digest.clone(), text.to_owned());
        let original = self.original(whole, n, &stream, &effective, !enclosed.is_empty())?;
        let registered = Registered {
            paper: id,
            kind: part.map(|p| p.kind).unwrap_or_default(),
            particulars,
            head: head(whole, n),
            marking: decided.typed,
            label: decided.label.canonical(),
            settled: decided.settled,
            encloses: enclosed.iter().map(|e| e.id).collect(),
            text: body,
            original,
            words: words(text),
            source_note: whole.given.source_note.clone(),
            footnotes: whole.footnotes.iter().map(footnote).collect(),
            remarks: if n == 0 { whole.remarks.clone() } else { Vec::new() },
            fingerprint: self.registry.0.keys.fingerprint(if n == 0 { &whole.original } else { bytes }),
            file: self.options.into.clone(),
            reading: sheet.reading,
        };
        let follow_up = self.follow_up(&registered, text, &effective);
        self.enter(&stream, &Act::Registered(Box::new(registered)))?;
        for act in follow_up {
            self.enter(&stream, &act)?;
        }
        self.out.streams.push(stream);
        // A cover comes before what it encloses when the papers are named.
        self.out.papers.insert(self.out.papers.len() - enclosed_papers(&self.out, &enclosed), id);
        Ok(Built { id, label: effective })
    }

    fn decide(
        &self,
        whole: &Whole,
        clerk: Option<&str>,
        n: usize,
        particulars: &Particulars,
    ) -> Result<Decided, Refused> {
        let printed = whole.kind == TakenKind::Document;
        marking::decide(
            &self.registry.0.policies,
            &self.order,
            &Stated {
                clerk: clerk.filter(|_| n == 0),
                source_note: whole.given.source_note.as_deref().filter(|_| printed),
                line: whole.given.marking_line.as_deref().filter(|_| printed),
                read: particulars.marking.as_deref(),
            },
        )
    }

    /// The bytes as they came, where the text is not they. With enclosures in them they are sealed
    /// apart, at the join of all, and stay there when an enclosure is detached.
    fn original(
        &mut self,
        whole: &Whole,
        n: usize,
        stream: &NewStream,
        effective: &Label,
        encloses: bool,
    ) -> Result<Option<Body>, Refused> {
        if n > 0 || whole.text_is_original() {
            return Ok(None);
        }
        let vault = &self.registry.0.vault;
        let label = effective.canonical();
        if !encloses {
            return sealing::put_body(vault, &stream.key, stream.stream, &label, &whole.original).map(Some);
        }
        let apart = NewStream::new(self.registry.0.means.ids.id(&[b"original", &stream.stream.0]), &*label);
        let body = sealing::put_body(vault, &apart.key, apart.stream, &label, &whole.original)?;
        self.out.streams.push(apart);
        Ok(Some(body))
    }

    /// What a paper proposes by itself: meetings that it speaks of, and a place in the box of the
    /// principal that its margin names.
    fn follow_up(&self, paper: &Registered, text: &str, effective: &Label) -> Vec<Act> {
        let meetings: Vec<MeetingNoted> = paper
            .reading
            .findings
            .iter()
            .filter_map(|finding| self.meeting(paper, finding, text, effective))
            .collect();
        let put_up = self.put_up(&paper.reading, paper.paper, text, meetings.first().map(|m| m.meeting));
        meetings.into_iter().map(Act::MeetingNoted).chain(put_up.map(Act::PutUp)).collect()
    }

    fn meeting(
        &self,
        paper: &Registered,
        finding: &Finding,
        text: &str,
        effective: &Label,
    ) -> Option<MeetingNoted> {
        if finding.what != What::Meeting(Occasion::Ahead) {
            return None;
        }
        let when = finding.role(RoleName::When)?.when.as_ref()?;
        let date = when.from.filter(|from| when.until == from.tomorrow().ok())?;
        let subject = finding.role(RoleName::Subject).map_or_else(String::new, |r| r.value.clone());
        let label = effective.canonical();
        let clock = when.clock.map(|c| c.to_string()).unwrap_or_default();
        // Two papers of one marking that name the same hour speak of the same meeting.
        let about = if clock.is_empty() { subject.to_lowercase() } else { String::new() };
        let material = [
            &b"meeting"[..],
            label.as_bytes(),
            date.to_string().as_bytes(),
            clock.as_bytes(),
            about.as_bytes(),
        ]
        .concat();
        Some(MeetingNoted {
            meeting: self.registry.found_id(&material),
            date,
            clock: when.clock,
            subject,
            words: finding.evidence.of(text).split_whitespace().collect::<Vec<_>>().join(" "),
            paper: Some(paper.paper),
            label,
            proposed: true,
        })
    }

    fn put_up(&self, reading: &Reading, paper: Id, text: &str, meeting: Option<Id>) -> Option<PutUp> {
        let fields = reading.parts.first()?.fields.iter();
        let mut margin = fields.filter(|f| f.role == FieldRole::PutUp).map(|f| f.span.of(text).trim());
        let principals = self.registry.principals();
        let principal = margin.find_map(|words| {
            principals.iter().find(|post| post.title.eq_ignore_ascii_case(words.trim_end_matches([':', ','])))
        })?;
        Some(PutUp {
            paper,
            principal: principal.post.clone(),
            purpose: Purpose::See,
            meeting,
            note: String::new(),
            proposed: true,
        })
    }

    fn enter(&mut self, stream: &NewStream, act: &Act) -> Result<(), Refused> {
        let draft = sealing::draft(&self.registry.0.keys, stream.stream, &stream.key, &self.done, act)?;
        self.out.drafts.push(draft);
        Ok(())
    }
}

/// What the sheets of one text have in common.
struct Whole {
    kind: TakenKind,
    text: String,
    original: Vec<u8>,
    given: Given,
    footnotes: Vec<chancery_intake::Footnote>,
    remarks: Vec<String>,
    name: String,
}

impl Whole {
    fn text_is_original(&self) -> bool {
        self.kind == TakenKind::Text && self.original == self.text.as_bytes()
    }
}

fn enclosed_papers(out: &Prepared, enclosed: &[Built]) -> usize {
    let first = enclosed.iter().filter_map(|e| out.papers.iter().position(|p| *p == e.id)).min();
    first.map_or(0, |first| out.papers.len() - first)
}

fn head(whole: &Whole, n: usize) -> String {
    match &whole.given.head {
        Some(head) if n == 0 => head.clone(),
        // A file's name says something only where the text has no subject; an enclosure has none.
        _ if n == 0 && whole.kind == TakenKind::Text => whole.name.clone(),
        _ => String::new(),
    }
}

fn not_read(unread: &Unread) -> String {
    format!("an attachment was kept with the original but not read: {} ({})", unread.name, unread.media_type)
}

fn footnote(note: &chancery_intake::Footnote) -> Footnote {
    Footnote { label: note.label.clone(), at: note.at, text: note.text.clone() }
}

fn given_kind(given: &Given, kind: TakenKind) -> Option<Kind> {
    match (given.kind.as_deref().and_then(Kind::from_word), kind) {
        (Some(kind), _) => Some(kind),
        (None, TakenKind::Mail) => Some(Kind::Email),
        (None, _) => None,
    }
}

fn particulars(given: &Given) -> Particulars {
    let parties = |given: &[GivenParty]| given.iter().map(party).collect();
    Particulars {
        from: parties(&given.from),
        to: parties(&given.to),
        copied_to: parties(&given.copied_to),
        date: given.date,
        place: given.place.clone(),
        reference: given.reference.clone(),
        precedence: None,
        subject: given.subject.clone(),
        marking: None,
    }
}

fn party(given: &GivenParty) -> Party {
    Party { name: given.name.clone(), post: given.post.clone(), address: given.address.clone() }
}

impl Registry {
    /// An id that follows from what was found, so that what is found twice is one thing.
    fn found_id(&self, material: &[u8]) -> Id {
        match &self.0.means.ids {
            crate::settings::Ids::Random => self.0.keys.found_id(material),
            derived => derived.id(&[material]),
        }
    }
}

/// Reads a paper that was taken in, with no office to know anybody by.
pub fn read_taken(paper: &TakenPaper) -> Reading {
    let stated = (paper.kind != TakenKind::Text).then_some(&paper.given);
    let context = Context {
        given: stated.map(particulars),
        given_kind: stated.and_then(|given| given_kind(given, paper.kind)),
        day_first: true,
        ..Context::default()
    };
    chancery_reading::read(&paper.text, &context)
}

/// The label of a settled paper, for who settles it by hand.
pub fn typed_label(registry: &Registry, typed: &str) -> Result<Label, Refused> {
    // The registry's own circles may be given by a clerk, never by what came in.
    let mut order = registry.policy_order(None);
    order.push(PolicyId::new(chancery_label::REGISTRY));
    let stated = Stated { clerk: Some(typed), ..Stated::default() };
    let decided = marking::decide(&registry.0.policies, &order, &stated)?;
    parse_label(&decided.label.canonical())
}
