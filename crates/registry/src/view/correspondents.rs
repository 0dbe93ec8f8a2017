//! Correspondents: people outside the office, known to everybody in it.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use chancery_intake::{Card, CardPost};
use chancery_office::act::{Act, Manner};
use chancery_office::id::Id;
use chancery_office::people::Duty;
use chancery_office::people::{CorrespondentKept, PostHeld};
use jiff::civil::Date;

use super::View;
use super::acts::bounded;
use super::knowing::state_of;
use super::lists::pages;
use super::rows::{PaperRow, holding, paper_columns};
use crate::answers::{CardsTaken, CorrespondentLine, CorrespondentPage, CorrespondentsPage, HeldLine};
use crate::limits::{CORRESPONDENT_CHARS_MAX, SOUGHT_CHARS_MAX};
use crate::projection::Correspondents;
use crate::refused::Refused;
use crate::sealing;
use crate::sides::{names, surname};

/// Correspondents on a page.
const PAGE_LINES: u32 = 50;
/// Names, posts and addresses of one correspondent.
const VALUES_MAX: usize = 50;
/// Papers from him or to him that his page names, the latest.
const PAPERS_SHOWN: u32 = 10;
/// Those of a like name that a page names.
const ALIKE_SHOWN: usize = 10;
impl View {
    /// Correspondents, by name; only those whose name or post holds these words.
    pub fn correspondents(&self, words: &str, page: u32) -> Result<CorrespondentsPage, Refused> {
        let words: String = words.trim().chars().take(SOUGHT_CHARS_MAX).collect();
        let today = self.day_now();
        let known = self.known_correspondents();
        let fits = |kept: &&CorrespondentKept| {
            let posts = kept.posts.iter().map(|held| &held.post);
            let all = std::iter::once(&kept.name).chain(&kept.aliases).chain(posts);
            let wanted = words.to_lowercase();
            all.into_iter().any(|one| one.to_lowercase().contains(&wanted))
        };
        let mut lines: Vec<CorrespondentLine> =
            known.unmerged().filter(fits).map(|kept| line(kept, today)).collect();
        lines.sort_by(|a, b| (sorted_by(&a.name), &a.id).cmp(&(sorted_by(&b.name), &b.id)));
        let total = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let all = pages(total.into(), PAGE_LINES).max(1);
        let page = page.clamp(1, all);
        let from = (page - 1).saturating_mul(PAGE_LINES);
        let lines = lines.into_iter().skip(from as usize).take(PAGE_LINES as usize).collect();
        Ok(CorrespondentsPage {
            lines,
            total,
            words,
            page,
            pages: all,
            may_keep: self.reader.has(Duty::Register),
        })
    }

