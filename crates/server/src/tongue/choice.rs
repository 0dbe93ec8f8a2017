//! Which language a reader is answered in: what he chose here, else what his browser asks for, else English.

use super::Tongue;
use crate::request::cookie;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

/// A choice is kept for a year.
pub(crate) const COOKIE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The cookie that keeps a choice. It is no secret; the prefix keeps other hosts from setting it.
pub(crate) fn cookie_name(tls: bool) -> &'static str {
    if tls { "__Host-tongue" } else { "tongue" }
}

/// The language for a request, of those that are offered.
pub(crate) fn chosen_by(headers: &HeaderMap, tls: bool, offered: &[Tongue]) -> Tongue {
    let of = |tag: &str| offered.iter().copied().find(|tongue| tongue.tag() == tag);
    let asked = || headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    cookie(headers, cookie_name(tls))
        .and_then(of)
        .or_else(|| asked().and_then(|asked| wanted(asked, offered)))
        .unwrap_or_default()
}

/// The language that is wanted most; the first of several that are wanted alike.
fn wanted(asked: &str, offered: &[Tongue]) -> Option<Tongue> {
    let ranges = asked.split(',').filter_map(|range| {
        let (tag, weight) = range.split_once(';').unwrap_or((range, "q=1"));
        let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
        let tongue = offered.iter().copied().find(|tongue| speaks(tag.trim(), *tongue))?;
        (weight > 0.0).then_some((tongue, weight))
    });
    let best = ranges.reduce(|best, other| if other.1 > best.1 { other } else { best });
    best.map(|(tongue, _)| tongue)
}

/// Whether a tag means that language, in whatever country. The test is for who asks for it by its whole tag.
fn speaks(tag: &str, tongue: Tongue) -> bool {
    if tongue == Tongue::Test {
        return tag.eq_ignore_ascii_case(tongue.tag());
    }
    let language = |tag: &str| tag.split('-').next().unwrap_or("").to_ascii_lowercase();
    language(tag) == language(tongue.tag()) && !tag.eq_ignore_ascii_case(Tongue::Test.tag())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header::COOKIE;

    fn chosen(asked: &str, cookies: &str, offered: &[Tongue]) -> Tongue {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, asked.parse().unwrap());
        headers.insert(COOKIE, cookies.parse().unwrap());
        chosen_by(&headers, false, offered)
    }

    #[test]
    fn what_is_wanted_most_of_what_there_is() {
        for (asked, tongue) in [
            ("", Tongue::English),
            ("fr", Tongue::French),
            ("fr-CA,fr;q=0.9,en;q=0.8", Tongue::French),
            ("en-GB,en;q=0.9,fr;q=0.8", Tongue::English),
            ("de,fr;q=0.4,en;q=0.3", Tongue::French),
            ("de, it", Tongue::English),
            ("fr;q=0, en;q=0.1", Tongue::English),
            ("fr;q=x;;,,=", Tongue::English),
            ("en-Hebr", Tongue::English),
        ] {
            assert_eq!(chosen(asked, "", Tongue::OFFERED), tongue, "{asked}");
        }
    }

    #[test]
    fn a_choice_holds_before_what_the_browser_asks_for() {
        assert_eq!(chosen("en", "sid=x; tongue=fr", Tongue::OFFERED), Tongue::French);
        assert_eq!(chosen("fr", "tongue=en-GB", Tongue::OFFERED), Tongue::English);
        assert_eq!(chosen("fr", "tongue=klingon", Tongue::OFFERED), Tongue::French);
    }

    #[test]
    fn the_test_is_only_where_it_is_offered() {
        assert_eq!(chosen("en", "tongue=en-Hebr", Tongue::OFFERED), Tongue::English);
        assert_eq!(chosen("en", "tongue=en-Hebr", Tongue::TESTED), Tongue::Test);
        assert_eq!(chosen("en-Hebr", "", Tongue::TESTED), Tongue::Test);
    }
}
