//! What holds of every text whatever it says.

use chancery_office::reading::Reading;
use chancery_reading::{Context, TEXT_BYTES_MAX, read, rulebook};
use proptest::prelude::*;

/// Words of the trade, damage and other alphabets, in any order.
fn crumbs() -> impl Strategy<Value = String> {
    let crumb = prop_oneof![
        Just("From: ".to_owned()),
        Just("Sent: Fri Apr 02 2010\n".to_owned()),
        Just("To:\n".to_owned()),
        Just("Subject: é\n".to_owned()),
        Just("S E C R E T\n".to_owned()),
        Just("Dear Francis:\n\n".to_owned()),
        Just("Sincerely yours,\n\n".to_owned()),
        Just("/s/\n".to_owned()),
        Just("Gromyko and I agreed that we should meet on 15 October. ".to_owned()),
        Just("he will send ’it’ by 99/99/9999 ".to_owned()),
        Just("On Poland, Berlin and 😀, ".to_owned()),
        Just("Nor did he mention ".to_owned()),
        Just("\n\n".to_owned()),
        Just("-----Original Message-----\n".to_owned()),
        Just("On Tue, 5 Jan 2010 at 10:12, Anna <a@example.org> wrote:\n".to_owned()),
        Just("> ".to_owned()),
        Just(">> » ".to_owned()),
        Just("\nRegards,\nAnna\n-- \nSent from my telephone\n".to_owned()),
        "[ -~\n]{0,20}",
        "\\PC{0,8}",
    ];
    proptest::collection::vec(crumb, 0..40).prop_map(|v| v.concat())
}

fn sound(text: &str, reading: &Reading) {
    let parts = reading.parts.iter().flat_map(|p| p.fields.iter().map(|f| f.span).chain([p.span]));
    let roles =
        reading.findings.iter().flat_map(|f| f.roles.iter().filter_map(|r| r.span).chain([f.evidence]));
    for span in parts.chain(roles) {
        assert!(
            span.start < span.end && text.get(span.start as usize..span.end as usize).is_some(),
            "{span:?}"
        );
    }
    for (i, part) in reading.parts.iter().enumerate() {
        assert_eq!(part.parent.is_none(), i == 0);
        assert!(part.parent.is_none_or(|p| usize::from(p) < i));
        assert!(part.fields.iter().all(|f| part.span.holds(f.span)));
    }
    for finding in &reading.findings {
        assert!(
            finding.roles.iter().filter_map(|r| r.span).all(|s| finding.evidence.holds(s)),
            "{finding:?}"
        );
        assert!(usize::from(finding.part) < reading.parts.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_and_every_span_fits(text in crumbs(), day_first: bool, stated: bool) {
        let given = stated.then(chancery_office::reading::Particulars::default);
        let ctx = Context { given, day_first, received: Some(jiff::civil::date(1982, 10, 14)), ..Context::default() };
        let reading = read(&text, &ctx);
        sound(&text, &reading);
        prop_assert_eq!(&reading, &read(&text, &ctx));
        prop_assert_eq!(reading.rulebook.as_str(), rulebook());
    }
}

#[test]
fn hostile_text_of_a_megabyte_is_read_to_its_end() {
    let sources = [
        "agreed that would ",
        "From: a\nTo: b\n",
        "I will send ",
        "x",
        "On a, b, c and d, he 's ",
        "é.",
        "\n",
        "Dear A,\nYours\n",
        "(",
        ">",
        "> a\nb\n",
        "> > > x\n> y\n",
        "To: x\n",
        "Date: x\nTo: y\n",
        "On 1:00, A <a@example.org> wrote:\n> x\n",
        "Original Message\n",
        "--\nThanks,\n",
        "1 2 3/4 ",
    ];
    for source in sources {
        let text = source.repeat(TEXT_BYTES_MAX / source.len() + 2);
        let reading = read(&text, &Context::default());
        sound(&text, &reading);
        assert!(reading.parts.iter().all(|p| p.span.end as usize <= TEXT_BYTES_MAX));
    }
}

#[test]
fn the_rulebook_has_a_digest() {
    assert_eq!(rulebook().len(), 64);
    assert_eq!(read("", &Context::default()).parts, []);
}
