//! What telegraphers typed: routing, page heads and group counts, and how they wrote whom a telegram is from and to.

use super::{Found, dates};
use crate::rules::lexicon::{self, KNOWN};
use chancery_office::reading::Party;

/// Bytes of the longest line of routing.
const ROUTING_BYTES_MAX: usize = 100;

/// Whether a line is a telegrapher's and no text: "PAGE 01 ANKARA 08121 01 OF 02 021437Z", "GR 350", "NNNN".
pub(super) fn is_routing(line: &str) -> bool {
    if line.len() > ROUTING_BYTES_MAX || line.chars().any(char::is_lowercase) {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let Some(first) = words.first().copied() else { return false };
    let second = words.get(1).copied().unwrap_or("");
    let counts = words.len() == 2 && is_figures(second);
    match first {
        "NNN" | "NNNN" | "ZZZZ" => words.len() == 1,
        "GR" | "GRS" | "GPS" | "GROUPS" => counts,
        "PAGE" => is_figures(second),
        "AN:" | "FRAME" => words.len() <= 3,
        "ACTION" | "INFO" => words.len() > 1 && words.iter().skip(1).all(|w| is_copies(w)),
        "DE" => second.starts_with("RU"),
        "ZNY" | "ZNR" => true,
        _ if first.starts_with("VZCZC") => words.len() <= 2,
        _ => is_precedence_letters(first) && second.starts_with("RU") || is_time_of_receipt(line, &words),
    }
}

fn is_figures(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// "EUR-12", "SSO-00", "/046": how many copies an office has.
fn is_copies(word: &str) -> bool {
    match word.split_once('-') {
        Some((office, count)) => {
            !office.is_empty()
                && is_figures(count)
                && count.len() <= 2
                && office.bytes().all(|b| b.is_ascii_alphanumeric())
        }
        None => word.strip_prefix('/').is_some_and(is_figures) || matches!(word, "W" | "R"),
    }
}

fn is_precedence_letters(word: &str) -> bool {
    matches!(word, "ZZ" | "OO" | "PP" | "RR")
}

/// "------------------ 021502Z 014588 /41", "/046 W".
fn is_time_of_receipt(line: &str, words: &[&str]) -> bool {
    let ruled =
        line.starts_with("----") && words.iter().skip(1).all(|w| w.bytes().any(|b| b.is_ascii_digit()));
    ruled && words.len() > 1 || words.len() <= 3 && words.len() > 1 && words.iter().all(|w| is_copies(w))
}

/// Whether a line says who is to have or to pass on a telegram: "DEPARTMENT FOR NEA/MAG", "STATE PASS TO USTR".
pub(super) fn is_passing(line: &str) -> bool {
    const OFFICES: [&str; 14] = [
        "DEPARTMENT",
        "DEPT",
        "STATE",
        "SECSTATE",
        "NSC",
        "TREASURY",
        "DEFENSE",
        "OSD",
        "JUSTICE",
        "COMMERCE",
        "USDOC",
        "ENERGY",
        "FCO",
        "EMBASSY",
    ];
    let words: Vec<&str> = line.split_whitespace().collect();
    let known = |w: &&str| {
        let bare = w.trim_end_matches(',');
        OFFICES.contains(&bare) || lexicon::classes(&bare.to_lowercase()).has(KNOWN.city)
    };
    let verb = words.iter().take(PASSING_WORDS_MAX).position(|w| matches!(*w, "FOR" | "PASS" | "ALSO"));
    line.len() <= ROUTING_BYTES_MAX
        && !line.chars().any(char::is_lowercase)
        && words.first().is_some_and(known)
        && verb.is_some_and(|at| at > 0)
}

/// Words among which a line of passing on says that it is one: "DEPT PLEASE PASS".
const PASSING_WORDS_MAX: usize = 4;

/// Whom a telegrapher's line names, and what he set beside them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Addressed<'t> {
    pub parties: Vec<&'t str>,
    pub precedence: Option<&'t str>,
    /// The sender's own count of telegrams to that post.
    pub number: Option<&'t str>,
}

/// "SECSTATE WASHDC IMMEDIATE 4417", "IMMEDIATE FCO", "PRIORITY WASHINGTON, BONN, PARIS", "RUEHC/SECSTATE WASHDC".
pub(super) fn addressed(value: &str) -> Addressed<'_> {
    let value = value.trim().trim_end_matches(['.', ';']);
    let mut out = Addressed::default();
    let (precedence, rest) = leading(value);
    out.precedence = precedence;
    for item in rest.split([',', ';']).map(str::trim).filter(|item| !item.is_empty()) {
        let item = item.strip_prefix("AND ").unwrap_or(item);
        let (name, behind) = trailing(without_route(leading(item).1));
        out.precedence = out.precedence.or(behind.precedence);
        out.number = out.number.or(behind.number);
        out.parties.extend(Some(name).filter(|n| !n.is_empty()));
    }
    out
}

