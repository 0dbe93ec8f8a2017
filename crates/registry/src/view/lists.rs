//! The register, and Today.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chancery_office::act::Manner;
use chancery_office::boxes::Mark;
use chancery_office::people::{Admitted, Duty, PostFilled};
use jiff::ZonedDateTime;
use jiff::civil::Date;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::View;
use super::chase_list::OpenNow;
use super::rows::{PaperRow, holding, paper_columns};
use super::undertakings;
use crate::answers::{
    BoxTally, Facet, FirstSteps, Marked, MeetingLine, PaperLine, PostLine, RegisterFilter, RegisterPage,
    Today,
};
use crate::backup::BackedUp;
use crate::label_no::LabelNo;
use crate::refused::Refused;

/// Papers on a page of the register.
pub const PAGE_PAPERS: u32 = 50;
/// Newest papers shown on Today.
const NEWEST_SHOWN: usize = 8;

/// With how many people a registry begins.
const FOUNDERS: usize = 3;
/// Undertakings of one's own shown on Today.
const OWN_SHOWN: u64 = 8;
/// Furthest page that is answered.
pub(super) const PAGE_MAX: u32 = 1_000_000;

impl View {
    /// The register: newest first.
    pub fn register(&self, filter: &RegisterFilter) -> Result<RegisterPage, Refused> {
        self.gate()?.begin()?;
        let (condition, values) = self.condition(filter)?;
        let tally = self.tally(filter, &condition, &values)?;
        let total = tally.iter().map(|one| one.papers).sum();
        let pages = pages(total, PAGE_PAPERS);
        let page = filter.page.clamp(1, pages.max(1));
        // Which papers these are is told by an index alone, however far down the page is.
        let order = format!(
            "SELECT p.row FROM paper p {condition} ORDER BY p.day DESC, p.row DESC LIMIT {PAGE_PAPERS} OFFSET {}",
            u64::from(page - 1) * u64::from(PAGE_PAPERS)
        );
        let rows = self.gate()?.all_of(&order, params_from_iter(&values), |r| r.get::<_, i64>(0))?;
        let rows = rows.into_iter().map(|row| self.row_at(row)).collect::<Result<Vec<_>, _>>()?;
        let papers = self.lines(&rows)?;
        let overall = self.overall_of(&papers, &[])?;
        let answer = RegisterPage {
            by_marking: self.by_marking(&tally)?,
            by_kind: facets(&tally, |one| Some(one.kind.clone())).collect(),
            by_year: facets(&tally, |one| one.year).rev().collect(),
            papers,
            total,
            page,
            pages,
            overall,
        };
        self.show_lines(Manner::Listed, &answer.papers)?;
        Ok(answer)
    }

    pub(super) fn condition(&self, filter: &RegisterFilter) -> Result<(String, Vec<Value>), Refused> {
        let mut parts = vec!["1".to_owned()];
        let mut values = Vec::new();
        let mut with = |sql: &str, value: &str, shape: fn(&str) -> Value| {
            if !value.is_empty() {
                values.push(shape(value));
                parts.push(sql.replace('?', &format!("?{}", values.len())));
            }
        };
        let text = |v: &str| Value::Text(v.to_owned());
        with("p.kind = ?", &filter.kind, text);
        with("p.year = ?", &filter.year, |v| v.parse().map_or(Value::Null, Value::Integer));
        with("p.day >= ?", &filter.since, text);
        with("p.day <= ?", &filter.until, text);
        with("(p.sender LIKE ? ESCAPE '\\' OR p.recipient LIKE ? ESCAPE '\\')", &filter.correspondent, |v| {
            Value::Text(holding(v))
        });
        if !filter.marking.is_empty() {
            let mut places = Vec::new();
            for label in self.labels_of(&filter.marking)? {
                values.push(label.into());
                places.push(format!("?{}", values.len()));
            }
            parts.push(format!("p.label_id IN ({})", places.join(",")));
        }
        Ok((format!("WHERE {}", parts.join(" AND ")), values))
    }

    /// Labels on visible papers whose short form that is.
    fn labels_of(&self, short: &str) -> Result<Vec<LabelNo>, Refused> {
        let all = self.gate()?.all("SELECT DISTINCT label_id FROM tally", [], |r| r.get::<_, LabelNo>(0))?;
        let mut labels = Vec::new();
        for number in all {
            if self.marked(&self.label(number)?).short == short {
                labels.push(number);
            }
        }
        Ok(labels)
    }

