//! Correspondents as cards (vCard 4.0, RFC 6350), as an address book reads them, and as they are taken in again.

use calcard::vcard::{
    VCard, VCardEntry, VCardParameter, VCardParameterName, VCardProperty, VCardValue, VCardValueType,
    VCardVersion,
};
use chancery_registry::{CARD_FROM, CARD_SALUTATION, CARD_UNTIL, CorrespondentKept, PostHeld};
use jiff::civil::Date;

/// The type of the file.
pub const MEDIA_TYPE: &str = "text/vcard; charset=utf-8";

/// A card of each.
pub fn cards(people: &[CorrespondentKept]) -> String {
    let mut all = String::new();
    for kept in people {
        // Writing to a string cannot fail.
        let _ = card(kept).write_to(&mut all, VCardVersion::V4_0);
    }
    all
}

fn card(kept: &CorrespondentKept) -> VCard {
    let own = |name: &str| VCardProperty::Other(name.to_owned());
    let each = |property: VCardProperty, all: &[String]| -> Vec<VCardEntry> {
        all.iter().map(|words| text(property.clone(), words)).collect()
    };
    let uid = text(VCardProperty::Uid, &format!("{}@chancery", kept.correspondent))
        .with_param(VCardParameter::value(VCardValueType::Text));
    let mut entries = vec![text(VCardProperty::Fn, &kept.name), uid];
    entries.extend(each(VCardProperty::Nickname, &kept.aliases));
    entries.extend(kept.posts.iter().map(post));
    entries.extend(each(VCardProperty::Email, &kept.mail));
    if !kept.salutation.is_empty() {
        entries.push(text(own(CARD_SALUTATION), &kept.salutation));
    }
    VCard { entries }
}

/// Since when he holds it, and until when he held it, no property of the format says.
fn post(held: &PostHeld) -> VCardEntry {
    let day = |name: &str, day: Option<Date>| {
        let name = VCardParameterName::Other(name.to_owned());
        day.map(|day| VCardParameter::new(name, day.to_string()))
    };
    text(VCardProperty::Title, &held.post)
        .with_param_opt(day(CARD_FROM, held.from))
        .with_param_opt(day(CARD_UNTIL, held.until))
}

fn text(property: VCardProperty, words: &str) -> VCardEntry {
    VCardEntry::new(property).with_value(VCardValue::Text(words.to_owned()))
}