    pub(super) fn known_correspondents(&self) -> Arc<Correspondents> {
        self.registry.0.pulse.correspondents.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A correspondent.
    pub fn correspondent(&self, id: &str) -> Result<CorrespondentPage, Refused> {
        let (known, today) = (self.known_correspondents(), self.day_now());
        let id: Id = id.parse().map_err(|_| Refused::Absent)?;
        let kept = known.get(id).ok_or(Refused::Absent)?;
        let of = |id: Id| known.get(id).map(|kept| line(kept, today));
        let last = surname(&kept.name);
        let alike = known.unmerged().filter(|other| other.correspondent != id);
        let alike = alike.filter(|other| last.is_some() && surname(&other.name) == last);
        let rows = self.papers_of(&kept.name)?;
        let papers = self.lines(&rows)?;
        self.show_lines(Manner::Listed, &papers)?;
        Ok(CorrespondentPage {
            aliases: kept.aliases.clone(),
            held: kept.posts.iter().map(held_line).collect(),
            salutation: kept.salutation.clone(),
            mail: kept.mail.clone(),
            merged: known.merged_into(id).filter_map(of).collect(),
            into: known.known_as(id).and_then(of),
            alike: alike.take(ALIKE_SHOWN).map(|other| line(other, today)).collect(),
            overall: self.overall_of(&papers, &[])?,
            papers,
            may_keep: self.reader.has(Duty::Register),
            state: state_of(kept)?,
            line: line(kept, today),
        })
    }

    /// What is kept of a correspondent, or, where none is named, of all; for cards that others read.
    pub fn cards(&self, id: &str) -> Result<Vec<CorrespondentKept>, Refused> {
        let known = self.known_correspondents();
        if !id.is_empty() {
            let id: Id = id.parse().map_err(|_| Refused::Absent)?;
            return Ok(vec![known.get(id).cloned().ok_or(Refused::Absent)?]);
        }
        let mut all: Vec<CorrespondentKept> = known.unmerged().cloned().collect();
        all.sort_by_cached_key(|kept| (sorted_by(&kept.name), kept.correspondent));
        Ok(all)
    }

    fn papers_of(&self, name: &str) -> Result<Vec<PaperRow>, Refused> {
        let Some(last) = surname(name) else { return Ok(Vec::new()) };
        self.gate()?.all(
            paper_columns!(
                "WHERE p.sender LIKE ?1 ESCAPE '\\' OR p.recipient LIKE ?1 ESCAPE '\\'
                 ORDER BY p.day IS NULL, p.day DESC, p.row DESC LIMIT ?2"
            ),
            rusqlite::params![holding(&last), PAPERS_SHOWN],
            PaperRow::read,
        )
    }

    /// Keeps a correspondent: a new one, or one that is known as he is now; answers his id.
    pub fn keep_correspondent(&self, id: &str, wanted: &CorrespondentKept) -> Result<String, Refused> {
        self.reader.must(Duty::Register)?;
        let kept = checked(wanted)?;
        if let Some(no_address) = kept.mail.iter().find(|mail| !mail.contains('@')) {
            return Err(Refused::Invalid(format!(
                "`{no_address}` is no address of mail: one has an @ in it"
            )));
        }
        let _deciding = self.registry.decide();
        let known = (!id.is_empty()).then(|| id.parse::<Id>().map_err(|_| Refused::Absent)).transpose()?;
        let correspondent = match known {
            Some(id) => {
                let known = self.known_correspondents();
                let stands = known.get(id).ok_or(Refused::Absent)?;
                self.must_have_known(stands)?;
                stands.correspondent
            }
            None if self.kept_already(&kept) => {
                return Err(Refused::Conflict(
                    "a correspondent of that name and those posts is kept already".into(),
                ));
            }
            None => self.new_correspondent(&kept.name),
        };
        let act = Act::CorrespondentKept(CorrespondentKept { correspondent, ..kept });
        self.registry.act(sealing::OFFICE, self.person(), &act)?;
        Ok(correspondent.to_string())
    }

    fn kept_already(&self, wanted: &CorrespondentKept) -> bool {
        let known = self.known_correspondents();
        known.unmerged().any(|kept| kept.name == wanted.name && kept.posts == wanted.posts)
    }

    fn new_correspondent(&self, name: &str) -> Id {
        let now = self.registry.now().as_millisecond().to_be_bytes();
        self.registry.new_id(&[b"correspondent", name.as_bytes(), &now])
    }

    /// Says that two entries are one person; the second is found under the first from then on.
    pub fn merge_correspondents(&self, into: &str, from: &str) -> Result<(), Refused> {
        self.reader.must(Duty::Register)?;
        let _deciding = self.registry.decide();
        let (into, from, known) = self.two(into, from)?;
        if into == from || known.known_as(into).is_some() || known.known_as(from).is_some() {
            return Err(Refused::Conflict("one of the two is merged already, or both are one entry".into()));
        }
        self.registry.act(sealing::OFFICE, self.person(), &Act::CorrespondentsMerged { into, from })
    }

    /// Says that they are two after all.
    pub fn part_correspondents(&self, into: &str, from: &str) -> Result<(), Refused> {
        self.reader.must(Duty::Register)?;
        let _deciding = self.registry.decide();
        let (into, from, known) = self.two(into, from)?;
        if known.known_as(from) != Some(into) {
            return Err(Refused::Conflict("the two are not merged".into()));
        }
        self.registry.act(sealing::OFFICE, self.person(), &Act::CorrespondentsParted { into, from })
    }

    fn two(&self, into: &str, from: &str) -> Result<(Id, Id, Arc<Correspondents>), Refused> {
        let known = self.known_correspondents();
        let of =
            |id: &str| id.parse::<Id>().ok().filter(|id| known.get(*id).is_some()).ok_or(Refused::Absent);
        Ok((of(into)?, of(from)?, known))
    }

    /// Takes correspondents in from a file of cards; one of a name that is known learns what the file knows more.
    pub fn take_cards(&self, name: &str, bytes: &[u8]) -> Result<CardsTaken, Refused> {
        self.reader.must(Duty::Register)?;
        let held = self.registry.0.worker.cards(name, bytes);
        let held = held.map_err(|refusal| Refused::Invalid(refusal.to_string()))?;
        let _deciding = self.registry.decide();
        let known = self.known_correspondents();
        let mut by_name: BTreeMap<String, CorrespondentKept> =
            known.unmerged().map(|kept| (kept.name.to_lowercase(), kept.clone())).collect();
        let (mut taken, mut acts) = (CardsTaken { notes: held.notes, ..CardsTaken::default() }, Vec::new());
        for card in held.cards {
            let before = by_name.get(&card.name.to_lowercase());
            let after = self.learnt(before, &card)?;
            match before {
                None => taken.kept += 1,
                Some(before) if *before == after => {
                    taken.known += 1;
                    continue;
                }
                Some(_) => taken.changed += 1,
            }
            acts.push(Act::CorrespondentKept(after.clone()));
            by_name.insert(after.name.to_lowercase(), after);
        }
        if !acts.is_empty() {
            self.registry.acts(sealing::OFFICE, self.person(), &acts)?;
        }
        Ok(taken)
    }

    fn learnt(&self, before: Option<&CorrespondentKept>, card: &Card) -> Result<CorrespondentKept, Refused> {
        let mut kept = before.cloned().unwrap_or_else(|| CorrespondentKept {
            correspondent: self.new_correspondent(&card.name),
            name: card.name.clone(),
            ..CorrespondentKept::default()
        });
        let news: Vec<PostHeld> =
            card.posts.iter().filter_map(|post| told_of(&mut kept.posts, post)).collect();
        kept.posts.splice(0..0, news);
        for (known, more) in [(&mut kept.aliases, &card.aliases), (&mut kept.mail, &card.mail)] {
            let new: Vec<String> = more.iter().filter(|one| !known.contains(one)).cloned().collect();
            known.extend(new);
        }
        if kept.salutation.is_empty() {
            kept.salutation.clone_from(&card.salutation);
        }
        checked(&kept)
    }

    /// The posts that a correspondent of that surname held on a day.
    pub(super) fn posts_known(&self, side: &str, day: Date) -> Vec<String> {
        let known = self.registry.0.pulse.correspondents.read().unwrap_or_else(PoisonError::into_inner);
        let his = known.unmerged().filter(|kept| names(&kept.name, side));
        let posts = his.flat_map(|kept| kept.posts.iter().filter(|held| held.on(day)));
        posts.map(|held| held.post.clone()).collect()
    }
}

/// A post that was not known; of one that was known without days, the days are learnt.
fn told_of(known: &mut [PostHeld], told: &CardPost) -> Option<PostHeld> {
    let held = PostHeld { post: told.post.clone(), from: told.from, until: told.until };
    let undated = |held: &PostHeld| held.from.is_none() && held.until.is_none();
    let same = |one: &&mut PostHeld| one.post == held.post;
    if known.contains(&held) || (undated(&held) && known.iter_mut().any(|one| same(&one))) {
        return None;
    }
    match known.iter_mut().filter(same).find(|one| undated(one)) {
        None => Some(held),
        Some(one) => {
            *one = held;
            None
        }
    }
}

fn line(kept: &CorrespondentKept, today: Date) -> CorrespondentLine {
    let posts = kept.posts.iter().filter(|held| held.on(today)).map(|held| held.post.clone());
    CorrespondentLine { id: kept.correspondent.to_string(), name: kept.name.clone(), posts: posts.collect() }
}

fn held_line(held: &PostHeld) -> HeldLine {
    HeldLine { post: held.post.clone(), from: held.from, until: held.until }
}

/// By surname, as a list of people is sorted.
fn sorted_by(name: &str) -> (String, String) {
    (surname(name).unwrap_or_default().to_lowercase(), name.to_lowercase())
}

fn checked(wanted: &CorrespondentKept) -> Result<CorrespondentKept, Refused> {
    let field = |words: &str, what: &str| {
        bounded(&words.split_whitespace().collect::<Vec<_>>().join(" "), CORRESPONDENT_CHARS_MAX, what)
    };
    let several = |all: &[String], what: &str| {
        let all = all.iter().map(|one| field(one, what)).collect::<Result<Vec<_>, _>>()?;
        Ok::<_, Refused>(all.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>())
    };
    let name = field(&wanted.name, "a name")?;
    if name.is_empty() {
        return Err(Refused::Invalid("a correspondent has a name: write it".into()));
    }
    let (aliases, mail) = (several(&wanted.aliases, "a name")?, several(&wanted.mail, "an address")?);
    let posts =
        wanted.posts.iter().map(|held| Ok(PostHeld { post: field(&held.post, "a post")?, ..held.clone() }));
    let posts = posts.collect::<Result<Vec<_>, Refused>>()?;
    let posts: Vec<PostHeld> = posts.into_iter().filter(|held| !held.post.is_empty()).collect();
    if posts.iter().any(|held| held.until.is_some() && held.until < held.from) {
        return Err(Refused::Invalid("a post ends before it begins".into()));
    }
    if [aliases.len(), mail.len(), posts.len()].into_iter().any(|many| many > VALUES_MAX) {
        return Err(Refused::Invalid(format!(
            "at most {VALUES_MAX} names, posts and addresses are kept of one"
        )));
    }
    let salutation = field(&wanted.salutation, "how a letter begins")?;
    Ok(CorrespondentKept { correspondent: wanted.correspondent, name, aliases, posts, salutation, mail })
}
