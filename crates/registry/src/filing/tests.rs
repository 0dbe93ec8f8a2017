//! What is entered with a paper is entered with it, or neither is.

use std::sync::Arc;

use chancery_office::chase::Commission;

use super::*;
use crate::set_up::registry;

/// Files always the same paper.
fn file(registry: &Registry, follows: Arc<Follows>) -> Result<Filed, Refused> {
    let (clerk, with) =
        (registry.reader("clerk").unwrap(), With { follows: Some(follows), ..With::default() });
    let source = Source::Bytes("a.txt".into(), "SECRET\n\nherring\n".into());
    let mut filed = None;
    let told = &mut |outcome: Outcome| filed = Some(outcome.filed);
    registry.file_with(&clerk, std::iter::once(source), (&Options::default(), &with), told).unwrap();
    filed.unwrap()
}

#[test]
fn what_follows_from_a_paper_is_entered_with_it_or_neither_is() {
    let folder = tempfile::tempdir().unwrap();
    let registry = registry(&folder.path().join("office"));
    let size = || registry.0.ledger.size();
    let before = size();
    let stops: Arc<Follows> = Arc::new(|_, _| Err(Refused::Storage("it stopped between the two".into())));
    assert!(file(&registry, stops).is_err());
    assert_eq!(size(), before, "nothing of the paper was entered");
    let orders: Arc<Follows> = Arc::new(|paper, text| {
        Ok(vec![Act::CommissionMade(Commission {
            paper: paper.paper,
            key: "0".repeat(32),
            owner: "Mr Bone".into(),
            person: None,
            what: text.lines().last().unwrap_or_default().to_owned(),
            due: None,
            words: String::new(),
        })])
    });
    let filed = file(&registry, orders.clone()).unwrap();
    assert_eq!(
        (filed.papers.len(), filed.held.len()),
        (1, 0),
        "it is not taken for one that was sent before"
    );
    assert_eq!(size(), before + 2);
    assert_eq!(file(&registry, orders).unwrap().held.len(), 1);
    assert_eq!(size(), before + 2, "and what follows is entered once");
}
