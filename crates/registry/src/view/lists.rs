//! The register, boxes, and Today.

use chancery_office::act::{Duty, Manner, Purpose};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::View;
use super::rows::{PaperRow, holding, paper_columns};
use crate::answers::{
    BoxItem, BoxPage, BoxSection, Facet, Marked, MeetingLine, PaperLine, PostLine, RegisterFilter,
    RegisterPage, Today,
};
use crate::refused::Refused;

/// Papers on a page of the register.
pub const PAGE_PAPERS: u32 = 50;
/// Words that a principal reads in a minute.
const WORDS_PER_MINUTE: u32 = 230;
/// Newest papers shown on Today.
const NEWEST_SHOWN: u32 = 8;
/// Furthest page that is answered.
const PAGE_MAX: u32 = 1_000_000;

impl View {
    /// The register: newest first.
    pub fn register(&self, filter: &RegisterFilter) -> Result<RegisterPage, Refused> {
        self.gate()?.begin()?;
        let (condition, values) = self.condition(filter)?;
        let gate = self.gate()?;
        let total: u64 =
            gate.value(&format!("SELECT count(*) FROM paper p {condition}"), params_from_iter(&values))?;
        let page = filter.page.clamp(1, PAGE_MAX);
        let order = format!(
            "{condition} ORDER BY p.day IS NULL, p.day DESC, p.row DESC LIMIT {PAGE_PAPERS} OFFSET {}",
            u64::from(page - 1) * u64::from(PAGE_PAPERS)
        );
        let sql = format!("{}{order}", paper_columns!(""));
        let rows = gate.all_of(&sql, params_from_iter(&values), PaperRow::read)?;
        let papers = self.lines(&rows)?;
        let overall = self.overall_of(&papers, &[])?;
        let answer = RegisterPage {
            by_marking: self.by_marking(&condition, &values)?,
            by_kind: self.facet("p.kind", "1", &condition, &values)?,
            by_year: self.facet("p.year", "1 DESC", &condition, &values)?,
            papers,
            total,
            page,
            pages: pages(total, PAGE_PAPERS),
            overall,
        };
        self.show_lines(Manner::Listed, &answer.papers)?;
        Ok(answer)
    }

