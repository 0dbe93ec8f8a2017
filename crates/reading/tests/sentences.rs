//! Sentences of real papers, one by one: what each says, and what it must not be taken to say.

use chancery_office::reading::{Kind, Particulars, What};
use chancery_reading::{Context, read, standoff};

/// What is found in a sentence, as "class degree", without a repetition.
fn found(sentence: &str) -> Vec<String> {
    let given = Particulars { date: jiff::civil::Date::new(1957, 12, 5).ok(), ..Particulars::default() };
    let ctx = Context { given: Some(given), given_kind: Some(Kind::Letter), ..Context::default() };
    let told = standoff(sentence, &read(sentence, &ctx));
    let word = |f: &serde_json::Value| {
        let degree = f["roles"]["firmness"].as_str().or(f["roles"]["status"].as_str()).unwrap_or("");
        format!("{} {degree}", f["kind"].as_str().unwrap_or("")).trim_end().to_owned()
    };
    let mut all: Vec<String> = told["findings"].as_array().into_iter().flatten().map(word).collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn what_real_sentences_say_is_found() {
    let sentences = [
        (
            "undertaking agreed",
            "In response we agreed to increase the MASF level from $60 million to $75 million for FY 68.",
        ),
        ("undertaking agreed", "she has, however, agreed to inform us of any orders for equipment"),
        ("undertaking agreed", "Saudi Arabia, Paraguay, and Liberia have agreed to exchange ambassadors."),
        (
            "undertaking agreed",
            "We agreed that meetings with the Nine would be at the Assistant Secretary level.",
        ),
        ("undertaking agreed", "Mr. Gray agreed that Defense should undertake further exploration."),
        (
            "undertaking agreed",
            "Marcos stated that President Nixon agreed in principle that these privileges would be extended.",
        ),
        (
            "undertaking agreed",
            "participants in the Djakarta Conference agreed that they should concentrate on finding a peaceful solution",
        ),
        ("undertaking agreed", "It was agreed that Mr. Farley should advise the Ambassador directly."),
        (
            "undertaking agreed",
            "It was agreed accordingly that this subject would be placed on the Council agenda for reexamination at a later date.",
        ),
        (
            "undertaking agreed",
            "It was agreed that State would develop a statement in coordination with Justice for early release.",
        ),
        (
            "undertaking agreed",
            "It was agreed that we will keep the RTG in touch with our thinking through Ambassador Unger.",
        ),
        ("undertaking agreed", "Regret not seeing Nasser as agreed with Anderson."),
        ("undertaking promised", "I promised that I would advise him soonest."),
        ("undertaking promised", "And he promised that Amb. Porter would deliver our response by January 1."),
        (
            "undertaking promised",
            "Lord Hood promised to give us something at a later date on the Kuwait situation.",
        ),
        ("undertaking promised", "I promised to bring these two matters to immediate attention Washington."),
        ("undertaking promised", "Mr. Rostow promised to send the letter to the President immediately."),
        (
            "undertaking promised",
            "The British have undertaken to advise Hammarskjold of the approach by Fawzi.",
        ),
        (
            "undertaking promised",
            "President Sukarno and Vice President Hatta undertake that they will urge adoption such a policy.",
        ),
        (
            "undertaking promised",
            "he assured the Greek Ambassador that whatever statement we made would be kept on a very low key",
        ),
        (
            "undertaking promised",
            "We are committed to beginning on SALT III soon after ratification of SALT II.",
        ),
        ("undertaking promised", "I will take this matter up separately with Jerry Smith."),
        (
            "undertaking intended",
            "The State Department will prepare a plan covering provision of PL–480 support.",
        ),
        ("undertaking intended", "The FRG will keep us informed through Ambassador Knappstein."),
        ("undertaking intended", "We will be asking for your thoughts on this one too."),
        (
            "undertaking intended",
            "Delegations agree to text and will recommend to their governments that they should support it.",
        ),
        ("undertaking promised", "He said he would again convey this idea to Diem today."),
        ("undertaking promised", "Neth Amb said that he would notify Dept of date delivery this note."),
        (
            "undertaking promised",
            "I told him I would send my new Under Secretary for Economic Affairs to Algiers in the next two to three weeks.",
        ),
        ("undertaking promised", "Boumediene said he would receive him personally."),
        (
            "undertaking promised",
            "Faure stated he would prepare memo May 11 in preparation for next meeting.",
        ),
        (
            "undertaking promised",
            "Dr. Kissinger replied that we would look seriously at the counterproposals.",
        ),
        (
            "meeting ahead",
            "Gordon Walker said that he would be seeing the German Foreign Minister on December 11.",
        ),
        (
            "undertaking promised",
            "I assure you that my Emb is ready to be of any possible and appropriate service.",
        ),
        ("undertaking promised", "we would be prepared to give tentative answers before then"),
        (
            "undertaking asked",
            "General Taylor asked that we avoid making any commitment to the generals until they had produced a coup plan.",
        ),
        ("undertaking asked", "The Secretary asked that we request the approval of the President."),
        ("undertaking asked", "Mr. McNamara asked that the Group consider what we really want Diem to do."),
        ("undertaking asked", "I have asked Governor Harriman to make a special trip to confer with you."),
        (
            "undertaking asked",
            "He asked Mr. Califano to take another look at how sales of stockpile items could be increased.",
        ),
        ("undertaking asked", "SYG has requested you take following line with Egyptians."),
        ("undertaking instructed", "Sec McNamara directed Mr Bundy to look into this."),
        (
            "undertaking instructed",
            "The Secretary instructed Mr. Rountree to draft a possible communication.",
        ),
        (
            "undertaking instructed",
            "President has authorized Ambassador Lodge to continue his discussions in New York with Foreign Minister Noon.",
        ),
        ("undertaking instructed", "You are authorized to use the material appearing in this instruction."),
        ("undertaking asked", "Please deliver orally following message from me to the Crown Prince."),
        ("undertaking instructed", "You should inform Wang at Tuesday meeting that request is procedural."),
        ("undertaking proposed", "I propose that you undertake a much heavier speaking schedule."),
        (
            "undertaking proposed",
            "I therefore recommend that this problem be brought up at the WSAG meeting scheduled for next Tuesday.",
        ),
        ("undertaking intended", "We propose to open technical discussions on two subjects."),
        ("undertaking instructed", "Believe you should continue to try to maintain this posture."),
        (
            "undertaking considered",
            "Dept and DOD are giving urgent consideration to proposals for arms and aircraft transfers to Morocco.",
        ),
        ("undertaking considered", "it is reported that London is considering reducing troops"),
        ("undertaking refused", "Australia and New Zealand flatly rejected UK position."),
        ("meeting ahead", "Dr. Eisenhower is scheduled to visit the Department on January 15."),
        ("undertaking intended", "He proposes to express to them our impatience."),
        (
            "meeting ahead",
            "The President looks forward to seeing Nehru again this evening (dinner at Embassy).",
        ),
        ("meeting ahead", "We spoke of the Under Secretary's forthcoming visit to Vienna July 14."),
        ("meeting held", "We spoke of the Under Secretary's recent visit to Vienna July 14."),
        ("subject deferred", "military talks with Syria postponed at least two weeks"),
        ("subject not-raised", "Neither Fock nor Peter brought up subject of Viet-Nam by name."),
        ("subject not-raised", "The PRC did not raise either the SEATO commitment or Thailand."),
    ];
    let missed: Vec<String> = sentences
        .iter()
        .filter(|(what, sentence)| !found(sentence).iter().any(|f| f == what))
        .map(|(what, sentence)| format!("{what}: {sentence:?} gives {:?}", found(sentence)))
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn what_real_sentences_do_not_say_is_not_found() {
    let sentences = [
        "He agreed there would be repercussions.",
        "If Libya did agree to receive him, he would state that.",
        "There promises to be difficulties in the UN.",
        "We shall resist aggressive foreign policies.",
        "Indonesia will get Irian back through the UN.",
        "Diem told me he believed Hoa Hao would disintegrate.",
        "we did not ask that this be recognized",
        "Nothing that I know of the American people suggests to me that we should yield.",
        "he declined to predict exactly when the change may take place",
    ];
    let found: Vec<String> = sentences
        .iter()
        .filter(|s| found(s).iter().any(|f| f.starts_with("undertaking")))
        .map(|s| format!("{s:?} gives {:?}", found(s)))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_speech_promises_nothing_that_an_office_could_chase() {
    let text = "We will send ten thousand trucks. I promise to return.";
    let given = Some(Particulars::default());
    let speech = Context { given: given.clone(), given_kind: Some(Kind::Address), ..Context::default() };
    let letter = Context { given, given_kind: Some(Kind::Letter), ..Context::default() };
    let count = |ctx: &Context| {
        read(text, ctx).findings.iter().filter(|f| matches!(f.what, What::Undertaking(_))).count()
    };
    assert_eq!((count(&speech), count(&letter)), (0, 2));
}
