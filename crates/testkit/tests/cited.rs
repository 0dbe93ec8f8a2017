//! References that open: a citation leads to the paper that it means, of those that the reader may know of.

#![allow(clippy::unwrap_used)]

use chancery_office::reading::What;
use chancery_testkit::{Browser, Office};

const CITED: &str = "SECRET

Foreign Office
3 May 1982

Dear John,

The herring is late.

Yours ever,

R B Bone

A J Coles Esq
10 Downing Street
";
const OTHER: &str = "SECRET

Ministry of Defence
3 May 1982

Dear Mr Pym,

The tin is late.

Yours ever,

D B Omand

F N Richards Esq
Foreign Office
";
const CITING: &str = "RESTRICTED

10 Downing Street
7 May 1982

Dear Mr Bone,

Thank you for your letter of 3 May.

Yours ever,

A J Coles

R B Bone Esq
Foreign Office
";

/// The number of the finding that cites, and the id of the citing paper.
fn citing(office: &Office) -> (String, u32) {
    let id = office.file(CITING).papers[0].id.clone();
    let page = office.as_("clerk").paper(&id).unwrap();
    let reference = page.findings.iter().find(|finding| matches!(finding.what, What::Reference(_))).unwrap();
    (id, reference.number)
}

fn found(office: &Office, who: &str, (id, number): &(String, u32)) -> Vec<String> {
    let page = office.as_(who).cited(id, *number).unwrap();
    assert_eq!(page.words, "your letter of 3 May");
    page.papers.into_iter().map(|line| line.reference).collect()
}

#[test]
fn your_letter_of_a_day_is_the_one_that_its_reader_wrote() {
    let office = Office::uk();
    let other = office.file(OTHER).papers[0].reference.clone();
    let cited = office.file(CITED).papers[0].reference.clone();
    let citing = citing(&office);
    assert_eq!(found(&office, "clerk", &citing), [cited, other], "the likeliest first");
    let clerk = Browser::new(&office, "clerk");
    let page = clerk.get(&format!("/paper/{}", citing.0)).text();
    assert!(page.contains(&format!("href=\"/paper/{}/cites/{}\"", citing.0, citing.1)), "{page}");
    let page = clerk.get(&format!("/paper/{}/cites/{}", citing.0, citing.1)).text();
    assert!(page.contains("What is cited") && page.contains("<bdi class=\"word\">SECRET</bdi>"), "{page}");
}

#[test]
fn a_paper_without_a_date_cites_a_day_of_any_year() {
    let office = Office::uk();
    let cited = office.file(CITED).papers[0].reference.clone();
    let undated = CITING.replace("7 May 1982\n", "");
    let id = office.file(&undated).papers[0].id.clone();
    let page = office.as_("clerk").paper(&id).unwrap();
    let number =
        page.findings.iter().find(|finding| matches!(finding.what, What::Reference(_))).unwrap().number;
    assert_eq!(found(&office, "clerk", &(id, number)), [cited]);
}

#[test]
fn who_may_not_read_what_is_cited_finds_nothing_as_if_it_were_not_there() {
    let without = Office::uk();
    let citing_alone = citing(&without);
    let office = Office::uk();
    office.file(CITED);
    let citing = citing(&office);
    assert_eq!(found(&office, "desk", &citing), Vec::<String>::new());
    assert_eq!(found(&without, "desk", &citing_alone), Vec::<String>::new());
}

#[test]
fn what_cites_nothing_leads_nowhere() {
    let office = Office::uk();
    let (id, number) = citing(&office);
    let refused = office.as_("clerk").cited(&id, number + 40).unwrap_err();
    assert_eq!(refused.to_string(), office.as_("clerk").cited("nothing", 1).unwrap_err().to_string());
}
