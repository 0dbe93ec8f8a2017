//! Names and addresses as header lines give them.

use chancery_office::reading::Party;

/// Parties of the longest list that is kept.
const PARTIES_MAX: usize = 200;

/// A list of addresses; semicolons part it, and commas where each piece has an address.
pub(super) fn parties(value: &str) -> Vec<Party> {
    let by_comma = !value.contains(';') && value.matches('@').count() > 1;
    let parts = value.split(move |c| c == ';' || (by_comma && c == ','));
    parts.map(str::trim).filter(|p| !p.is_empty()).take(PARTIES_MAX).map(party).collect()
}

/// "Sullivan, Jacob J <SullivanJJ@state.gov>", "H [mailto:…]", "'x@y.z'"; a scan reads © for @.
pub(super) fn party(value: &str) -> Party {
    let edge = |c: char| matches!(c, '\'' | '"' | ' ' | '<' | '>' | '[' | ']' | '(' | ')' | ',' | '*' | '|');
    let (name, rest) = value.split_at(address_at(value));
    let name = name.trim_matches(edge);
    // "Shah, Rajiv (AID/A)": the bracket that he opens is his.
    let name = &if name.contains('(') && !name.contains(')') { format!("{name})") } else { name.to_owned() };
    let rest = rest.trim_matches(edge);
    let address =
        rest.strip_prefix("mailto:").unwrap_or(rest).split(['<', ' ']).next().unwrap_or("").replace('©', "@");
    let bare = address.is_empty() && name.contains(['@', '©']);
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    Party {
        name: if bare { None } else { some(name) },
        post: None,
        address: if bare { some(&name.replace('©', "@")) } else { some(&address) },
    }
}

/// Where the address begins: at its bracket, else at the last word, where that holds an @.
fn address_at(value: &str) -> usize {
    let word = value.trim_end().rfind(' ').map(|i| i + 1);
    let unbracketed = || word.filter(|w| value.get(*w..).is_some_and(is_address));
    value.find(['<', '[']).or_else(unbracketed).or_else(|| value.find("(mailto:")).unwrap_or(value.len())
}

/// "anna@example.org": a point stands after the @.
fn is_address(word: &str) -> bool {
    word.split_once(['@', '©']).is_some_and(|(_, host)| host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_part() {
        for (value, name, address) in [
            ("Smith, Anna D <SmithAD@example.org >", Some("Smith, Anna D"), Some("SmithAD@example.org")),
            ("'smithad@example.org'", None, Some("smithad@example.org")),
            ("A [mailto:a1@example.org]", Some("A"), Some("a1@example.org")),
            (
                "Anna Smith <anna@example.org<mailto:anna@example.org>>",
                Some("Anna Smith"),
                Some("anna@example.org"),
            ),
            ("Smith, Anna D SmithAD©example.org>", Some("Smith, Anna D"), Some("SmithAD@example.org")),
            ("\"Smith, Anna\" <smith@example.org>", Some("Smith, Anna"), Some("smith@example.org")),
            ("Mills, Cheryl D", Some("Mills, Cheryl D"), None),
            ("Smith, Anna (AID/A)", Some("Smith, Anna (AID/A)"), None),
            ("(Anna Smith)", Some("Anna Smith"), None),
        ] {
            let party = party(value);
            assert_eq!((party.name.as_deref(), party.address.as_deref()), (name, address), "{value}");
        }
    }

    #[test]
    fn a_list_parts_at_semicolons_for_names_hold_commas() {
        let names: Vec<String> =
            parties("Smith, Anna; Jones, Bob D").iter().map(|p| p.short().to_owned()).collect();
        assert_eq!(names, ["Smith, Anna", "Jones, Bob D"]);
    }
}
