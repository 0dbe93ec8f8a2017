//! Which paper a citation means: its number, day, kind and sides against the papers that are known.
//!
//! A register asks with the papers that a reader may see, and opens the first. Where several may be meant, the
//! one against which least speaks comes first, and of two alike the nearest before the citation.

mod asked;
mod number;
mod side;

pub use asked::yearless;
use asked::{Asked, asked};
use chancery_office::reading::{Finding, Kind, Part, Particulars};
use jiff::civil::Date;
use number::Number;
use side::Side;
use std::cmp::Reverse;

/// A paper that a citation may mean, as the register knows it.
#[derive(Clone, Debug)]
pub struct KnownPaper {
    kind: Kind,
    date: Option<Date>,
    /// Its own number, and those under which it went elsewhere.
    numbers: Vec<Number>,
    from: Side,
    to: Side,
    place: String,
    /// The words of its subject.
    subject: String,
}

impl KnownPaper {
    /// Whether it may carry somebody's letter or note: a telegram, or what its subject calls a letter.
    fn may_carry(&self) -> bool {
        let says = |noun: &str| self.subject.split(|c: char| !c.is_alphanumeric()).any(|word| word == noun);
        self.kind == Kind::Telegram || ["letter", "message", "note"].into_iter().any(says)
    }

    /// A paper by its kind and particulars, and by the numbers under which it went elsewhere.
    #[must_use]
    pub fn new(kind: Kind, particulars: &Particulars, elsewhere: &[String]) -> Self {
        let own = particulars.reference.iter().map(|n| Number::own(n));
        Self {
            kind,
            date: particulars.date,
            numbers: own.chain(elsewhere.iter().map(|n| Number::elsewhere(n))).collect(),
            from: Side::of(&particulars.from),
            to: Side::of(&particulars.to),
            place: particulars.place.as_deref().unwrap_or("").to_lowercase(),
            subject: particulars.subject.as_deref().unwrap_or("").to_lowercase(),
        }
    }
}

/// The papers that a citation may mean, by their place in `papers`, likeliest first; of two alike, written on one
/// day, the one entered last.
///
/// `own` is the part of `text` in which the citation stands. None where the citation gives neither number nor
/// day.
#[must_use]
pub fn meant(cited: &Finding, text: &str, own: &Part, papers: &[KnownPaper]) -> Vec<usize> {
    let Some(asked) = asked(cited, text, own) else { return Vec::new() };
    let mut found: Vec<_> = papers
        .iter()
        .enumerate()
        .filter_map(|(i, p)| Some((against(&asked, p)?, away(&asked, p), Reverse(i))))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, Reverse(i))| i).collect()
}

/// Days by which a paper's date and the day cited may differ: it was sent at night, or dated by its receipt.
const OFF_DAYS_MAX: i32 = 1;

/// What speaks against a paper; none where it cannot be meant.
fn against(asked: &Asked, paper: &KnownPaper) -> Option<u32> {
    let off = asked.off_days(paper.date);
    let number = match asked.numbers.is_empty() {
        true => None,
        false if paper.numbers.is_empty() => Some(off.filter(|d| *d == 0).map(|_| UNNUMBERED)?),
        false => {
            Some(asked.numbers.iter().flat_map(|n| paper.numbers.iter().filter_map(|p| n.against(p))).min()?)
        }
    };
    let day = match (number, off) {
        (None, None) => return None,
        (None, Some(off)) if off > OFF_DAYS_MAX => return None,
        (Some(_), Some(off)) if off > OFF_DAYS_MAX => OTHER_DAY,
        (None, off) => u32::from(off == Some(OFF_DAYS_MAX)) * NEXT_DAY,
        (Some(_), off) => u32::from(off == Some(OFF_DAYS_MAX)),
    };
    Some(number.unwrap_or(0) + day + kinds(asked, paper) + sides(asked, paper) + later(asked, paper))
}

