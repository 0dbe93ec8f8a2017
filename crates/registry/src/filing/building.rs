//! A source becomes papers, sealed.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use chancery_intake::{Given, TakenKind, TakenPaper};
use chancery_label::{Label, PolicyId};
use chancery_ledger::Draft;
use chancery_office::act::{Act, Body, Done, Registered, words};
use chancery_office::drafts::{DraftMoved, DraftStep};
use chancery_office::id::Id;
use chancery_office::page::{Page, Word};
use chancery_office::reading::{FieldRole, Particulars, Reading};
use chancery_reading::{Context, KnownPerson};
use sha2::{Digest as _, Sha256};

use super::again::bounded;
use super::marking::{self, Decided, Stated};
use super::pages::{self, OnSheet};
use super::sheets::{self, Sheet};
use super::whole::{Whole, given_kind, particulars};
use super::{Options, Prepared, Source, With};
use crate::keys::NewStream;
use crate::refused::Refused;
use crate::registry::{Reader, Registry};
use crate::view::View;
use crate::{sealing, store};

struct Build<'r> {
    registry: &'r Registry,
    view: &'r View,
    options: &'r Options,
    with: &'r With,
    order: Vec<PolicyId>,
    in_hand: &'r Mutex<HashSet<String>>,
    done: Done,
    out: Prepared,
}

/// A paper built, with what it encloses: the label that it bears, and the entries, covers first.
struct Built {
    label: Label,
    papers: Vec<Id>,
    drafts: Vec<Draft>,
}

impl Registry {
    pub(super) fn prepare(
        &self,
        view: &View,
        source: Source,
        (options, with): (&Options, &With),
        in_hand: &Mutex<HashSet<String>>,
    ) -> Result<Prepared, Refused> {
        let name = source.name();
        let taken = self.take(source)?;
        let order = self.policy_order(options.policy.as_ref());
        let out = Prepared {
            name: name.clone(),
            papers: Vec::new(),
            held: Vec::new(),
            turned_away: Vec::new(),
            remarks: taken.notes,
            streams: Vec::new(),
            drafts: Vec::new(),
            fingerprints: Vec::new(),
        };
        let done = self.done(view.person());
        let mut build = Build { registry: self, view, options, with, order, in_hand, done, out };
        for paper in taken.papers {
            build.out.remarks.extend(paper.notes.iter().cloned());
            if let Err(refused) = build.outermost(paper, &name) {
                build.out.let_go(in_hand);
                return Err(refused);
            }
        }
        Ok(build.out)
    }

    /// Bytes to text. Plain text is decoded and nothing else; whatever needs a parser goes to the worker.
    fn take(&self, source: Source) -> Result<chancery_intake::Taken, Refused> {
        let limits = self.0.worker.limits();
        let read = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            chancery_intake::read_file(path, limits).map(|bytes| (name, bytes))
        };
        let worker = &self.0.worker;
        let taken = match source {
            Source::Bytes(name, bytes) => worker.take(&name, bytes),
            Source::Path(path) => read(&path).and_then(|(name, bytes)| worker.take(&name, bytes)),
            Source::Together(paths) => {
                let files: Result<Vec<_>, _> = paths.iter().map(|path| read(path)).collect();
                files.and_then(|files| chancery_intake::take_together(worker, files))
            }
            Source::TogetherBytes(files) => chancery_intake::take_together(worker, files),
        };
        taken.map_err(invalid)
    }

    fn policy_order(&self, first: Option<&PolicyId>) -> Vec<PolicyId> {
        let in_force = &self.0.settings.policies;
        first.into_iter().chain(in_force.iter().filter(|id| Some(*id) != first)).cloned().collect()
    }

    /// What the reading knows before it reads.
    pub(crate) fn reading_context(&self, given: Option<(&Given, TakenKind)>) -> Context {
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
            settled: None,
            day_first: self.0.settings.day_first,
            people: known.collect(),
        }
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn invalid(refusal: chancery_intake::Refusal) -> Refused {
    Refused::Invalid(refusal.to_string())
}