/// The precedence that a value opens with.
fn leading(value: &str) -> (Option<&str>, &str) {
    let mut end = 0;
    for word in value.split_inclusive(' ') {
        let bare = word.trim_end();
        let opens = end == 0 && matches!(bare, "OPERATIONAL" | "MOST");
        if !(opens || is_precedence(bare)) {
            break;
        }
        end += word.len();
    }
    let (lead, rest) = value.split_at(end);
    (
        Some(lead.trim_end()).filter(|l| !l.is_empty() && !rest.is_empty()),
        if rest.is_empty() { value } else { rest },
    )
}

/// What stands behind a post: its precedence, and the sender's count.
fn trailing(item: &str) -> (&str, Addressed<'_>) {
    let mut out = Addressed::default();
    let mut name = item.trim();
    while let Some((lead, last)) = name.rsplit_once(' ') {
        if is_precedence(last) {
            out.precedence = Some(last);
        } else if out.number.is_none() && last.len() <= 6 && is_figures(last) {
            out.number = Some(last);
        } else {
            break;
        }
        name = lead.trim_end();
    }
    (name, out)
}

pub(super) fn is_precedence(word: &str) -> bool {
    matches!(word, "IMMEDIATE" | "PRIORITY" | "FLASH" | "ROUTINE" | "NIACT" | "SAVING" | "EMERGENCY")
}

/// "RUEHC/SECSTATE WASHDC": the post without its routing indicator.
fn without_route(item: &str) -> &str {
    item.split_once('/')
        .filter(|(route, _)| route.starts_with("RU") && route.len() <= 8)
        .map_or(item, |(_, p)| p.trim())
}

/// "SALISBURY 140930Z DEC 79", "AMEMBASSY LAGOS 1699": the sender, without date-time group and number behind him.
pub(super) fn sender(value: &str) -> &str {
    let grouped = dates::group(value).and_then(|(span, _)| value.get(..span.start as usize));
    let whole = grouped.map(str::trim_end).filter(|lead| !lead.is_empty()).unwrap_or(value);
    let shouted = !whole.chars().any(char::is_lowercase);
    let counts = |word: &str| word.len() > 2 && word.bytes().all(|b| b.is_ascii_digit() || b == b'Z');
    let mut name = whole;
    while let Some((lead, _)) = name.rsplit_once(' ').filter(|(_, last)| shouted && counts(last)) {
        name = lead.trim_end();
    }
    name
}

/// "123 OF 291530Z OCT 82", "41 OF 14 DECEMBER": a British telegram's number, and its date.
pub(super) fn numbered(value: &str) -> (&str, Option<&str>) {
    let dated = value.split_once(" OF ").or_else(|| value.split_once(" of "));
    dated
        .filter(|(number, _)| number.bytes().any(|b| b.is_ascii_digit()))
        .map_or((value, None), |(n, d)| (n.trim(), Some(d)))
}

/// "SECSTATE WASHDC IMMEDIATE 1234": precedence and number stand beside the addressee.
pub(super) fn address(found: &mut Found<'_>, value: &str) {
    let value = value.strip_prefix("AND TO ").unwrap_or(value);
    let said = addressed(value);
    let particulars = &mut found.particulars;
    particulars.to.extend(said.parties.into_iter().map(Party::post));
    particulars.precedence = particulars.precedence.take().or_else(|| said.precedence.map(str::to_owned));
    if let Some(number) = said.number {
        particulars.reference.get_or_insert_with(|| number.to_owned());
    }
}

/// "FROM FOREIGN OFFICE TO WASHINGTON": both sides of a telegram on one line.
pub(super) fn wired(line: &str) -> Option<(&str, &str)> {
    let sides = line.strip_prefix("FROM ").and_then(|rest| rest.split_once(" TO "));
    sides.filter(|_| !line.chars().any(char::is_lowercase) && !line.contains(':'))
}