/// What speaks against a paper of the day cited whose number nobody knows.
const UNNUMBERED: u32 = 5;
/// What a day that is not the paper's speaks against it, beside a number that is.
const OTHER_DAY: u32 = 6;
/// What the day before or after speaks against it, where the day is all that is cited.
const NEXT_DAY: u32 = 8;
/// What another kind speaks against it.
const OTHER_KIND: u32 = 5;
/// What a telegram that may carry the letter or note cited speaks against it.
const CARRIER: u32 = 3;
/// What a sender who is the citing one himself speaks against "your letter".
const OWN_SENDER: u32 = 4;
/// What another sender speaks against it; half of that against a telegram that carries somebody's letter.
const OTHER_SENDER: u32 = 4;
/// What another reader speaks against it.
const OTHER_READER: u32 = 3;
/// What speaks against it where none of the names in the citation is on it.
const UNNAMED: u32 = 2;
/// What a date behind the citation's own speaks against it.
const LATER: u32 = 12;

fn kinds(asked: &Asked, paper: &KnownPaper) -> u32 {
    let fits = paper.kind == Kind::Other || asked.kinds.is_empty() || asked.kinds.contains(&paper.kind);
    let carries = asked.is_carried() && paper.may_carry();
    match () {
        () if fits => 0,
        () if carries => CARRIER,
        () => OTHER_KIND,
    }
}

fn later(asked: &Asked, paper: &KnownPaper) -> u32 {
    let days = asked.written.zip(paper.date).map_or(0, |(own, date)| days(own, date));
    u32::from(days > OFF_DAYS_MAX) * LATER
}

fn sides(asked: &Asked, paper: &KnownPaper) -> u32 {
    let from = asked.from.as_ref().is_some_and(|s| !s.fits(&paper.from, &paper.place));
    let to = asked.to.as_ref().is_some_and(|s| !s.fits(&paper.to, ""));
    let named = |side: &Side| side.is_named(&asked.names);
    let told = |name: &String| paper.may_carry() && paper.subject.contains(name.as_str());
    let unnamed = !asked.names.is_empty()
        && !named(&paper.from)
        && !named(&paper.to)
        && !asked.names.contains(&paper.place)
        && !asked.names.iter().any(told);
    let [a, b] = &asked.own;
    let pair =
        (a.is_like(&paper.from) && b.is_like(&paper.to)) || (a.is_like(&paper.to) && b.is_like(&paper.from));
    let met = pair || [a, b].iter().any(|s| s.is_like(&paper.from) || s.is_like(&paper.to));
    let carries = asked.is_carried() && paper.may_carry();
    u32::from(from) * if carries { OTHER_SENDER / 2 } else { OTHER_SENDER }
        + u32::from(to) * OTHER_READER
        + u32::from(asked.is_yours() && a.is_like(&paper.from)) * OWN_SENDER
        + u32::from(unnamed) * UNNAMED
        + u32::from(!pair)
        + u32::from(!met)
}

