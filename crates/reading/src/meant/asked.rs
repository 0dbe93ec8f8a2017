//! What a citation says of the paper that it means.

use super::days;
use super::number::Number;
use super::side::{Side, Spoken, telling};
use chancery_office::reading::{Cited, Finding, Grain, Kind, Part, RoleName, What};
use jiff::civil::Date;

/// What is asked for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The number cited, and those that the paper had elsewhere.
    pub numbers: Vec<Number>,
    /// From a day up to but not including another.
    day: Option<(Date, Date)>,
    /// The month and day cited where nobody knows of which year: the citing paper has no date.
    yearless: Option<(i8, i8)>,
    /// Kinds that the noun may stand for; none where it stands for any.
    pub kinds: &'static [Kind],
    pub from: Option<Spoken>,
    pub to: Option<Spoken>,
    /// Whether it is "yours".
    yours: bool,
    /// Names in the citation.
    pub names: Vec<String>,
    /// The sides of the citing part.
    pub own: [Side; 2],
    /// When the citing part was written.
    pub written: Option<Date>,
}

impl Asked {
    /// Whether it is a paper of the citing paper's reader.
    pub fn is_yours(&self) -> bool {
        self.yours
    }

    /// Whether it is a letter or a note, which a telegram may carry.
    pub fn is_carried(&self) -> bool {
        self.kinds.iter().any(|k| matches!(k, Kind::Letter | Kind::Note | Kind::Message))
    }

    /// Days between a paper's date and the day cited.
    pub fn off_days(&self, date: Option<Date>) -> Option<i32> {
        let of_year = |(month, day)| {
            let from = Date::new(date?.year(), month, day).ok()?;
            Some((from, from.tomorrow().ok()?))
        };
        let ((from, until), date) = self.day.or_else(|| self.yearless.and_then(of_year)).zip(date)?;
        Some(days(date, from).max(days(until, date).saturating_add(1)).max(0))
    }
}

/// Bytes before a citation in which its sender or its noun may be named.
const BEFORE_BYTES: usize = 40;

/// What a finding asks for; none where it gives neither number nor day, or cites nothing.
pub(super) fn asked(cited: &Finding, text: &str, part: &Part) -> Option<Asked> {
    let What::Reference(kind) = cited.what else { return None };
    let words = cited.evidence.of(text);
    let low = words.to_lowercase();
    // "Tab 1" is the first of what is attached, and no paper's number.
    let numbers = if kind == Cited::Enclosure { Vec::new() } else { numbers(cited, words) };
    let (day, yearless) = (day(cited), yearless(cited));
    if numbers.is_empty() && day.is_none() && yearless.is_none() {
        return None;
    }
    let own = [Side::of(&part.particulars.from), Side::of(&part.particulars.to)];
    let kinds = kinds(&low);
    // A telegram carries letters: whose "your letter" is depends on the one within.
    let carries = part.kind == Kind::Telegram && kinds.contains(&Kind::Letter);
    let actor = cited.role(RoleName::Actor).and_then(|r| r.span).map_or("", |s| s.of(text)).to_lowercase();
    let partner = cited.role(RoleName::Partner).map(|r| telling(&r.value.to_lowercase()));
    Some(Asked {
        numbers,
        day,
        yearless,
        kinds,
        from: sender(&low, &actor, &own).filter(|s| !(carries && matches!(s, Spoken::Own(_)))),
        to: partner.filter(|w| !w.is_empty()).map(Spoken::Named),
        yours: actor == "your" && !carries,
        names: names(text, cited),
        own,
        written: part.particulars.date,
    })
}

/// The numbers that a citation gives, each with the words before it.
fn numbers(cited: &Finding, words: &str) -> Vec<Number> {
    let said = cited.roles.iter().filter(|r| r.name == RoleName::Number);
    let lead = |number: &str| words.split(number).next().unwrap_or("");
    said.filter_map(|r| Number::cited(&r.value, lead(&r.value))).collect()
}