impl Build<'_> {
    fn outermost(&mut self, mut paper: TakenPaper, name: &str) -> Result<(), Refused> {
        if let Some(given) = &self.with.given {
            paper.given = given.clone();
        }
        let fingerprint = self.registry.0.keys.fingerprint(&paper.original);
        if let Some((held, turned_away)) = self.view.held(&fingerprint)? {
            let known = if turned_away { &mut self.out.turned_away } else { &mut self.out.held };
            known.push(held);
            return Ok(());
        }
        let new = self.in_hand.lock().unwrap_or_else(PoisonError::into_inner).insert(fingerprint.clone());
        if new {
            self.out.fingerprints.push(fingerprint);
        } else {
            self.out.remarks.push("the same bytes come twice in this filing; they were entered once".into());
            return Ok(());
        }
        let built = self.paper(paper, name, self.options.marking.as_deref(), None)?;
        self.out.papers.extend(built.papers);
        self.out.drafts.extend(built.drafts);
        Ok(())
    }

    /// Builds a paper and what it encloses: enclosures first, since a cover bears what they bear.
    fn paper(
        &mut self,
        paper: TakenPaper,
        name: &str,
        clerk: Option<&str>,
        within: Option<Id>,
    ) -> Result<Built, Refused> {
        let states = paper.kind.states() || self.with.given.is_some();
        let stated = states.then_some((&paper.given, paper.kind));
        let reading = bounded(chancery_reading::read(&paper.text, &self.registry.reading_context(stated)));
        let sheets = match paper.kind {
            TakenKind::Text | TakenKind::Pages => sheets::cut(paper.text.len(), reading),
            _ => vec![Sheet { start: 0, end: paper.text.len(), enclosed_in: None, reading }],
        };
        let (mut whole, enclosures) = Whole::new(paper, name);
        let ids: Vec<Id> = (0..).zip(&sheets).map(|(n, sheet)| self.paper_id(&whole, sheet, n)).collect();
        let mut waiting: Vec<Vec<Built>> = sheets.iter().map(|_| Vec::new()).collect();
        for enclosure in enclosures {
            waiting[0].push(self.paper(enclosure, name, None, Some(ids[0]))?);
        }
        for (n, sheet) in sheets.into_iter().enumerate().rev() {
            let cover = sheet.enclosed_in;
            let enclosed = std::mem::take(&mut waiting[n]);
            let place = Place { id: ids[n], n, within: cover.map(|c| ids[c]).or(within) };
            let built = self.sheet(&mut whole, sheet, &place, clerk, enclosed)?;
            match cover {
                // What comes last in the text was built first.
                Some(cover) => waiting[cover].insert(0, built),
                None => return Ok(built),
            }
        }
        Err(Refused::Damaged("a text has no first sheet".into()))
    }

    fn paper_id(&self, whole: &Whole, sheet: &Sheet, n: u32) -> Id {
        let digest: [u8; 32] = Sha256::digest(whole.bytes_of(sheet)).into();
        let by = self.done.by.as_str().as_bytes();
        self.registry.0.means.ids.id(&[b"paper", by, &digest, &n.to_be_bytes()])
    }

    fn sheet(
        &mut self,
        whole: &mut Whole,
        sheet: Sheet,
        place: &Place,
        clerk: Option<&str>,
        enclosed: Vec<Built>,
    ) -> Result<Built, Refused> {
        let Place { id, n, within } = *place;
        let first = n == 0;
        let on_sheet = pages::on_sheet(&mut whole.pages, &sheet, whole.text.len());
        let whole = &*whole;
        let text = whole.text_of(&sheet);
        let part = sheet.reading.parts.first();
        let kind = part.map(|p| p.kind).unwrap_or_default();
        let particulars = part.map_or_else(|| particulars(&whole.given), |p| p.particulars.clone());
        let decided = self.decide(whole, &sheet, clerk.filter(|_| first), &enclosed)?;
        let names_it_alone = enclosed.is_empty() || whole.given.head.is_some();
        let headed = names_it_alone && (whole.given.head.is_some() || !names_itself(&particulars));
        let (own, bears) = (decided.label.canonical(), join(&decided.label, &enclosed));
        let with = if first { self.with.clone() } else { With::default() };
        let bears = with.encloses.iter().fold(bears, |all, (_, label)| all.join(label));
        let stream = NewStream::new(id, bears.canonical());
        let vault = &self.registry.0.vault;
        let body = sealing::put_body(vault, &stream.key, id, &own, text.as_bytes())?;
        self.registry.0.desk.lay(body.digest.clone(), text.to_owned());
        let original =
            if first { self.original(whole, &stream, &bears, !enclosed.is_empty())? } else { None };
        let (pages, layout) = self.pages(on_sheet, &stream, &own, original.as_ref())?;
        let bytes = if first { &whole.original[..] } else { text.as_bytes() };
        let registered = Registered {
            paper: id,
            kind,
            particulars,
            head: if first && headed { whole.head() } else { String::new() },
            came_with: if first && !headed { whole.came_with(names_it_alone) } else { String::new() },
            marking: decided.typed,
            label: own,
            settled: decided.settled,
            bears: bears.canonical(),
            enclosed_in: within,
            text: body,
            original,
            pages,
            layout,
            words: words(text),
            source_note: whole.given.source_note.clone(),
            footnotes: whole.footnotes(),
            remarks: whole.remarks(&sheet).into_iter().chain(decided.lowered).collect(),
            fingerprint: self.registry.0.keys.fingerprint(bytes),
            file: self.options.into.clone(),
            reading: sheet.reading,
            came: self.options.came,
        };
        let follows = with.follows.as_ref().map(|follows| follows(&registered, text)).transpose()?;
        // What waits in the in-tray proposes nothing before it is settled.
        let follow_up = match self.options.came {
            None => self.registry.follow_up(&registered, text, &bears, &decided.label),
            Some(_) => Vec::new(),
        };
        let acts = std::iter::once(Act::Registered(Box::new(registered))).chain(follow_up);
        let drafts: Result<Vec<Draft>, Refused> = acts.map(|act| self.draft(&stream, &act)).collect();
        let (mut papers, mut drafts) = (vec![id], drafts?);
        drafts.extend(self.entered_with(id, &stream, &with, &follows.unwrap_or_default())?);
        self.out.streams.push(stream);
        for built in enclosed {
            papers.extend(built.papers);
            drafts.extend(built.drafts);
        }
        Ok(Built { label: bears, papers, drafts })
    }

    /// What is entered with a paper that was written here.
    fn entered_with(
        &self,
        paper: Id,
        stream: &NewStream,
        with: &With,
        follows: &[Act],
    ) -> Result<Vec<Draft>, Refused> {
        let enclosed = with.encloses.iter().map(|(one, _)| Act::Enclosed { cover: paper, paper: *one });
        let told = with.tells_of.map(|meeting| Act::ReadOutMade { meeting, paper });
        let own = enclosed.chain(told).chain(follows.iter().cloned()).map(|act| self.draft(stream, &act));
        let mut drafts = own.collect::<Result<Vec<_>, Refused>>()?;
        if let Some((draft, version)) = with.signs {
            let keys = &self.registry.0.keys;
            let signed = DraftMoved { draft, version, step: DraftStep::Signed { paper } };
            let key = keys.stream(version)?;
            drafts.push(sealing::draft(keys, version, &key, &self.done, &Act::DraftMoved(signed))?);
        }
        Ok(drafts)
    }

    fn decide(
        &self,
        whole: &Whole,
        sheet: &Sheet,
        clerk: Option<&str>,
        enclosed: &[Built],
    ) -> Result<Decided, Refused> {
        let printed = whole.kind == TakenKind::Document;
        let stated = Stated {
            clerk,
            source_note: whole.given.source_note.as_deref().filter(|_| printed),
            line: whole.given.marking_line.as_deref().filter(|_| printed),
            read: markings(sheet, whole.text_of(sheet)),
        };
        let policies = &self.registry.0.policies;
        // The registry's own circles may be given by a clerk, never by what came in.
        let mut order = self.order.clone();
        order.extend(clerk.map(|_| PolicyId::new(chancery_label::REGISTRY)));
        let mut decided = marking::decide(policies, &order, &stated)?;
        if clerk.is_some() {
            decided.label = self.registry.with_known_circles(self.view.who_reads(), &decided.label)?;
            decided.lowered = self.lowered(&decided.label, &stated)?;
        }
        let bears = join(&decided.label, enclosed);
        if decided.covers.as_ref().is_none_or(|covers| bears.dominates(covers)) {
            return Ok(decided);
        }
        // It says that it covers more than came with it: its own words may be what is so marked.
        Ok(Decided { label: policies.top(), settled: false, ..decided })
    }

    /// What was written here bears what its portions do; what came in, no less than it says without a reason.
    fn lowered(&self, given: &Label, stated: &Stated<'_>) -> Result<Option<String>, Refused> {
        let policies = &self.registry.0.policies;
        match marking::says(policies, &self.order, stated).filter(|_| self.with.given.is_none()) {
            Some(says) => marking::lowered(policies, (given, &says.label), &self.options.reason),
            None => Ok(None),
        }
    }

    /// The bytes as they came, where the text is not they. With enclosures in them they are sealed
    /// apart, at the join of all, and bear that also when an enclosure is detached; with attachments that
    /// nobody has read, the top.
    fn original(
        &mut self,
        whole: &Whole,
        stream: &NewStream,
        effective: &Label,
        encloses: bool,
    ) -> Result<Option<Body>, Refused> {
        if whole.text_is_original() {
            return Ok(None);
        }
        let vault = &self.registry.0.vault;
        let unread = whole.unread > 0;
        let label = if unread { self.registry.0.policies.top() } else { effective.clone() }.canonical();
        if !encloses && !unread {
            return sealing::put_body(vault, &stream.key, stream.stream, &label, &whole.original).map(Some);
        }
        let apart = NewStream::new(self.registry.0.means.ids.id(&[b"original", &stream.stream.0]), &*label);
        let body = sealing::put_body(vault, &apart.key, apart.stream, &label, &whole.original)?;
        self.out.streams.push(apart);
        Ok(Some(body))
    }

    /// Seals the pictures of pages, and where the words stand on them. A page that shows another paper too is
    /// sealed with the bytes as they came.
    fn pages(
        &self,
        on_sheet: Vec<OnSheet>,
        stream: &NewStream,
        own: &str,
        original: Option<&Body>,
    ) -> Result<(Vec<Page>, Option<Body>), Refused> {
        if on_sheet.is_empty() {
            return Ok((Vec::new(), None));
        }
        let vault = &self.registry.0.vault;
        let words: Vec<&[Word]> = on_sheet.iter().map(|page| &page.words[..]).collect();
        let layout = serde_json::to_vec(&words).map_err(store::json)?;
        let layout = sealing::put_body(vault, &stream.key, stream.stream, own, &layout)?;
        let apart = original.and_then(|o| Some((self.out.streams.iter().find(|s| s.stream == o.stream)?, o)));
        let seal = |page: OnSheet| {
            let (under, label) = match apart {
                Some((apart, original)) if !page.whole => (apart, original.label.as_str()),
                _ => (stream, own),
            };
            let put = |png: &Vec<u8>| sealing::put_body(vault, &under.key, under.stream, label, png);
            let picture = page.picture.as_ref().filter(|_| page.whole || apart.is_some()).map(put);
            Ok(Page { picture: picture.transpose()?, ..page.page })
        };
        Ok((on_sheet.into_iter().map(seal).collect::<Result<_, Refused>>()?, Some(layout)))
    }

    fn draft(&self, stream: &NewStream, act: &Act) -> Result<Draft, Refused> {
        sealing::draft(&self.registry.0.keys, stream.stream, &stream.key, &self.done, act)
    }
}

