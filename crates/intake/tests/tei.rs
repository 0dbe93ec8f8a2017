//! A volume of documents: each one paper, with the particulars that head, dateline and lists state.
#![allow(clippy::unwrap_used)]

use chancery_intake::{Given, GivenParty, Limits, Taken, TakenKind, TakenPaper, take};
use jiff::civil::date;

const VOLUME: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="frus.rnc"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0">
  <teiHeader><fileDesc><titleStmt>
    <title type="series">Foreign Relations</title>
    <title type="complete">Foreign Relations,
      1948 &amp; after</title>
  </titleStmt></fileDesc></teiHeader>
  <text>
    <front><div type="section"><head>Preface</head><p>By the editors.</p></div></front>
    <body><div type="chapter"><head>Cuba</head>
      <div type="document" xml:id="d1" n="1">
        <note rend="inline" type="source">560.AL/2&#8211;1548: Telegram</note>
        <head><hi rend="italic">The Ambassador in Cuba</hi> (<persName type="from">
            <hi rend="italic">Norweb</hi>
          </persName>) <hi rend="italic">to the <gloss type="to">Secretary of State</gloss></hi></head>
        <opener>
          <dateline><placeName><hi rend="smallcaps">Habana</hi>
            </placeName>, <date when="1948-02-15T21:00:00">February 15, 1948&#8212;9 p. m.</date></dateline>
          <seg rendition="#left"><hi rend="smallcaps">secret &#8195; us urgent</hi></seg>
        </opener>
        <p>199. For Lovett from Clayton.<note n="1" xml:id="d1fn1">Not <hi>printed</hi>.</note> At
           <pb n="7"/>meeting  today.</p>
        <p>Second.<note n="2">See <ref target="#d2">Document 2</ref>.</note></p>
        <closer><signed><hi rend="smallcaps">Norweb</hi></signed></closer>
      </div>
      <div type="document" xml:id="d2" n="2">
        <head>2. Memorandum From the President&#8217;s Assistant for National Security Affairs
          (<persName>Kissinger</persName>) to President <persName>Nixon</persName><note n="1" type="source">Source:
          National Archives. Secret; Nodis.</note></head>
        <dateline><placeName>Washington</placeName>, <date when="1970-05-12">May 12, 1970</date>.</dateline>
        <list type="subject"><head>SUBJECT</head><item>Personnel<note n="2">In the
          Philippines.</note></item></list>
        <p>You asked:</p>
        <list><item><label>1.</label> One &amp; two.</item><item>Three.</item></list>
        <table><row><cell>Army</cell><cell>12</cell></row><row><cell>Navy</cell><cell>7</cell></row></table>
        <gap/>
        <p>Line<lb/>break.</p>
        <frus:attachment xml:id="d2a">
          <head>Memorandum From the Ambassador to Poland (Cabot) to the Assistant Secretary of State (Kohler)</head>
          <dateline><placeName>Warsaw</placeName>, <date when="1970-05-01">May 1, 1970</date></dateline>
          <p>Enclosed words.</p>
        </frus:attachment>
      </div>
      <div type="document" xml:id="d3" n="3">
        <head>3. Memorandum of Conversation</head>
        <dateline><placeName>Paris</placeName>, <date from="1974-03-11T15:10:00">March 11, 1974</date></dateline>
        <list type="participants"><head>PARTICIPANTS</head>
          <item><hi rend="italic">United States:</hi></item>
          <item>Dr. <persName>Henry A. Kissinger</persName>, Secretary of State</item>
          <item>The President</item></list>
        <p>It was said.</p>
      </div>
      <div type="document" xml:id="d4" n="4" subtype="editorial-note"><head>4. Editorial Note</head>
        <p>On March 3, 1971, the President spoke.</p></div>
    </div></body>
    <back><div type="index"><head>Index</head></div></back>
  </text>
</TEI>"##;

fn taken() -> Taken {
    take("v.xml", VOLUME.as_bytes().to_vec(), &Limits::default()).unwrap()
}

fn paper(number: usize) -> TakenPaper {
    taken().papers.remove(number - 1)
}

/// The particulars of a document that is nothing but a head and some paragraphs.
fn given(head: &str, body: &str) -> Given {
    let volume = format!("<TEI><text><div type=\"document\"><head>{head}</head>{body}</div></text></TEI>");
    take("v.xml", volume.into_bytes(), &Limits::default()).unwrap().papers.remove(0).given
}

fn party(name: &str, post: &str) -> GivenParty {
    let filled = |words: &str| (!words.is_empty()).then(|| words.to_owned());
    GivenParty { name: filled(name), post: filled(post), address: None }
}

