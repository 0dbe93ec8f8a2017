//! What can be typed, and what is said of what cannot.

use super::super::Days;
use super::*;
use crate::analysis;

fn parsed(typed: &str) -> Node {
    Query::parse(typed).unwrap().root
}

/// A bare word: every form of it is sought.
fn word(word: &str) -> Node {
    Node::Leaf(Leaf::Word(Scope::Everywhere, analysis::forms(word)))
}

/// One word as written.
fn written(scope: Scope, word: &str) -> Node {
    Node::Leaf(Leaf::Word(scope, vec![word.to_owned()]))
}

fn phrase(scope: Scope, words: &[&str]) -> Node {
    near(scope, words, None)
}

fn near(scope: Scope, words: &[&str], within: Option<u32>) -> Node {
    let forms = words.iter().map(|&word| vec![word.to_owned()]);
    sequence(scope, forms.collect(), within)
}

fn sequence(scope: Scope, forms: Vec<Vec<String>>, within: Option<u32>) -> Node {
    let parts = (0..).zip(forms).map(|(offset, forms)| Part { offset, forms }).collect();
    Node::Leaf(Leaf::Sequence(scope, Sequence { parts, within }))
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
    assert_eq!(parsed("negotiations"), word("negotiations"));
    assert_eq!(parsed("Négociation"), word("negociation"));
    assert_eq!(parsed("Madrid meetings"), all(vec![word("madrid"), word("meetings")], vec![]));
    assert_eq!(parsed("madrid AND meeting"), parsed("madrid meeting"));
}

#[test]
fn a_quotation_is_sought_as_written() {
    assert_eq!(parsed("\"the Madrid Meetings\""), phrase(Scope::Everywhere, &["the", "madrid", "meetings"]));
    assert_eq!(parsed("\u{201c}meetings\u{201d}"), written(Scope::Everywhere, "meetings"));
    assert_eq!(parsed("«meetings»"), written(Scope::Everywhere, "meetings"));
    assert_eq!(parsed("O'Neill"), phrase(Scope::Everywhere, &["o", "neill"]));
    assert_eq!(parsed("O’Neill"), parsed("O'Neill"));
}

#[test]
fn numbers_and_references_are_sought_as_typed() {
    assert_eq!(parsed("82/14"), written(Scope::Everywhere, "\u{3}82/14"));
    assert_eq!(parsed("1234/75"), written(Scope::Everywhere, "\u{3}1234/75"));
    assert_eq!(parsed("S 82/1"), all(vec![word("s"), written(Scope::Everywhere, "\u{3}82/1")], vec![]));
    assert_eq!(parsed("\"S 82/1\""), phrase(Scope::Everywhere, &["s", "\u{3}82/1"]));
    assert_eq!(parsed("No. 1234"), phrase(Scope::Everywhere, &["no", "1234"]));
    assert_eq!(parsed("no 1234"), all(vec![word("no"), word("1234")], vec![]), "no is a word too");
    assert_eq!(parsed("no. more"), all(vec![written(Scope::Everywhere, "no"), word("more")], vec![]));
}

#[test]
fn words_near_one_another_are_sought_in_any_order() {
    assert_eq!(parsed("\"arms control\"~5"), near(Scope::Everywhere, &["arms", "control"], Some(5)));
    let forms = |words: &[&str]| words.iter().map(|word| analysis::forms(word)).collect::<Vec<_>>();
    let both = forms(&["arms", "control"]);
    assert_eq!(parsed("arms NEAR/5 control"), sequence(Scope::Everywhere, both, Some(5)));
    let either = forms(&["arms", "weapons"]).concat();
    let three = vec![either, analysis::forms("control"), analysis::forms("talks")];
    assert_eq!(
        parsed("(arms OR weapons) NEAR/9 control NEAR/9 talks"),
        sequence(Scope::Everywhere, three, Some(9))
    );
    assert_eq!(parsed("-arms NEAR/5 control"), all(vec![], vec![parsed("arms NEAR/5 control")]));
    let words = "one word, or several with OR in parentheses, on each side of NEAR";
    assert_eq!(fault("\"a b\" NEAR/5 c"), ("NEAR/5".into(), words.into()));
    assert_eq!(fault("a NEAR/5 -b"), ("NEAR/5".into(), words.into()));
    assert_eq!(fault("a NEAR/5 b NEAR/6 c"), ("NEAR/6".into(), "the same number after each NEAR".into()));
    assert_eq!(fault("a NEAR b").1, "how many words apart, as in NEAR/5");
    assert_eq!(fault("a NEAR/0 b").1, "a number of words from 1 to 100");
    assert_eq!(fault("\"a b\"~101"), ("~101".into(), "a number of words from 1 to 100".into()));
    assert_eq!(fault("NEAR/5 a").1, "a word before NEAR");
}