/// Days from a paper to its citation; the farther ahead of it the worse.
fn away(asked: &Asked, paper: &KnownPaper) -> i32 {
    asked.written.zip(paper.date).map_or(i32::MAX, |(own, date)| days(own, date).abs())
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |s| s.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, read};

    /// A register of few papers, as they were read.
    const PAPERS: [&str; 7] = [
        "Telegram From the Embassy in Poland to the Department of State\n\nWarsaw, September 12, 1958, 7 p.m.\n\n\
         443. Talks at Geneva. I saw the Minister today and he had nothing to say about the proposal.",
        "Telegram From the Department of State to the Embassy in Poland\n\nWashington, September 13, 1958, 9 p.m.\n\n\
         286. We regret that no reply to the proposal has been received.",
        "Telegram From the Department of State to the Embassy in France\n\nWashington, September 14, 1958, 9 p.m.\n\n\
         443. We regret that no reply to the other proposal has been received.",
        "Letter From Prime Minister Macmillan to President Eisenhower\n\nLondon, September 5, 1958.\n\n\
         Dear Friend: I have thought of the matter that we talked about.\n\nYours ever,\n\nHarold Macmillan",
        "Letter From President Eisenhower to Prime Minister Macmillan\n\nWashington, September 5, 1958.\n\n\
         Dear Harold: I have also thought of the matter.\n\nAs ever,\n\nDwight D. Eisenhower",
        "Telegram From the Embassy in Poland to the Department of State\n\nWarsaw, September 20, 1958, 7 p.m.\n\n\
         443. A number that is used again by mistake, after the letter that cites it was written.",
        "Memorandum From the Executive Secretary (Read) to the President's Special Assistant (Rostow)\n\n\
         Washington, September 26, 1958.\n\nSUBJECT: Letter From King Hussein\n\nIt is attached, as you asked on Monday.",
    ];

    /// What the citations of a text mean, by the place of the papers, likeliest first.
    fn means(text: &str) -> Vec<Vec<usize>> {
        let known: Vec<KnownPaper> = PAPERS
            .iter()
            .filter_map(|p| {
                read(p, &Context::default())
                    .parts
                    .first()
                    .map(|p| KnownPaper::new(p.kind, &p.particulars, &[]))
            })
            .collect();
        let reading = read(text, &Context::default());
        let own = |f: &Finding| reading.parts.get(usize::from(f.part)).cloned();
        let found = reading.findings.iter().filter_map(|f| Some(meant(f, text, &own(f)?, &known)));
        found.filter(|all| !all.is_empty()).collect()
    }

    #[test]
    fn a_number_means_the_telegram_of_the_post_that_is_named() {
        let head = "Telegram From the Department of State to the Embassy in Poland\n\nWashington, September 16, 1958, 9 p.m.\n\n";
        let first = |text: &str| means(&format!("{head}290. {text}")).concat().first().copied();
        assert_eq!(first("As said in Embtel 443, we agree to the proposal."), Some(0));
        assert_eq!(first("As said in your telegram 443, we agree to the proposal."), Some(0));
        assert_eq!(first("As said in Deptel 443 to Paris, we agree to the proposal."), Some(2));
        assert_eq!(first("As said in Warsaw's 443, we agree to the proposal."), Some(0));
        assert_eq!(first("As said in our telegram 286 of September 13, we agree to it."), Some(1));
        assert_eq!(first("As said in Deptel 999, we agree to the proposal."), None);
    }

    #[test]
    fn a_day_means_the_paper_of_the_side_that_is_spoken_of() {
        let text = "Letter From President Eisenhower to Prime Minister Macmillan\n\nWashington, September 9, 1958.\n\n\
                    Dear Harold: Thank you for your letter of September 5. My letter of September 5 will have reached you.\n\n\
                    As ever,\n\nDwight D. Eisenhower";
        let found: Vec<Option<usize>> = means(text).iter().map(|all| all.first().copied()).collect();
        assert_eq!(found, [Some(3), Some(4)]);
    }

    #[test]
    fn a_letter_is_sought_also_in_what_carries_one_and_by_its_day_where_no_year_is_known() {
        let cites = |head: &str, words: &str| {
            let text = format!("{head}\n\nI thank you for {words}.");
            means(&text).concat().first().copied()
        };
        let dated =
            "Letter From the Secretary of State to President Eisenhower\n\nWashington, September 30, 1958.";
        assert_eq!(cites(dated, "King Hussein's letter of September 26"), Some(6));
        let undated = "Letter From President Eisenhower to Prime Minister Macmillan\n\nDear Harold:";
        assert_eq!(cites(undated, "your letter of September 5"), Some(3));
        assert_eq!(cites(undated, "your letter of October 15"), None);
    }

    #[test]
    fn a_tab_is_no_papers_number() {
        let head = "Telegram From the Department of State to the Embassy in Poland\n\nWashington, September 16, 1958.";
        assert_eq!(means(&format!("{head}\n\nThe draft (Tab 443) is long.")), [[0; 0]; 0]);
    }

    #[test]
    fn words_without_a_number_or_a_day_mean_no_paper_that_could_be_opened() {
        assert_eq!(means("Dear Harold: Thank you for your letter.\n\nAs ever,\n\nDwight"), [[0; 0]; 0]);
    }
}