#[test]
fn a_volume_gives_its_documents_and_says_what_it_left_out() {
    let taken = taken();
    assert_eq!(taken.title.as_deref(), Some("Foreign Relations, 1948 & after"));
    assert_eq!(taken.papers.len(), 4);
    assert!(taken.papers.iter().all(|paper| paper.kind == TakenKind::Document));
    assert_eq!(
        taken.notes,
        [
            "left out, since it is the editors' matter before the documents: Preface",
            "left out, since it is the editors' matter after the documents: Index",
        ]
    );
}

#[test]
fn a_documents_original_is_its_own_element_byte_for_byte() {
    let start = VOLUME.find("<div type=\"document\" xml:id=\"d2\"").unwrap();
    let end = VOLUME.find("<div type=\"document\" xml:id=\"d3\"").unwrap();
    assert_eq!(paper(2).original, VOLUME[start..end].trim_end().as_bytes());
    let marked = take("v.xml", format!("\u{feff}{VOLUME}").into_bytes(), &Limits::default()).unwrap();
    assert_eq!(marked.papers[1].original, paper(2).original);
}

#[test]
fn an_old_telegram_states_its_parties_place_day_marking_and_number() {
    let given = paper(1).given;
    assert_eq!(given.head.as_deref(), Some("The Ambassador in Cuba (Norweb) to the Secretary of State"));
    assert_eq!(given.kind.as_deref(), Some("telegram"));
    assert_eq!(given.from, [party("Norweb", "Ambassador in Cuba")]);
    assert_eq!(given.to, [party("", "Secretary of State")]);
    assert_eq!((given.date, given.place.as_deref()), (Some(date(1948, 2, 15)), Some("Habana")));
    assert_eq!(given.date_words.as_deref(), Some("February 15, 1948—9 p. m."));
    assert_eq!(given.marking_line.as_deref(), Some("secret us urgent"));
    assert_eq!((given.reference.as_deref(), given.id_in_volume.as_deref()), (Some("199"), Some("d1")));
    assert_eq!(given.source_note.as_deref(), Some("560.AL/2–1548: Telegram"));
}

#[test]
fn the_reading_copy_holds_the_papers_own_words_and_not_the_editors() {
    let expected = "Habana, February 15, 1948—9 p. m.\nsecret us urgent\n\n\
                    199. For Lovett from Clayton. At meeting today.\n\nSecond.\n\nNorweb";
    assert_eq!(paper(1).text, expected);
}

#[test]
fn a_signature_that_the_editors_supply_keeps_its_brackets_on_its_line() {
    let supplied = VOLUME.replace(
        "<signed><hi rend=\"smallcaps\">Norweb</hi></signed>",
        "[<signed><persName>Norweb</persName></signed>]",
    );
    let taken = take("v.xml", supplied.into_bytes(), &Limits::default()).unwrap();
    assert!(taken.papers[0].text.ends_with("Second.\n\n[Norweb]"), "{}", taken.papers[0].text);
}

#[test]
fn footnotes_are_anchored_where_they_stand() {
    let paper = paper(1);
    let shown: Vec<(&str, &str, &str)> = paper
        .footnotes
        .iter()
        .map(|note| (note.label.as_str(), &paper.text[..note.at as usize], note.text.as_str()))
        .map(|(label, before, text)| (label, before.rsplit(' ').next().unwrap(), text))
        .collect();
    assert_eq!(shown[0], ("1", "Clayton.", "Not printed."));
    assert_eq!((shown[1].0, shown[1].2), ("2", "See Document 2."));
    assert!(paper.text[..paper.footnotes[1].at as usize].ends_with("Second."));
}

#[test]
fn lists_tables_lines_and_omissions_stay_readable() {
    let expected = "Washington, May 12, 1970.\n\nSUBJECT\nPersonnel\n\nYou asked:\n\n1. One & two.\nThree.\n\n\
                    Army | 12\nNavy | 7\n\n[…]\n\nLine\nbreak.";
    assert_eq!(paper(2).text, expected);
}

#[test]
fn a_later_memorandum_states_its_parties_subject_and_source() {
    let given = paper(2).given;
    assert_eq!(given.kind.as_deref(), Some("memorandum"));
    assert_eq!(given.from, [party("Kissinger", "President’s Assistant for National Security Affairs")]);
    assert_eq!(given.to, [party("Nixon", "President")]);
    assert_eq!(given.subject.as_deref(), Some("Personnel"));
    assert_eq!(given.source_note.as_deref(), Some("Source: National Archives. Secret; Nodis."));
    assert_eq!(given.reference.as_deref(), Some("Document 2"));
}

