//! What can be typed, and what is said of what cannot.

use super::*;
use crate::Query;

fn parsed(typed: &str) -> Node {
    Query::parse(typed).unwrap().root
}

fn word(stem: &str) -> Node {
    Node::Leaf(Leaf::Stem(Scope::Everywhere, stem.to_owned()))
}

fn phrase(scope: Scope, words: &[&str]) -> Node {
    Node::Leaf(Leaf::Phrase(scope, words.iter().map(|&word| word.to_owned()).collect()))
}

fn days(first: Option<i32>, last: Option<i32>) -> Node {
    Node::Leaf(Leaf::Days(Days { first, last }))
}

fn all(must: Vec<Node>, not: Vec<Node>) -> Node {
    Node::All(Junction { must, not })
}

fn fault(typed: &str) -> (String, String) {
    let fault = Query::parse(typed).unwrap_err();
    (typed[fault.at].to_owned(), fault.expected)
}

#[test]
fn words_stand_together_and_are_sought_by_their_stem() {
    assert_eq!(parsed("negotiations"), word("negoti"));
    assert_eq!(parsed("Madrid meetings"), all(vec![word("madrid"), word("meet")], vec![]));
    assert_eq!(parsed("madrid AND meeting"), parsed("madrid meeting"));
}

#[test]
fn a_quotation_is_sought_as_written() {
    assert_eq!(parsed("\"the Madrid Meetings\""), phrase(Scope::Everywhere, &["the", "madrid", "meetings"]));
    assert_eq!(parsed("\u{201c}meetings\u{201d}"), phrase(Scope::Everywhere, &["meetings"]));
    assert_eq!(parsed("O'Neill"), phrase(Scope::Everywhere, &["o", "neill"]));
}

#[test]
fn a_minus_or_not_leaves_out() {
    assert_eq!(parsed("madrid -gromyko"), all(vec![word("madrid")], vec![word("gromyko")]));
    assert_eq!(parsed("madrid NOT gromyko"), parsed("madrid -gromyko"));
    assert_eq!(parsed("-gromyko"), all(vec![], vec![word("gromyko")]));
    assert_eq!(parsed("NOT -gromyko"), word("gromyko"));
    assert_eq!(parsed("madrid - gromyko"), parsed("madrid gromyko"));
}

#[test]
fn or_binds_less_than_standing_together_and_parentheses_most() {
    let (a, b, c) = (word("alpha"), word("beta"), word("gamma"));
    let both = all(vec![b.clone(), c.clone()], vec![]);
    assert_eq!(parsed("alpha OR beta gamma"), Node::Any(vec![a.clone(), both]));
    assert_eq!(parsed("(alpha OR beta) gamma"), all(vec![Node::Any(vec![a, b]), c], vec![]));
}

#[test]
fn fields_are_named_before_a_colon() {
    assert_eq!(parsed("subject:meetings"), Node::Leaf(Leaf::Stem(Scope::Subject, "meet".into())));
    assert_eq!(parsed("FROM:Bone"), phrase(Scope::From, &["bone"]));
    assert_eq!(parsed("to:\"A J Coles\""), phrase(Scope::To, &["a", "j", "coles"]));
    assert_eq!(parsed("kind:Letter"), Node::Leaf(Leaf::Whole(Label::Kind, "letter".into())));
    assert_eq!(parsed("ref:\"S  82/14\""), Node::Leaf(Leaf::Whole(Label::Reference, "s 82/14".into())));
    assert_eq!(parsed("place:mosc*"), Node::Leaf(Leaf::Prefix(Scope::Place, "mosc".into())));
    assert_eq!(parsed("11:00"), phrase(Scope::Everywhere, &["11", "00"]));
}

#[test]
fn days_are_written_from_the_year_down() {
    assert_eq!(parsed("date:1970-01-02"), days(Some(1), Some(1)));
    assert_eq!(parsed("date:1969-12..1970-01"), days(Some(-31), Some(30)));
    assert_eq!(parsed("year:1970"), days(Some(0), Some(364)));
    assert_eq!(parsed("before:1970"), days(None, Some(-1)));
    assert_eq!(parsed("after:1970-01"), days(Some(31), None));
}

#[test]
fn a_star_takes_any_ending() {
    assert_eq!(parsed("Negotiat*"), Node::Leaf(Leaf::Prefix(Scope::Everywhere, "negotiat".into())));
    assert_eq!(fault("n*"), ("n*".into(), "at least 2 letters before *".into()));
    assert_eq!(fault("ne*go"), ("ne*go".into(), "one * at the end of a word".into()));
    assert_eq!(fault("x o'ne*"), ("o'ne*".into(), "a single word before *".into()));
}

#[test]
fn a_fault_says_where_and_what_would_make_sense() {
    assert_eq!(fault("a \"b c").0, "\"b c");
    assert_eq!(fault("a (b"), ("(".into(), "a closing parenthesis after this opening one".into()));
    assert_eq!(fault("a) b").0, ")");
    assert_eq!(fault("a OR").1, "something to look for after OR");
    assert_eq!(fault("OR a").1, "something to look for before OR");
    assert_eq!(fault("a AND").1, "something to look for after AND");
    assert_eq!(fault("a NOT").1, "something to leave out after NOT");
    assert_eq!(fault("x date:1982-13"), ("date:1982-13".into(), DATE_EXPECTED.into()));
    assert_eq!(fault("year:1982-10").1, "a year as in 1982");
    assert_eq!(fault("colour:red").0, "colour:red");
    assert_eq!(fault("subject: x").1, "a word after subject:");
    for nothing in ["", "  ", "& --", "()", "\"\""] {
        assert_eq!(fault(nothing).1, "at least one word to look for");
    }
}

#[test]
fn length_words_and_depth_have_limits() {
    let ok = |typed: &str| Query::parse(typed).is_ok();
    assert!(ok(&format!("{}é", "-".repeat(QUERY_CHARS_MAX - 1))));
    assert_eq!(fault(&format!("{}é", "-".repeat(QUERY_CHARS_MAX))).1, "at most 1000 characters");
    assert!(ok(&"a ".repeat(TERMS_MAX)));
    assert_eq!(fault(&"a ".repeat(TERMS_MAX + 1)).1, "at most 64 words");
    assert_eq!(fault(&format!("\"{}\"", "a ".repeat(TERMS_MAX + 1))).1, "at most 64 words");
    let nested = |depth| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(ok(&nested(DEPTH_MAX)));
    assert_eq!(fault(&nested(DEPTH_MAX + 1)).1, "at most 20 parentheses in one another");
}

proptest::proptest! {
    #[test]
    fn whatever_is_typed_is_understood_or_faulted_at_a_place_in_it(typed in "[a-c(\"\u{201c}:*. \\-é1]{0,40}|\\PC{0,40}") {
        if let Err(fault) = Query::parse(&typed) {
            proptest::prop_assert!(typed.get(fault.at).is_some());
        }
    }
}