    fn condition(&self, filter: &RegisterFilter) -> Result<(String, Vec<Value>), Refused> {
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
            let labels = self.labels_of(&filter.marking)?;
            parts.push(format!("p.label_id IN ({})", labels.join(",")));
        }
        Ok((format!("WHERE {}", parts.join(" AND ")), values))
    }

    /// Labels on visible papers whose short form that is.
    fn labels_of(&self, short: &str) -> Result<Vec<String>, Refused> {
        let rows = self.gate()?.all("SELECT DISTINCT label_id FROM paper", [], |r| r.get::<_, i64>(0))?;
        let mut labels = Vec::new();
        for row in rows {
            if self.marked(&self.label(row)?).short == short {
                labels.push(row.to_string());
            }
        }
        Ok(labels)
    }

    fn by_marking(&self, condition: &str, values: &[Value]) -> Result<Vec<Facet>, Refused> {
        let sql = format!("SELECT p.label_id, count(*) FROM paper p {condition} GROUP BY 1");
        let rows = self
            .gate()?
            .all_of(&sql, params_from_iter(values), |r| Ok((r.get::<_, i64>(0)?, r.get::<_, u64>(1)?)))?;
        let mut facets: Vec<Facet> = Vec::new();
        for (label, count) in rows {
            let marked = self.marked(&self.label(label)?);
            match facets.iter_mut().find(|f| f.value == marked.short) {
                Some(facet) => facet.count += count,
                None => facets.push(Facet { value: marked.short, shown: marked.banner, count }),
            }
        }
        facets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        Ok(facets)
    }

    fn facet(
        &self,
        column: &str,
        order: &str,
        condition: &str,
        values: &[Value],
    ) -> Result<Vec<Facet>, Refused> {
        let sql = format!(
            "SELECT {column}, count(*) FROM paper p {condition} AND {column} IS NOT NULL GROUP BY 1 ORDER BY {order}"
        );
        self.gate()?.all_of(&sql, params_from_iter(values), |r| {
            let value = match r.get::<_, Value>(0)? {
                Value::Integer(year) => year.to_string(),
                Value::Text(word) => word,
                _ => String::new(),
            };
            Ok(Facet { shown: value.clone(), value, count: r.get(1)? })
        })
    }

    /// The posts for which a box is made.
    pub fn principals(&self) -> Result<Vec<PostLine>, Refused> {
        Ok(self.registry.principals().iter().map(|post| self.post_line(post)).collect())
    }

    /// The box of a principal's post.
    pub fn box_of(&self, principal: &str) -> Result<BoxPage, Refused> {
        let posts = self.registry.principals();
        let post = posts.iter().find(|p| p.post.as_str() == principal).ok_or(Refused::Absent)?;
        self.gate()?.begin()?;
        let items = self.box_items(principal)?;
        let words = items.iter().map(|(_, item)| item.paper.words).sum();
        let papers = u32::try_from(items.len()).unwrap_or(u32::MAX);
        let shown: Vec<_> = items.iter().map(|(_, item)| item.paper.clone()).collect();
        let meetings: Vec<_> = items.iter().filter_map(|(_, item)| item.meeting.clone()).collect();
        let overall = self.overall_of(&shown, &meetings)?;
        let sections = Purpose::ALL.into_iter().filter_map(|purpose| section(purpose, &items)).collect();
        self.show_lines(Manner::Listed, &shown)?;
        Ok(BoxPage {
            principal: self.post_line(post),
            sections,
            papers,
            words,
            reading_minutes: words.div_ceil(WORDS_PER_MINUTE),
            overall,
        })
    }

    fn box_items(&self, principal: &str) -> Result<Vec<(Purpose, BoxItem)>, Refused> {
        let rows = self.gate()?.all(
            "SELECT b.paper, b.purpose, b.meeting, b.note, b.by, b.at, b.proposed FROM boxed b
             LEFT JOIN meeting m ON m.id = b.meeting
             WHERE b.principal = ?1
             AND b.n = (SELECT max(o.n) FROM boxed o WHERE o.principal = b.principal AND o.paper = b.paper)
             ORDER BY m.day IS NULL, m.day, m.clock, b.n",
            [principal],
            |r| {
                Ok((
                    r.get::<_, i64>(0)?,
                    r.get::<_, String>(1)?,
                    r.get::<_, Option<String>>(2)?,
                    r.get::<_, String>(3)?,
                    r.get::<_, String>(4)?,
                    r.get::<_, i64>(5)?,
                    r.get::<_, bool>(6)?,
                ))
            },
        )?;
        let mut items = Vec::new();
        for (paper, purpose, meeting, note, by, at, proposed) in rows {
            let Some(row) =
                self.gate()?.first(paper_columns!("WHERE p.row = ?1"), [paper], PaperRow::read)?
            else {
                continue;
            };
            let meeting = meeting.map(|m| self.meeting_line(&m)).transpose()?.flatten();
            let item = BoxItem {
                paper: self.line(&row)?,
                note,
                by: self.name_of(&by),
                at: Timestamp::from_millisecond(at).unwrap_or_default(),
                left: meeting.as_ref().map_or_else(String::new, |m| self.time_left(m)),
                meeting,
                proposed,
            };
            items.push((Purpose::from_word(&purpose).unwrap_or(Purpose::Reading), item));
        }
        Ok(items)
    }

    fn time_left(&self, meeting: &MeetingLine) -> String {
        let (Some(date), clock) = (meeting.date, meeting.clock.unwrap_or_default()) else {
            return String::new();
        };
        let start = Offset::UTC.to_timestamp(date.to_datetime(clock));
        start.map_or_else(|_| String::new(), |start| in_words(self.registry.now(), start))
    }

    /// Today, as links.
    pub fn today(&self) -> Result<Today, Refused> {
        self.gate()?.begin()?;
        let date = self.day_now();
        let mut boxes = Vec::new();
        for post in self.registry.principals() {
            let count: u32 = self.gate()?.value(
                "SELECT count(DISTINCT paper) FROM boxed WHERE principal = ?1",
                [post.post.as_str()],
            )?;
            boxes.push((self.post_line(&post), count));
        }
        let newest = self.gate()?.all(paper_columns!("ORDER BY p.row DESC LIMIT 8"), [], PaperRow::read)?;
        debug_assert!(newest.len() <= NEWEST_SHOWN as usize);
        let unsettled = self
            .reader
            .has(Duty::Register)
            .then(|| self.gate()?.value("SELECT count(*) FROM paper WHERE settled = 0", []))
            .transpose()?;
        let (meetings, newest) = (self.next_meetings(date)?, self.lines(&newest)?);
        let answer = Today {
            overall: self.overall_of(&newest, &meetings)?,
            date,
            boxes,
            meetings,
            overdue: self
                .gate()?
                .value("SELECT count(*) FROM undertaking WHERE due < ?1", [date.to_string()])?,
            undertakings: self.gate()?.value("SELECT count(*) FROM undertaking", [])?,
            unsettled,
            to_approve: self.to_approve()?,
            sitting: self.sitting()?,
            newest,
        };
        self.show_lines(Manner::Listed, &answer.newest)?;
        Ok(answer)
    }

    pub(super) fn overall_of(
        &self,
        papers: &[PaperLine],
        meetings: &[MeetingLine],
    ) -> Result<Option<Marked>, Refused> {
        let papers = papers.iter().map(|paper| paper.id.as_str());
        let shown: Vec<&str> = papers.chain(meetings.iter().map(|meeting| meeting.id.as_str())).collect();
        self.overall(&shown)
    }

    /// The day, where the office is.
    pub(super) fn day_now(&self) -> Date {
        Offset::UTC.to_datetime(self.registry.now()).date()
    }
}