#[test]
fn a_marked_attachment_is_an_enclosure() {
    let enclosure = &paper(2).enclosures[0];
    assert!(enclosure.original.starts_with(b"<frus:attachment xml:id=\"d2a\">"));
    assert!(enclosure.original.ends_with(b"</frus:attachment>"));
    assert_eq!(enclosure.text, "Warsaw, May 1, 1970\n\nEnclosed words.");
    assert_eq!(enclosure.given.from, [party("Cabot", "Ambassador to Poland")]);
    assert_eq!(enclosure.given.to, [party("Kohler", "Assistant Secretary of State")]);
}

#[test]
fn those_who_spoke_are_those_a_conversation_is_from() {
    let given = paper(3).given;
    assert_eq!(given.kind.as_deref(), Some("conversation"));
    assert_eq!(given.from, [party("Dr. Henry A. Kissinger", "Secretary of State"), party("", "President")]);
    assert!(given.to.is_empty());
    assert_eq!(given.date, Some(date(1974, 3, 11)));
}

#[test]
fn an_editors_note_is_a_paper_without_a_day_or_a_writer() {
    let given = paper(4).given;
    assert_eq!((given.kind.as_deref(), given.head.as_deref()), (Some("paper"), Some("Editorial Note")));
    assert_eq!((given.date, given.from.is_empty()), (None, true));
}

#[test]
fn heads_part_into_sender_and_addressee() {
    for (head, from, to) in [
        (
            "5. Telegram From the Embassy in Thailand to the Department of State",
            ("", "Embassy in Thailand"),
            ("", "Department of State"),
        ),
        (
            "Letter From Chairman Khrushchev to President Kennedy",
            ("Khrushchev", "Chairman"),
            ("Kennedy", "President"),
        ),
        (
            "No. 63<lb/>The Secretary of State to the Embassy in Burma",
            ("", "Secretary of State"),
            ("", "Embassy in Burma"),
        ),
        (
            "Telegram From the Mission to the United Nations to the Department of State",
            ("", "Mission to the United Nations"),
            ("", "Department of State"),
        ),
        (
            "Letter From the Ambassador to Poland (Cabot) to the Assistant Secretary of State (Kohler)",
            ("Cabot", "Ambassador to Poland"),
            ("Kohler", "Assistant Secretary of State"),
        ),
        (
            "Memorandum From the Under Secretary (Ball) to the Special Assistant to the President (Bundy)",
            ("Ball", "Under Secretary"),
            ("Bundy", "Special Assistant to the President"),
        ),
        (
            "Memorandum From Robert W. Komer of the National Security Council Staff to President Johnson",
            ("Robert W. Komer", "National Security Council Staff"),
            ("Johnson", "President"),
        ),
        (
            "Telegram From the Department of State of the Embassy in Laos",
            ("", "Department of State"),
            ("", "Embassy in Laos"),
        ),
        (
            "Memorandum by the Director (McClurkin)to the Assistant Secretary (Robertson)",
            ("McClurkin", "Director"),
            ("Robertson", "Assistant Secretary"),
        ),
        (
            "Memorandum to the President by the Director of Foreign Operations (Stassen)",
            ("Stassen", "Director of Foreign Operations"),
            ("", "President"),
        ),
        (
            "Telegram 1154 From the Embassy in Uganda to the Department of State, Kampala, April 21, 1972, 0657Z",
            ("", "Embassy in Uganda"),
            ("", "Department of State"),
        ),
        (
            "Report From the Central Intelligence Agency (CIA) to Secretary of State Rusk",
            ("", "Central Intelligence Agency (CIA)"),
            ("Rusk", "Secretary of State"),
        ),
    ] {
        let given = given(head, "<p>Words.</p>");
        assert_eq!((given.from, given.to), (vec![party(from.0, from.1)], vec![party(to.0, to.1)]), "{head}");
    }
}

#[test]
fn two_senders_are_two_and_one_office_with_an_and_is_one() {
    let two =
        given("Letter From the Secretary of State and the Secretary of Defense to the President", "<p/>")
            .from;
    assert_eq!(two, [party("", "Secretary of State"), party("", "Secretary of Defense")]);
    let one = given("Letter From the Assistant Secretary for Near Eastern and South Asian Affairs (Talbot) to the President", "<p/>").from;
    assert_eq!(one, [party("Talbot", "Assistant Secretary for Near Eastern and South Asian Affairs")]);
}

