//! Letters by number: no two alike, with subjects, promises and meetings as real ones have.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

const PEOPLE: [&str; 24] = [
    "Abbot", "Bevan", "Carver", "Dobson", "Ellis", "Fenn", "Garrick", "Hume", "Ivory", "Jessop", "Keane",
    "Lamont", "Marsh", "Nairn", "Orwin", "Parry", "Quill", "Rudge", "Selby", "Thorne", "Unwin", "Vickers",
    "Weir", "Yates",
];
const SUBJECTS: [&str; 20] = [
    "Herring quotas",
    "The Tin Council",
    "Relations with Moscow",
    "The Madrid meeting",
    "Namibia",
    "Airspace over the Strait",
    "The loan to Warsaw",
    "Grain prices",
    "The fishing limits",
    "Steel exports",
    "Visas for students",
    "The pipeline",
    "Embassy property",
    "The cable to Malta",
    "The trade fair",
    "Arms control",
    "The exchange of scholars",
    "The border commission",
    "Civil aviation",
    "The gas contract",
];
const PLACES: [&str; 6] = ["Vienna", "Geneva", "Madrid", "Moscow", "Paris", "Oslo"];
const YEARS: i32 = 20;

/// The day of a letter, spread over twenty years.
fn day(n: usize) -> Date {
    let days = i32::try_from(n).unwrap_or(0) * 7919 % (YEARS * 365);
    date(1963, 1, 1).saturating_add(days.days())
}

/// A letter.
pub fn letter(n: usize) -> String {
    let who = |at: usize| PEOPLE[at % PEOPLE.len()];
    let (from, to, third) = (who(n), who(n * 7 + 3), who(n * 11 + 5));
    let (subject, place) = (SUBJECTS[n % SUBJECTS.len()], PLACES[n % PLACES.len()]);
    let (written, due) = (day(n), day(n).saturating_add(20.days()));
    let long = |day: Date| day.strftime("%-d %B %Y").to_string();
    let promise = if n.is_multiple_of(3) {
        format!("Mr {third} agreed to send the figures for item {n} by {}. ", long(due))
    } else {
        String::new()
    };
    let meeting = if n.is_multiple_of(40) {
        format!("He will be at the meeting to discuss {subject} at 1100 on {}. ", long(due))
    } else {
        String::new()
    };
    format!(
        "Foreign and Commonwealth Office\n\n{}\n\n{subject}, item {n}\n\nDear {to},\n\n{promise}{meeting}\
         The talks in {place} about {subject} went on for three days, and the other side raised the matter of \
         lot {} again. I was told that nothing would be settled before the spring. Mr {third} took the view that \
         the price of {n} is too high, and that the minister should be told so.\n\nYours ever,\n\n{from}\n",
        long(written),
        n % 977,
    )
}