/// The day that a citation gives; a month or a year is too coarse to tell a paper by.
fn day(cited: &Finding) -> Option<(Date, Date)> {
    let when = cited.role(RoleName::When)?.when.as_ref()?;
    let fine = matches!(when.grain, Grain::Minute | Grain::Day);
    when.from.zip(when.until).filter(|_| fine)
}

/// The month and day of a citation that was resolved to no year: "April 11", "11 April".
#[must_use]
pub fn yearless(cited: &Finding) -> Option<(i8, i8)> {
    let said = cited.role(RoleName::When).filter(|role| role.when.is_none())?;
    let low = said.value.to_lowercase();
    let mut words = low.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let (first, second) = (words.next()?, words.next()?);
    let month_day = |month, day: &str| Some((crate::times::month(month)?, day.parse().ok()?));
    month_day(first, second).or_else(|| month_day(second, first))
}

/// Who wrote the paper, as a citation speaks of him.
fn sender(low: &str, actor: &str, own: &[Side; 2]) -> Option<Spoken> {
    let any = |words: &[&str]| low.split(|c: char| !c.is_alphanumeric()).any(|w| words.contains(&w));
    match actor {
        "your" => return Some(Spoken::Own(own[1].clone())),
        "my" | "our" => return Some(Spoken::Own(own[0].clone())),
        _ => {}
    }
    if any(&["urtel", "reurtel", "urlet"]) {
        return Some(Spoken::Own(own[1].clone()));
    }
    if any(&["mytel", "ourtel"]) {
        return Some(Spoken::Own(own[0].clone()));
    }
    if any(&[
        "deptel",
        "deptels",
        "redeptel",
        "department",
        "dept",
        "depcirtel",
        "state",
        "tosec",
        "todel",
        "topol",
        "tousun",
        "tedul",
    ]) {
        return Some(Spoken::Home);
    }
    if any(&["embtel", "embtels", "reembtel", "embassy", "emb", "contel", "contels", "congentel"]) {
        return Some(Spoken::Mission);
    }
    let named = telling(actor);
    (!named.is_empty() && !matches!(actor, "his" | "her" | "their" | "reference" | "following" | "separate"))
        .then_some(Spoken::Named(named))
}

/// Words with a capital in a citation and right before it.
fn names(text: &str, cited: &Finding) -> Vec<String> {
    let (start, end) = (cited.evidence.start as usize, cited.evidence.end as usize);
    let from =
        (start.saturating_sub(BEFORE_BYTES)..=start).find(|i| text.is_char_boundary(*i)).unwrap_or(start);
    let near = text.get(from..end).unwrap_or("");
    let capital = |w: &&str| w.starts_with(char::is_uppercase);
    let found =
        near.split(|c: char| !c.is_alphanumeric()).filter(capital).flat_map(|w| telling(&w.to_lowercase()));
    found.filter(|w| crate::times::month(w).is_none()).collect()
}

/// The kinds that a citation's noun may stand for.
fn kinds(low: &str) -> &'static [Kind] {
    let any = |words: &[&str]| low.split(|c: char| !c.is_alphanumeric()).any(|w| words.contains(&w));
    match () {
        () if any(&["letter", "letters"]) => &[Kind::Letter, Kind::Message],
        () if any(&["message", "messages", "communication", "communications"]) => {
            &[Kind::Letter, Kind::Message]
        }
        () if any(&["despatch", "dispatch"]) => &[Kind::Despatch],
        () if any(&["airgram", "ca"]) => &[Kind::Airgram],
        () if any(&["memorandum", "memo", "memoranda", "nsam", "nsdm", "nssm"]) => {
            &[Kind::Memorandum, Kind::Conversation]
        }
        () if any(&["conversation", "talk", "talks", "meeting", "memcon"]) => {
            &[Kind::Conversation, Kind::Minutes]
        }
        () if any(&["note", "aide", "protest"]) => &[Kind::Note],
        () if any(&["telegram", "telegrams", "cable", "cables", "tel", "tels", "msg"])
            || low.contains("tel ")
            || low.contains("tels ") =>
        {
            &[Kind::Telegram, Kind::Message]
        }
        () => &[],
    }
}