fn section(purpose: Purpose, items: &[(Purpose, BoxItem)]) -> Option<BoxSection> {
    let items: Vec<BoxItem> =
        items.iter().filter(|(p, _)| *p == purpose).map(|(_, item)| item.clone()).collect();
    (!items.is_empty()).then_some(BoxSection { purpose: purpose.words(), items })
}

pub(super) fn pages(total: u64, per_page: u32) -> u32 {
    u32::try_from(total.div_ceil(u64::from(per_page))).unwrap_or(u32::MAX)
}

/// "in 2 h 10 min", "in 3 days", "held 12 days ago".
fn in_words(now: Timestamp, start: Timestamp) -> String {
    let minutes = (start.as_second() - now.as_second()) / 60;
    let length = |minutes: i64| match minutes {
        m if m < 60 => format!("{m} min"),
        m if m < 48 * 60 => format!("{} h {:02} min", m / 60, m % 60),
        m if m < 730 * 24 * 60 => format!("{} days", m / (24 * 60)),
        m => format!("{} years", m / (365 * 24 * 60 + 6 * 60)),
    };
    if minutes >= 0 { format!("in {}", length(minutes)) } else { format!("held {} ago", length(-minutes)) }
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use jiff::Timestamp;

    #[test]
    fn the_time_left_is_said_as_a_secretary_would() {
        let now: Timestamp = "1982-10-15T08:50:00Z".parse().unwrap();
        for (at, words) in [
            ("1982-10-15T11:00:00Z", "in 2 h 10 min"),
            ("1982-10-15T09:20:00Z", "in 30 min"),
            ("1982-10-19T11:00:00Z", "in 4 days"),
            ("1982-10-14T08:50:00Z", "held 24 h 00 min ago"),
            ("1938-10-01T00:00:00Z", "held 44 years ago"),
        ] {
            assert_eq!(in_words(now, at.parse().unwrap()), words);
        }
    }
}