    /// By label, kind and year the register is counted already; what else narrows it is looked at paper by paper.
    fn tally(
        &self,
        filter: &RegisterFilter,
        condition: &str,
        values: &[Value],
    ) -> Result<Vec<Tallied>, Refused> {
        let by_paper = [&filter.correspondent, &filter.since, &filter.until];
        let (many, of) = match by_paper.iter().all(|given| given.is_empty()) {
            true => ("sum(p.papers)", "tally"),
            false => ("count(*)", "paper"),
        };
        let sql =
            format!("SELECT p.label_id, p.kind, p.year, {many} FROM {of} p {condition} GROUP BY 1, 2, 3");
        self.gate()?.all_of(&sql, params_from_iter(values), |r| {
            Ok(Tallied { label: r.get(0)?, kind: r.get(1)?, year: r.get(2)?, papers: r.get(3)? })
        })
    }

    fn by_marking(&self, tally: &[Tallied]) -> Result<Vec<Facet>, Refused> {
        let mut of: BTreeMap<String, (String, u64)> = BTreeMap::new();
        for (label, count) in counted(tally, |one| Some(one.label)) {
            let marked = self.marked(&self.label(label)?);
            of.entry(marked.short).or_insert((marked.banner, 0)).1 += count;
        }
        let mut facets: Vec<Facet> =
            of.into_iter().map(|(value, (shown, count))| Facet { value, shown, count }).collect();
        facets.sort_by_key(|facet| Reverse(facet.count));
        Ok(facets)
    }

    /// The posts for which a box is made.
    pub fn principals(&self) -> Result<Vec<PostLine>, Refused> {
        Ok(self.registry.principals().iter().map(|post| self.post_line(post)).collect())
    }

    /// Today, as links.
    pub fn today(&self) -> Result<Today, Refused> {
        let searches =
            self.searches()?.into_iter().filter(|one| one.new.is_some_and(|new| new > 0)).collect();
        // What is owed begins the reading; all else is of the same moment.
        let OpenNow { open: undertakings, overdue, own, own_in_all } = self.open_now(OWN_SHOWN)?;
        let date = self.day_now();
        // Said in figures, so that the planner knows how few are wanted.
        let newest = paper_columns!("ORDER BY p.row DESC LIMIT 8");
        let newest = self.gate()?.all(newest, [], PaperRow::read)?;
        debug_assert!(newest.len() <= NEWEST_SHOWN);
        let unsettled = self
            .reader
            .has(Duty::Register)
            .then(|| self.gate()?.value("SELECT count(*) FROM paper WHERE settled = 0", []))
            .transpose()?;
        let (meetings, newest) = (self.next_meetings(date)?, self.lines(&newest)?);
        let (bring_ups, copies) = (self.up_today()?, self.copied_today()?);
        let (to_clear, labels) = self.drafts_to_clear()?;
        let mut shown = newest.clone();
        shown.extend(bring_ups.lines.iter().map(|line| line.paper.clone()));
        shown.extend(copies.lines.iter().map(|line| line.paper.clone()));
        self.shown_undertakings(&own)?;
        let mut bearing = ids(&shown, &meetings);
        bearing.extend(own.iter().map(|line| line.paper.as_str()));
        let labels = [labels, undertakings::bearing(&own)].concat();
        let answer = Today {
            overall: self.overall_with(&bearing, &labels)?,
            own,
            own_in_all,
            bring_ups,
            copies,
            to_clear,
            date,
            boxes: self.boxes_tallied(date)?,
            searches,
            meetings,
            overdue,
            undertakings,
            unsettled,
            to_approve: self.to_approve()?,
            sitting: self.sitting()?,
            clearances: self.clearances_due(date),
            first_steps: self.first_steps(),
            newest,
        };
        self.show_lines(Manner::Listed, &shown)?;
        Ok(answer)
    }