/// "FM AMEMBASSY SAIGON": where a telegram comes from.
pub(super) fn sending_post(line: &str) -> Option<String> {
    let rest = sender(line.strip_prefix("FM ")?);
    let (house, city) = rest.split_once(' ').unwrap_or(("", rest));
    let mission =
        ["AMEMBASSY", "EMBASSY", "AMCONSUL", "USMISSION", "AMCONGEN", "UKDEL", "USDEL"].contains(&house);
    let city = city.strip_prefix("USUN ").unwrap_or(city);
    let known = lexicon::classes(&rest.to_lowercase()).has(KNOWN.city);
    if mission { Some(titled(city)) } else { known.then(|| titled(rest)) }
}

/// "DAR ES SALAAM" as it is written elsewhere.
fn titled(words: &str) -> String {
    let word =
        |w: &str| w.chars().take(1).chain(w.chars().skip(1).flat_map(char::to_lowercase)).collect::<String>();
    words.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// A telegram of which only the line of marking, post and number says where it comes from.
pub(super) fn sent_from(found: &mut Found<'_>, number: Option<&str>) {
    let Some((post, _)) = number.and_then(|number| number.rsplit_once(' ')) else { return };
    let particulars = &mut found.particulars;
    match particulars.from.as_mut_slice() {
        [] => particulars.from.push(Party::post(post)),
        [signed] if signed.post.is_none() => signed.post = Some(post.to_owned()),
        _ => {}
    }
    particulars.place.get_or_insert_with(|| titled(post));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routing_is_no_text() {
        for line in [
            "PAGE 01        ANKARA  08121  01 OF 02  021437Z",
            "AN: D760412-0233",
            "ACTION EUR-12",
            "INFO  OCT-01  ISO-00  NEA-10  L-03  SS-15  NSC-05",
            "/046 W",
            "------------------ 021502Z 014588 /41",
            "GR 350",
            "GRS 1250",
            "FRAME POLITICAL",
            "NNNN",
            "DE RUEHRB #0712/01 2291530",
            "ZNY CCCCC ZZH",
            "RR RUEHC",
        ] {
            assert!(is_routing(line), "{line}");
        }
        for line in
            ["INFO AMEMBASSY BONN", "PAGE THE MANAGER", "GR", "ACTION", "Frame political", "R 291530Z OCT 70"]
        {
            assert!(!is_routing(line), "{line}");
        }
    }

    #[test]
    fn precedence_and_number_stand_before_or_behind_whom_it_goes_to() {
        for (value, parties, precedence, number) in [
            ("SECSTATE WASHDC IMMEDIATE 4417", vec!["SECSTATE WASHDC"], Some("IMMEDIATE"), Some("4417")),
            ("SECSTATE WASHDC 2114", vec!["SECSTATE WASHDC"], None, Some("2114")),
            ("RUEHC/SECSTATE WASHDC NIACT IMMEDIATE", vec!["SECSTATE WASHDC"], Some("NIACT"), None),
            ("IMMEDIATE FCO", vec!["FCO"], Some("IMMEDIATE"), None),
            (
                "PRIORITY WASHINGTON, BONN, DAR ES SALAAM",
                vec!["WASHINGTON", "BONN", "DAR ES SALAAM"],
                Some("PRIORITY"),
                None,
            ),
            ("SAVING UKDEL NATO", vec!["UKDEL NATO"], Some("SAVING"), None),
            ("AMEMBASSY BONN PRIORITY", vec!["AMEMBASSY BONN"], Some("PRIORITY"), None),
        ] {
            assert_eq!(addressed(value), Addressed { parties, precedence, number }, "{value}");
        }
    }

    #[test]
    fn who_is_to_pass_a_telegram_on_is_no_house_of_its_own() {
        for line in
            ["DEPARTMENT FOR NEA/MAG AND P", "STATE PASS TO USTR", "ROME FOR FODAG", "DEPT PLEASE PASS NSC"]
        {
            assert!(is_passing(line), "{line}");
        }
        for line in ["PROPOSALS FOR PEACE", "DEPARTMENT OF STATE", "Department for Trade"] {
            assert!(!is_passing(line), "{line}");
        }
    }

    #[test]
    fn a_british_number_bears_its_date() {
        assert_eq!(numbered("41 OF 14 DECEMBER"), ("41", Some("14 DECEMBER")));
        assert_eq!(numbered("123"), ("123", None));
        assert_eq!(sender("SALISBURY 140930Z DEC 79"), "SALISBURY");
        assert_eq!(sender("AMEMBASSY SAIGON"), "AMEMBASSY SAIGON");
        assert_eq!(sender("AMEMBASSY LAGOS 00333 141732Z"), "AMEMBASSY LAGOS");
    }
}