#[test]
fn a_head_may_state_place_and_day_and_those_between_whom_it_was() {
    let given = given(
        "Memorandum of a Conversation Between the Secretary of State and Prime Minister Kishi, Department of State, Washington, June 20, 1957, 9 a.m.",
        "<p>Words.</p>",
    );
    assert_eq!(given.from, [party("", "Secretary of State"), party("Kishi", "Prime Minister")]);
    assert_eq!((given.place.as_deref(), given.date), (Some("Washington"), Some(date(1957, 6, 20))));
}

#[test]
fn kinds_are_named_by_the_heads_first_words() {
    for (head, kind) in [
        ("Airgram From the Embassy in Chad to the Department of State", "airgram"),
        ("Instruction From the Department of State to the Embassy in Laos", "airgram"),
        ("Memorandum for the Record of a Meeting", "memorandum"),
        ("Memorandum From the Record Office to the Secretary of State", "memorandum"),
        ("Note From the Embassy of Laos to the Department of State", "note"),
        ("Aide-Mémoire From the Department of State to the Embassy of Laos", "note"),
        ("Statement by the Secretary of State", "address"),
        ("Action Memorandum From A to B", "memorandum"),
        ("Memorandum of Telephone Conversation", "conversation"),
        ("Summary Notes of the 530th Meeting", "minutes"),
        ("Despatch From the Embassy in Laos to the Department of State", "despatch"),
        ("Message From Prime Minister Macmillan to President Kennedy", "message"),
        ("National Intelligence Estimate", "paper"),
        ("The Secretary of State to the President", "letter"),
    ] {
        assert_eq!(given(head, "<p/>").kind.as_deref(), Some(kind), "{head}");
    }
}

#[test]
fn a_subject_may_stand_among_a_telegrams_first_sentences() {
    let subject = |text: &str| given("Telegram From A to B", &format!("<p>{text}</p>")).subject;
    let told = "12246. Please pass White House. Subject: Thai-US Contingency Planning. 1. Summary follows.";
    assert_eq!(subject(told).as_deref(), Some("Thai-US Contingency Planning"));
    assert_eq!(subject("711. Subject: U.S. Policy. Ref: 11 FAM 212.4.").as_deref(), Some("U.S. Policy"));
    assert_eq!(subject("The subject was not raised."), None);
}

#[test]
fn a_telegrams_number_is_read_from_its_head_or_first_words() {
    let number = |head: &str, text: &str| given(head, &format!("<p>{text}</p>")).reference;
    assert_eq!(number("Telegram 711 From A to B", "Words.").as_deref(), Some("711"));
    assert_eq!(number("Telegram From A to B", "4234. Embtel 4230.").as_deref(), Some("4234"));
    assert_eq!(number("Telegram From A to B", "Secto 14. Words").as_deref(), Some("Secto 14"));
    assert_eq!(number("Telegram From A to B", "Unnumbered. Words"), None);
    assert_eq!(number("Letter From A to B", "4. Words"), None);
    assert_eq!(number("Airgram A–183 From A to B", "Words.").as_deref(), Some("A–183"));
    assert_eq!(number("Despatch 12 From A to B", "4. Words").as_deref(), Some("12"));
    assert_eq!(number("Airgram From A to B", "4. Words"), None);
}

#[test]
fn a_paragraph_that_is_a_marking_is_the_marking_line() {
    let marking =
        |text: &str| given("Telegram From A to B", &format!("<p>{text}</p><p>12. Words.</p>")).marking_line;
    assert_eq!(marking("Top Secret<lb/>NIACT").as_deref(), Some("Top Secret NIACT"));
    assert_eq!(marking("The secret is out."), None);
}

#[test]
fn lists_of_addressees_serve_where_the_head_names_none() {
    let lists = "<list type=\"memo\"><head>MEMORANDUM FOR</head><item>DR. KISSINGER</item>\
                 <item>cc: Mr. ROGER MORRIS</item></list><list type=\"from\"><item>THE PRESIDENT</item></list>";
    let given = given("Memorandum", lists);
    assert_eq!(given.to, [party("DR. KISSINGER", "")]);
    assert_eq!(given.copied_to, [party("Mr. ROGER MORRIS", "")]);
    assert_eq!(given.from.len(), 1);
}

#[test]
fn a_paper_that_was_withheld_keeps_the_source_that_is_printed_in_its_place() {
    let body = "<p>[Source: National Archives, <gloss>RG</gloss> 59, POL 15–1 THAI. Secret;\n Limdis. 6 pages of source text not declassified.]</p>";
    let given = given("Telegram From the Embassy in Thailand to the Department of State", body);
    let source = "Source: National Archives, RG 59, POL 15–1 THAI. Secret; Limdis. 6 pages of source text not declassified.";
    assert_eq!(given.source_note.as_deref(), Some(source));
}