#[test]
fn a_tilde_takes_other_letters() {
    let fuzzy = |word: &str, letters| Node::Leaf(Leaf::Fuzzy(Scope::Everywhere, word.into(), letters));
    assert_eq!(parsed("Gromiko~"), fuzzy("gromiko", 1));
    assert_eq!(parsed("gromiko~1"), fuzzy("gromiko", 1));
    assert_eq!(parsed("gramiko~2"), fuzzy("gramiko", 2));
    assert_eq!(parsed("from:bome~1"), Node::Leaf(Leaf::Fuzzy(Scope::From, "bome".into(), 1)));
    assert_eq!(fault("x pym~2"), ("pym".into(), "at least 6 letters before ~2".into()));
    assert_eq!(fault("ab~").1, "at least 3 letters before ~1");
    assert_eq!(fault("gromiko~3").1, "~1 or ~2 after the word");
    assert_eq!(fault("gromiko~x").0, "~x");
    assert_eq!(parsed("~gromyko"), word("gromyko"), "elsewhere it is punctuation");
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
    let subject = Node::Leaf(Leaf::Word(Scope::Subject, analysis::forms("meetings")));
    assert_eq!(parsed("subject:meetings"), subject);
    assert_eq!(parsed("FROM:Bone"), written(Scope::From, "bone"));
    assert_eq!(parsed("to:\"A J Coles\""), phrase(Scope::To, &["a", "j", "coles"]));
    assert_eq!(parsed("post:secretary"), written(Scope::Post, "secretary"));
    assert_eq!(parsed("in:\"East West\""), phrase(Scope::File, &["east", "west"]));
    assert_eq!(parsed("kind:Letter"), Node::Leaf(Leaf::Kind("letter".into())));
    assert_eq!(parsed("label:\"UK Eyes\""), Node::Leaf(Leaf::Label(vec!["uk".into(), "eyes".into()])));
    assert_eq!(parsed("is:unsettled"), Node::Leaf(Leaf::Settled(false)));
    assert_eq!(parsed("ref:\"S  82/14\""), phrase(Scope::Reference, &["s", "\u{3}82/14"]));
    assert_eq!(parsed("place:mosc*"), Node::Leaf(Leaf::Prefix(Scope::Place, "mosc".into())));
    assert_eq!(parsed("11:00"), phrase(Scope::Everywhere, &["11", "00"]));
    assert_eq!(fault("is:red").1, "is:settled or is:unsettled");
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
fn days_are_taken_as_people_write_them_for_as_many_words_as_make_sense() {
    assert_eq!(parsed("on:2 january 1970"), days(Some(1), Some(1)));
    assert_eq!(parsed("on:\"January 2, 1970\""), days(Some(1), Some(1)));
    assert_eq!(parsed("after:january 1970 madrid"), all(vec![days(Some(31), None), word("madrid")], vec![]));
    assert_eq!(parsed("before:1970 1971"), all(vec![days(None, Some(-1)), word("1971")], vec![]));
    assert_eq!(parsed("on:1/1970..2/1970"), days(Some(0), Some(58)));
    assert_eq!(parsed("on:december 1969 .. january 1970"), days(Some(-31), Some(30)));
    assert_eq!(parsed("on:1970s"), days(Some(0), Some(3_651)));
    assert_eq!(fault("before:1969..1970").0, "before:1969..1970");
}

#[test]
fn a_star_takes_any_ending() {
    assert_eq!(parsed("Negotiat*"), Node::Leaf(Leaf::Prefix(Scope::Everywhere, "negotiat".into())));
    assert_eq!(fault("n*"), ("n*".into(), "at least 2 letters before *".into()));
    assert_eq!(fault("ne*go"), ("ne*go".into(), "one * at the end of a word".into()));
    assert_eq!(fault("x o'ne*"), ("o'ne*".into(), "a single word before *".into()));
    assert_eq!(fault("from:n*").0, "n*");
}

#[test]
fn a_fault_says_where_and_what_would_make_sense() {
    assert_eq!(fault("a \"b c").0, "\"b c");
    assert_eq!(fault("a (b"), ("(".into(), "a closing parenthesis after this opening one".into()));
    assert_eq!(fault("a) b").0, ")");
    assert_eq!(fault("a OR").1, "something to look for after OR");
    assert_eq!(fault("OR a").1, "something to look for before OR");
    assert_eq!(fault("a AND").1, "something to look for after AND");
    assert_eq!(fault("a NOT").1, "something to leave out after NOT, or a word after NEAR");
    assert_eq!(fault("x date:1982-13").0, "date:1982-13");
    assert!(fault("x date:1982-13").1.starts_with("a year, a month or a day as in 1969, march 1969"));
    assert_eq!(fault("year:1982-10").1, "a year as in 1982");
    assert_eq!(fault("colour:red").0, "colour:red");
    assert_eq!(fault("subject: x").1, "a word after subject:");
    for nothing in ["", "  ", "& --", "()", "\"\""] {
        assert_eq!(fault(nothing).1, "at least one word to look for");
    }
}

#[test]
fn a_fault_quotes_what_was_not_understood_and_says_what_is_expected() {
    let told = |typed: &str| Query::parse(typed).unwrap_err().to_string();
    assert_eq!(
        told("é (madrid"),
        "“(” makes no sense there: write a closing parenthesis after this \
         opening one"
    );
    assert!(told("a OR").starts_with("“OR” makes no sense there"));
    assert!(told("").starts_with("nothing stands there: write"));
    assert!(
        told(&format!("\"{}", "long ".repeat(20))).starts_with("“\"long long long long long long…” makes")
    );
}

#[test]
fn plain_words_are_remembered_with_their_bytes_for_their_spelling() {
    let query = Query::parse("Madird \"gromiko\" subject:talsk -nöwhere pym neg* 1982 82/14").unwrap();
    let spelled: Vec<_> =
        query.spelled.iter().map(|one| (&query.typed[one.at.clone()], one.word.as_str())).collect();
    assert_eq!(spelled, [("Madird", "madird"), ("talsk", "talsk"), ("nöwhere", "nowhere")]);
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
    fn whatever_is_typed_is_understood_or_faulted_at_a_place_in_it(typed in "[a-c(\"\u{201c}:*~./ \\-é1]{0,40}|(on:|NEAR/1|[a-c ]){0,20}|\\PC{0,40}") {
        if let Err(fault) = Query::parse(&typed) {
            proptest::prop_assert!(typed.get(fault.at).is_some());
        }
    }
}