/// The words of every marking on a sheet: what the reading makes of each part's, and each as it stands.
fn markings<'t>(sheet: &'t Sheet, text: &'t str) -> Vec<&'t str> {
    let parts = &sheet.reading.parts;
    let made_of = parts.iter().filter_map(|part| part.particulars.marking.as_deref());
    let fields = parts.iter().flat_map(|part| &part.fields);
    let standing = fields.filter(|f| f.role == FieldRole::Marking).map(|f| f.span.of(text));
    made_of.chain(standing).collect()
}

/// Whether a paper without a subject says who wrote it or to whom, by which it is better known than by its file's name.
fn names_itself(particulars: &Particulars) -> bool {
    let told = !particulars.from.is_empty() || !particulars.to.is_empty();
    told && particulars.subject.as_deref().is_none_or(|subject| subject.trim().is_empty())
}

fn join(own: &Label, enclosed: &[Built]) -> Label {
    enclosed.iter().fold(own.clone(), |label, enclosed| label.join(&enclosed.label))
}

/// Which paper a sheet becomes, and under which cover.
struct Place {
    id: Id,
    n: usize,
    within: Option<Id>,
}

/// Reads a paper that was taken in, with no office to know anybody by.
pub fn read_taken(paper: &TakenPaper) -> Reading {
    let stated = paper.kind.states().then_some(&paper.given);
    let context = Context {
        given: stated.map(particulars),
        given_kind: stated.and_then(|given| given_kind(given, paper.kind)),
        day_first: true,
        ..Context::default()
    };
    chancery_reading::read(&paper.text, &context)
}

/// The label that somebody gives by hand: one that his own clearance opens.
pub fn typed_label(registry: &Registry, by: &Reader, typed: &str) -> Result<Label, Refused> {
    // The registry's own circles may be given by a clerk, never by what came in.
    let mut order = registry.policy_order(None);
    order.push(PolicyId::new(chancery_label::REGISTRY));
    let stated = Stated { clerk: Some(typed), ..Stated::default() };
    let decided = marking::decide(&registry.0.policies, &order, &stated)?;
    if decided.covers.is_some() {
        return Err(Refused::Invalid(
            "say what it bears by itself; what it covers follows from what is enclosed in it".into(),
        ));
    }
    if !decided.settled {
        return Err(Refused::Invalid("that is not a marking that settles anything".into()));
    }
    let label = registry.with_known_circles(by, &decided.label)?;
    if !by.clearance.opens(&label) {
        return Err(Refused::Invalid("a marking above your own clearance cannot be given".into()));
    }
    Ok(label)
}
