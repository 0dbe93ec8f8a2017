//! Addresses: percent-encoding, queries, and which address may follow a sign-in.

use std::fmt::Write;

/// Encodes everything but unreserved characters, so that the result fits any place of an address.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// An address with a query of those pairs that have a value.
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let query: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// The address if it is one of ours, else the front page: a sign-in must not send anyone elsewhere.
pub fn local(next: &str) -> &str {
    let plain = next.bytes().all(|b| (b'!'..=b'~').contains(&b) && b != b'\\');
    let ours = next.starts_with('/') && !next.starts_with("//");
    if plain && ours { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_number_fits_an_address() {
        assert_eq!(encode("S 82/1"), "S%2082%2F1");
        assert_eq!(encode("é&\"\r\n"), "%C3%A9%26%22%0D%0A");
    }

    #[test]
    fn a_query_leaves_out_what_is_empty() {
        assert_eq!(with_query("/register", &[("kind", ""), ("year", "1982")]), "/register?year=1982");
        assert_eq!(with_query("/register", &[("kind", "")]), "/register");
    }

    #[test]
    fn a_sign_in_leads_nowhere_but_here() {
        assert_eq!(local("/paper/1?x=2#f3"), "/paper/1?x=2#f3");
        for elsewhere in ["", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "paper"]
        {
            assert_eq!(local(elsewhere), "/", "{elsewhere:?}");
        }
    }
}