    /// It tells of people and posts, whom everybody knows, and of no paper.
    fn first_steps(&self) -> Option<FirstSteps> {
        if !self.reader.has(Duty::Keep) {
            return None;
        }
        let (people, standing) = (self.registry.of_office(), self.standing());
        let waits =
            |person: &Admitted| !person.duties.contains(&Duty::Keep) && standing.none_given(&person.person);
        let steps = FirstSteps {
            people: people.len() > FOUNDERS,
            principal: !self.registry.principals().is_empty(),
            cleared: people.len() > FOUNDERS && !people.iter().any(waits),
            backed_up: BackedUp::of(&self.registry.0.places).is_some_and(|last| last.keys.is_some()),
        };
        let FirstSteps { people, principal, cleared, backed_up } = steps;
        (!(people && principal && cleared && backed_up)).then_some(steps)
    }

    fn boxes_tallied(&self, date: Date) -> Result<Vec<BoxTally>, Refused> {
        let tally = |post: PostFilled| {
            let papers = self.gate()?.value(
                "SELECT count(DISTINCT paper) FROM boxed WHERE principal = ?1 AND waits",
                [post.post.as_str()],
            )?;
            let due = self.gate()?.value(
                "SELECT count(*) FROM boxed b WHERE b.principal = ?1 AND b.waits AND b.due <= ?2
                 AND b.n = (SELECT max(o.n) FROM boxed o WHERE o.principal = b.principal AND o.paper = b.paper)",
                [post.post.as_str(), &date.to_string()],
            )?;
            let closes = self.closes(post.post.as_str())?.filter(|closes| !closes.closed);
            let (returned, discuss) = self.came_back_lately(post.post.as_str(), date)?;
            Ok(BoxTally { post: self.post_line(&post), papers, due, returned, discuss, closes })
        };
        self.registry.principals().into_iter().map(tally).collect()
    }

    /// How many papers came back since the last working day began, and of how many the principal would speak; for who
    /// works at that box.
    fn came_back_lately(&self, principal: &str, date: Date) -> Result<(u32, u32), Refused> {
        if self.holds(principal) || !self.reader.has(Duty::PutUp) {
            return Ok((0, 0));
        }
        let day = date.yesterday().map_or(date, |day| self.calendar().comes_up(day));
        let since = self.registry.zone().moment(day.at(0, 0, 0, 0))?.as_millisecond();
        let counted = self.gate()?.first(
            "SELECT count(*), coalesce(sum(k.mark = ?3), 0) FROM boxmark k
             WHERE k.principal = ?1 AND k.mark <> 'taken-out' AND k.at >= ?2
             AND k.n = (SELECT max(o.n) FROM boxmark o WHERE o.principal = k.principal AND o.paper = k.paper)",
            rusqlite::params![principal, since, Mark::Discuss.word()],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?;
        Ok(counted.unwrap_or_default())
    }

    pub(super) fn overall_of(
        &self,
        papers: &[PaperLine],
        meetings: &[MeetingLine],
    ) -> Result<Option<Marked>, Refused> {
        self.overall(&ids(papers, meetings))
    }

    /// The day, where the office is.
    pub(super) fn day_now(&self) -> Date {
        self.now_here().date()
    }

    /// The moment, where the office is.
    pub(super) fn now_here(&self) -> ZonedDateTime {
        self.registry.zone().told(self.registry.now())
    }
}

/// Papers of one label, kind and year.
struct Tallied {
    label: LabelNo,
    kind: String,
    year: Option<i64>,
    papers: u64,
}

fn counted<K: Ord>(tally: &[Tallied], of: impl Fn(&Tallied) -> Option<K>) -> BTreeMap<K, u64> {
    let mut counted = BTreeMap::new();
    for one in tally {
        if let Some(key) = of(one) {
            *counted.entry(key).or_default() += one.papers;
        }
    }
    counted
}

fn facets<K: Ord + ToString>(
    tally: &[Tallied],
    of: impl Fn(&Tallied) -> Option<K>,
) -> impl DoubleEndedIterator<Item = Facet> {
    counted(tally, of).into_iter().map(|(value, count)| {
        let value = value.to_string();
        Facet { shown: value.clone(), value, count }
    })
}

pub(super) fn pages(total: u64, per_page: u32) -> u32 {
    u32::try_from(total.div_ceil(u64::from(per_page))).unwrap_or(u32::MAX)
}

pub(super) fn ids<'l>(papers: &'l [PaperLine], meetings: &'l [MeetingLine]) -> Vec<&'l str> {
    let papers = papers.iter().map(|paper| paper.id.as_str());
    papers.chain(meetings.iter().map(|meeting| meeting.id.as_str())).collect()
}
