//! The letter of 14 October 1982, from its arrival to the Prime Minister's box, told at the terminal.

#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

mod common;

use std::fs;

use common::{LETTER, Office, Ran, papers};
use insta::assert_snapshot;

/// The reference numbers of the letter and of the message that it covers, once filed.
const COVER: &str = "S 82/1";
const MESSAGE: &str = "S 82/2";

fn office_with_letter() -> Office {
    let office = Office::staffed();
    office.write("shultz-pym-1982.txt", LETTER);
    office.ok(&["file", "shultz-pym-1982.txt", "--into", "US/Soviet relations"]);
    office
}

/// The letter's own words are in the sample; a snapshot shows what the program says around them.
fn around_the_text(ran: &Ran) -> String {
    let told = ran.told();
    let (before, text) = told.split_once("\n\n").unwrap();
    let (particulars, rest) = text.split_once("\n\n").unwrap();
    let after = rest.split_once("\n\nMinutes:").map_or("", |(_, after)| after);
    format!("{before}\n\n{particulars}\n\n[the text]\n\nMinutes:{after}")
}

#[test]
fn a_registry_is_made_and_its_maker_is_told_what_to_keep() {
    let office = Office::empty();
    assert_snapshot!(office.run(&["init", "--name", "10 Downing Street"]).told(), @r#"
    made office.chancery
    ! Keep three things, apart from each other and from this machine: the passphrase, and what
    ! `chancery backup FOLDER --keys-to FOLDER` copies of office.chancery into two folders. Nothing can be read again,
    ! by anybody, without the passphrase; nor with the passphrase alone, without keys.db. `keeper` runs the registry and
    ! reads nothing; `security` gives clearances; `clerk` enters papers and may read all.
    ! Next: chancery admit, chancery clear, chancery file, chancery serve.
    "#);
    assert_snapshot!(office.run(&["init"]).told(), @r#"
    ! chancery: there is a registry in office.chancery already, or what is left of one: name another folder
    = status 4
    "#);
    assert_snapshot!(office.run(&["register"]).told(), @"0 papers, page 1 of 1");
    assert_snapshot!(office.run(&["people"]).told(), @r#"
    clerk        The registry clerk (enters papers, puts papers up, minutes and initials)
    keeper       The keeper of the registry (keeps the registry)
    security     The security officer (gives clearances, approves changed markings)
    you are cleared to UK TOP SECRET, every caveat · US TOP SECRET, every caveat
    "#);
    let doctor = office.run(&["doctor"]).out;
    let looked_at: Vec<&str> = doctor.lines().map(|line| line.split_whitespace().nth(1).unwrap()).collect();
    assert_eq!(looked_at, ["worker", "folder", "projections", "duties", "second", "backup", "sqlite"]);
}

#[test]
fn the_letter_arrives_and_is_two_papers_in_the_box_for_the_meeting() {
    let office = Office::staffed();
    office.write("shultz-pym-1982.txt", LETTER);
    assert_snapshot!(office.run(&["file", "shultz-pym-1982.txt", "--into", "US/Soviet relations"]).told(), @r#"
    S 82/1       1982-10-14 [covering SECRET] Message from Mr Shultz about US/Soviet Relations — R B Bone to A J Coles Esq (1 enclosure)
    S 82/2       1982-10-14 [SECRET] Message from George P. Shultz to Francis — George P. Shultz to Francis
    "#);
    assert_snapshot!(office.run(&["file", "shultz-pym-1982.txt"]).told(), @"! shultz-pym-1982.txt: held already as S 82/1");
    assert_snapshot!(office.as_("coles", &["box", "prime-minister"]).told(), @r#"
    The box of the Prime Minister (Margaret Thatcher)
    To see
      S 82/1       1982-10-14 [covering SECRET] Message from Mr Shultz about US/Soviet Relations — R B Bone to A J Coles Esq (1 enclosure)
          for the meeting 1982-10-15 11:00 [SECRET] relations with the Soviet Union and Eastern Europe (found in a paper) — held [years] ago
          flag A: S 82/2       1982-10-14 [SECRET] Message from George P. Shultz to Francis — George P. Shultz to Francis
          put up by The registry clerk (proposed from the paper's margin)
    1 paper, 3 pages, about 3 minutes
    "#);
    assert_snapshot!(office.as_("coles", &["meetings"]).told(), @"[id] 1982-10-15 11:00 [SECRET] relations with the Soviet Union and Eastern Europe (found in a paper)");
    assert_snapshot!(office.as_("coles", &["undertakings", "--who", "Thatcher"]).told(), @r#"
    OVERDUE 1982-10-15 asked      Margaret Thatcher: glance at the enclosed copy of a message from Mr Shultz; when: at 1100 on 15 October
        S 82/1 6b01f927 [covering SECRET] “Mr Pym has suggested that the Prime Minister might like to glance at the enclosed copy of a message from Mr Shultz, in advance of the meeting to discuss relations with the Soviet Union and Eastern Europe at 1100 on 15 October”
    1 undertaking
    "#);
    assert_snapshot!(office.as_("coles", &["undertakings"]).told(), @r#"
    OVERDUE 1982-11-30 proposed   George P. Shultz (we): another exchange take place; in Moscow; when: in November
        S 82/2 32d2167f [SECRET] “we will be suggesting that another exchange take place in Moscow in November”
    OVERDUE 1982-11-30 agreed     George P. Shultz and Gromyko: a round of expert-level consultations on non-proliferation take place; with his Soviet counterpart; in Washington; when: next month
        S 82/2 587b5619 [SECRET] “Ambassador Richard Kennedy suggested to his Soviet counterpart that a round of expert-level consultations on non-proliferation take place in Washington next month. I reiterated this invitation to Gromyko, and we agreed to move forward with this proposal”
    OVERDUE 1982-10-15 asked      Margaret Thatcher: glance at the enclosed copy of a message from Mr Shultz; when: at 1100 on 15 October
        S 82/1 6b01f927 [covering SECRET] “Mr Pym has suggested that the Prime Minister might like to glance at the enclosed copy of a message from Mr Shultz, in advance of the meeting to discuss relations with the Soviet Union and Eastern Europe at 1100 on 15 October”
    no day             proposed   George P. Shultz (we): concentrate on trying to make progress in a few specific and limited areas, some of which have been under discussion by our experts
        S 82/2 1d3e1989 [SECRET] “I suggested that we concentrate on trying to make progress in a few specific and limited areas, some of which have been under discussion by our experts”
    no day             agreed     Gromyko: our negotiators get together; with George P. Shultz; when: prior to resumption of the Madrid meeting
        S 82/2 492ba4f9 [SECRET] “human rights, Gromyko agreed to my proposal that our negotiators get together prior to resumption of the Madrid meeting for further discussion of this subject, the Madrid CSCE meeting and other issues”
    no day             agreed     George P. Shultz and Gromyko: US-Soviet bilateral discussions should continue on the Namibia/Angola issues
        S 82/2 87776acb [SECRET] “Gromyko and I also agreed that US-Soviet bilateral discussions should continue on the Namibia/Angola issues”
    no day             considered George P. Shultz: having Crocker join Ambassador Hartman for these discussions; with Crocker
        S 82/2 348eac96 [SECRET] “I am considering having Crocker join Ambassador Hartman for these discussions”
    no day             left open  George P. Shultz and Gromyko: another meeting between us; when: in the months ahead
        S 82/2 2a6d736d [SECRET] “We did consider another meeting between us, but this was left until we see how our relations develop in the months ahead”
    8 undertakings
    "#);
    assert_snapshot!(office.as_("coles", &["find", "Namibia -Brezhnev"]).told(), @"0 found");
    assert_snapshot!(office.as_("coles", &["find", "\"contact group\""]).told(), @r#"
    1 found
    S 82/2       1982-10-14 [SECRET] Message from George P. Shultz to Francis — George P. Shultz to Francis
        …discussions, which would focus on a renewed effort to gain Soviet cooperation with the *Contact Group*'s efforts. On non-proliferation, Gromyko and I discussed intensification of already existing US-Soviet bilateral contacts. At the recent IAEA general assembly, Ambassador…
    kind: message (1)
    year: 1982 (1)
    from: George P. Shultz (1)
    to: Francis (1)
    marking: S (1)
    file: US/Soviet relations (1)
    "#);
}

#[test]
fn the_cover_and_the_message_are_shown_with_what_was_found_in_them() {
    let office = office_with_letter();
    assert_snapshot!(around_the_text(&office.as_("coles", &["show", COVER])), @r#"
                                            covering SECRET                                         
                                       UNCLASSIFIED when detached                                   
    S 82/1   Message from Mr Shultz about US/Soviet Relations

      Kind        letter
      From        R B Bone, Private Secretary, Foreign and Commonwealth Office
      To          A J Coles Esq, 10 Downing Street
      Date        14 October 1982
      Place       London SW1A 2AH
      Subject     Message from Mr Shultz about US/Soviet Relations
      Came as     shultz-pym-1982.txt
      File        US/Soviet relations
      Encloses    S 82/2       1982-10-14 [SECRET] Message from George P. Shultz to Francis — George P. Shultz to Francis

    [the text]

    Minutes:
      put up    Prime Minister
      hand      John Stan. [doubtful reading]
      hand      [Handwritten mark] [doubtful reading]
      initials  A.J.C. 14/10. (1982-10-14)

    Findings:
       1. undertaking, asked — says: Mr Pym; who: Margaret Thatcher; what: glance at the enclosed copy of a message from Mr Shultz; when: at 1100 on 15 October [1982-10-15]
          “Mr Pym has suggested that the Prime Minister might like to glance at the enclosed copy of a message from Mr Shultz, in advance of the meeting to discuss relations with the Soviet Union and Eastern Europe at 1100 on 15 October” (201..426)
       2. reference, enclosed — about: copy of a message from Mr Shultz
          “the enclosed copy of a message from Mr Shultz” (270..315)
       3. meeting, ahead — about: relations with the Soviet Union and Eastern Europe; when: at 1100 on 15 October [1982-10-15]
          “the meeting to discuss relations with the Soviet Union and Eastern Europe at 1100 on 15 October” (331..426)

    Chain:
      George P. Shultz (S 82/2)
      Francis (S 82/2)
      R B Bone (S 82/1, 1982-10-14)
      A J Coles Esq (S 82/1, 1982-10-14)
      Prime Minister (put up)

    In the box of:
      Prime Minister: To see, for the meeting 1982-10-15 11:00 [SECRET] relations with the Soviet Union and Eastern Europe (found in a paper)

    Seen by:
      A J Coles, 1 time, last [time]

    It bears SECRET; you are cleared to UK TOP SECRET, every caveat · US TOP SECRET, every caveat.
                                            covering SECRET
    "#);
    assert_snapshot!(around_the_text(&office.as_("coles", &["show", MESSAGE])), @r#"
                                                 SECRET                                             
    S 82/2   Message from George P. Shultz to Francis

      Kind        message
      From        George P. Shultz
      To          Francis
      File        US/Soviet relations
      Enclosed in S 82/1       1982-10-14 [covering SECRET] Message from Mr Shultz about US/Soviet Relations — R B Bone to A J Coles Esq (1 enclosure)

    [the text]

    Minutes:
      stamp     14 OCT 1982 (1982-10-14)

    Findings:
       1. meeting, held — says: George P. Shultz; with: Gromyko
          “my meetings with Gromyko” (67..91)
       2. reference, in words — about: Gromyko
          “my meetings with Gromyko” (67..91)
       3. reference, in words — about: conversations
          “our recent conversations” (166..190)
       4. reference, in words — about: briefings; says: your Ambassadors
          “the detailed briefings your Ambassadors have received” (195..248)
       5. assessment — says: George P. Shultz; what: he did not push any of the propagandistic arms control proposals contained in his UNGA speech
          “I was impressed that he did not push any of the propagandistic arms control proposals contained in his UNGA speech” (372..486)
       6. subject, not raised — says: Gromyko; about: the propagandistic arms control proposals
          “he did not push any of the propagandistic arms control proposals” (393..457)
       7. subject, agreed — about: the INF and START talks are proceeding in a serious manner; says: Gromyko
          “agreed that the INF and START talks are proceeding in a serious manner” (492..562)
       8. subject, not raised — says: Gromyko; about: Brezhnev's six point Middle East proposal
          “Nor did he even mention Brezhnev's six point Middle East proposal” (564..629)
       9. subject, raised — says: Gromyko; about: our alleged efforts to exclude Moscow from the area
          “he did speak at length about our alleged efforts to exclude Moscow from the area” (638..718)
      10. subject, raised — says: George P. Shultz and the President; about: human rights; when: before the meetings to place particular emphasis
          “the President and I had decided before the meetings to place particular emphasis on human rights” (734..830)
      11. assessment — with: Gromyko; what: hard, emphasizing that the state had to have the final word in such cases; says: George P. Shultz
          “Gromyko's response was predictably hard, emphasizing that the state had to have the final word in such cases” (832..940)
      12. subject, raised — says: Gromyko; about: Poland
          “On Poland, Afghanistan and arms control issues, Gromyko's statements” (942..1010)
      13. subject, raised — says: Gromyko; about: Afghanistan
          “On Poland, Afghanistan and arms control issues, Gromyko's statements” (942..1010)
      14. subject, raised — says: Gromyko; about: arms control issues
          “On Poland, Afghanistan and arms control issues, Gromyko's statements” (942..1010)
      15. undertaking, proposed — says: George P. Shultz; who: George P. Shultz (we); what: concentrate on trying to make progress in a few specific and limited areas, some of which have been under discussion by our experts; about: trying to make progress in a few specific and limited areas
          “I suggested that we concentrate on trying to make progress in a few specific and limited areas, some of which have been under discussion by our experts” (1075..1226)
      16. undertaking, agreed — about: human rights; who: Gromyko; with: George P. Shultz; what: our negotiators get together; about: the Madrid CSCE meeting; when: prior to resumption of the Madrid meeting
          “human rights, Gromyko agreed to my proposal that our negotiators get together prior to resumption of the Madrid meeting for further discussion of this subject, the Madrid CSCE meeting and other issues” (1231..1431)
      17. undertaking, agreed — who: George P. Shultz and Gromyko; what: US-Soviet bilateral discussions should continue on the Namibia/Angola issues; about: the Namibia/Angola issues
          “Gromyko and I also agreed that US-Soviet bilateral discussions should continue on the Namibia/Angola issues” (1452..1559)
      18. person — post: Assistant Secretary of State; who: Crocker
          “Assistant Secretary of State Crocker” (1574..1610)
      19. meeting, held — says: Assistant Secretary of State Crocker; with: the Soviets
          “Assistant Secretary of State Crocker has had two meetings with the Soviets” (1574..1648)
      20. undertaking, proposed — who: George P. Shultz (we); what: another exchange take place; where: Moscow; when: in November [1982-11-01]
          “we will be suggesting that another exchange take place in Moscow in November” (1695..1771)
      21. meeting, ahead — about: exchange; when: in November [1982-11-01]
          “another exchange take place in Moscow in November” (1722..1771)
      22. undertaking, considered — who: George P. Shultz; what: having Crocker join Ambassador Hartman for these discussions; with: Crocker
          “I am considering having Crocker join Ambassador Hartman for these discussions” (1773..1850)
      23. person — post: Ambassador; who: Hartman
          “Ambassador Hartman” (1810..1828)
      24. subject, raised — says: George P. Shultz and Gromyko; about: intensification of already existing US-Soviet bilateral contacts
          “Gromyko and I discussed intensification of already existing US-Soviet bilateral contacts” (1974..2062)
      25. person — post: Ambassador; who: Richard Kennedy
          “Ambassador Richard Kennedy” (2101..2127)
      26. undertaking, agreed — who: George P. Shultz and Gromyko; says: Ambassador Richard Kennedy; with: his Soviet counterpart; what: a round of expert-level consultations on non-proliferation take place; where: Washington; about: non-proliferation; when: next month [1982-11-01]
          “Ambassador Richard Kennedy suggested to his Soviet counterpart that a round of expert-level consultations on non-proliferation take place in Washington next month. I reiterated this invitation to Gromyko, and we agreed to move forward with this proposal” (2101..2354)
      27. meeting, ahead — about: consultations; when: next month [1982-11-01]
          “consultations on non-proliferation take place in Washington next month” (2193..2263)
      28. assessment — what: these modest steps; says: George P. Shultz
          “None of these modest steps could be considered a breakthrough” (2370..2431)
      29. assessment — says: George P. Shultz; what: this will allow us to discuss a few areas where progress might be possible
          “I believe this will allow us to discuss a few areas where progress might be possible” (2517..2601)
      30. subject, not raised — says: George P. Shultz and Gromyko; about: the possibility of a summit
          “Gromyko and I did not discuss the possibility of a summit” (2604..2661)
      31. undertaking, left open — who: George P. Shultz and Gromyko; what: another meeting between us; if: we see how our relations develop in the months ahead; when: in the months ahead
          “We did consider another meeting between us, but this was left until we see how our relations develop in the months ahead” (2663..2783)
      32. assessment — says: George P. Shultz; what: both Gromyko and I were operating on the assumption that the differences between us are large and deep
          “My overall assessment is that both Gromyko and I were operating on the assumption that the differences between us are large and deep” (2786..2918)
      33. assessment — what: progress; says: George P. Shultz
          “progress will be difficult” (2929..2955)
      34. assessment — says: George P. Shultz; what: this is an accurate reflection of the overall state of our relationship
          “I think this is an accurate reflection of the overall state of our relationship” (2957..3036)
      35. assessment — says: George P. Shultz; what: Gromyko now understands that while we are prepared to continue our current course
          “I believe Gromyko now understands that while we are prepared to continue our current course” (3125..3216)
      36. assessment — what: we should explore whether the relationship can be improved in practical ways; says: George P. Shultz
          “my conviction that we should explore whether the relationship can be improved in practical ways” (3244..3339)

    Chain:
      George P. Shultz (S 82/2)
      Francis (S 82/2)
      R B Bone (S 82/1, 1982-10-14)
      A J Coles Esq (S 82/1, 1982-10-14)
      Prime Minister (put up)

    Seen by:
      A J Coles, 1 time, last [time]

    It bears SECRET; you are cleared to UK TOP SECRET, every caveat · US TOP SECRET, every caveat.
                                                 SECRET
    "#);
}

#[test]
fn the_originals_of_cover_and_message_together_are_the_file() {
    let office = office_with_letter();
    let cover = office.run(&["original", COVER]);
    let message = office.run(&["original", MESSAGE]);
    assert!([cover.bytes, message.bytes].concat() == LETTER.as_bytes());
}

#[test]
fn detached_from_the_message_the_cover_falls_to_its_own_marking() {
    let office = office_with_letter();
    let nothing = office.as_("desk", &["find", "glance"]).told();
    assert_snapshot!(nothing, @"0 found");
    assert_snapshot!(office.as_("coles", &["detach", MESSAGE]).told(), @"detached");
    assert_snapshot!(office.as_("coles", &["register"]).told(), @r#"
    S 82/2       1982-10-14 [SECRET] Message from George P. Shultz to Francis — George P. Shultz to Francis
    U 82/1       1982-10-14 [UNCLASSIFIED] Message from Mr Shultz about US/Soviet Relations — R B Bone to A J Coles Esq
    2 papers, page 1 of 1
    "#);
    assert_snapshot!(office.as_("desk", &["find", "glance"]).told(), @r#"
    1 found
    U 82/1       1982-10-14 [UNCLASSIFIED] Message from Mr Shultz about US/Soviet Relations — R B Bone to A J Coles Esq
        …about US/Soviet Relations Mr Pym has suggested that the Prime Minister might like to *glance* at the enclosed copy of a message from Mr Shultz, in advance of the meeting to discuss relations with the Soviet Union and Eastern Europe at 1100 on 15 October. Your own [Handwritten…
    kind: letter (1)
    year: 1982 (1)
    from: R B Bone (1)
    to: A J Coles Esq (1)
    marking: U (1)
    file: US/Soviet relations (1)
    post: Private Secretary (1)
    "#);
    assert_snapshot!(office.as_("desk", &["register"]).told(), @r#"
    U 82/1       1982-10-14 [UNCLASSIFIED] Message from Mr Shultz about US/Soviet Relations — R B Bone to A J Coles Esq
    1 paper, page 1 of 1
    "#);
    assert_snapshot!(office.as_("desk", &["show", MESSAGE]).told(), @r#"
    ! chancery: nothing of that name is known here
    = status 3
    "#);
    assert_snapshot!(office.as_("coles", &["enclose", MESSAGE, "--in", COVER]).told(), @"enclosed");
    assert_snapshot!(office.as_("coles", &["register"]).told(), @r#"
    S 82/2       1982-10-14 [SECRET] Message from George P. Shultz to Francis — George P. Shultz to Francis
    S 82/1       1982-10-14 [covering SECRET] Message from Mr Shultz about US/Soviet Relations — R B Bone to A J Coles Esq (1 enclosure)
    2 papers, page 1 of 1
    "#);
    assert_eq!(office.as_("desk", &["find", "glance"]).told(), nothing);
}

#[test]
fn a_reader_cannot_tell_a_paper_above_him_from_none() {
    let office = office_with_letter();
    let of = |reference: &str| office.as_("desk", &["show", reference]).told();
    assert_snapshot!(of(MESSAGE), @r#"
    ! chancery: nothing of that name is known here
    = status 3
    "#);
    assert_eq!(of(MESSAGE), of("S 82/99"));
    for verb in [&["original"][..], &["initial"], &["minute"], &["detach"]] {
        let tail: &[&str] = if verb == ["minute"] { &["words"] } else { &[] };
        let of = |reference: &str| office.as_("desk", &[verb, &[reference], tail].concat()).told();
        assert_eq!(of(MESSAGE), of("S 82/99"), "{verb:?}");
    }
    assert_snapshot!(office.as_("nobody", &["register"]).told(), @r#"
    ! chancery: nothing of that name is known here
    = status 3
    "#);
}

#[test]
fn a_paper_is_put_up_minuted_and_initialled() {
    let office = office_with_letter();
    let put_up =
        ["put-up", MESSAGE, "--before", "prime-minister", "--for", "decision", "--note", "As you asked."];
    assert_snapshot!(office.as_("coles", &put_up).told(), @"put up");
    assert_snapshot!(office.as_("coles", &["minute", MESSAGE, "A", "fair", "account."]).told(), @"minuted");
    assert_snapshot!(office.as_("pm", &["initial", MESSAGE]).told(), @"initialled");
    assert_snapshot!(office.as_("pm", &["box", "prime-minister"]).told(), @r#"
    The box of the Prime Minister (Margaret Thatcher)
    For decision
      S 82/2       1982-10-14 [SECRET] Message from George P. Shultz to Francis — George P. Shultz to Francis
          As you asked.
          put up by A J Coles
    To see
      S 82/1       1982-10-14 [covering SECRET] Message from Mr Shultz about US/Soviet Relations — R B Bone to A J Coles Esq (1 enclosure)
          for the meeting 1982-10-15 11:00 [SECRET] relations with the Soviet Union and Eastern Europe (found in a paper) — held [years] ago
          flag A: S 82/2       1982-10-14 [SECRET] Message from George P. Shultz to Francis — George P. Shultz to Francis
          put up by The registry clerk (proposed from the paper's margin)
    2 papers, 5 pages, about 6 minutes
    "#);
    let shown = office.as_("pm", &["show", MESSAGE]).told();
    let minutes: Vec<&str> =
        shown.lines().skip_while(|l| *l != "Minutes:").take_while(|l| !l.is_empty()).collect();
    assert_snapshot!(minutes.join("\n"), @r#"
    Minutes:
      stamp     14 OCT 1982 (1982-10-14)
      note      A fair account. ([today]) — A J Coles
      initials  M.T. [today]. ([today]) — Margaret Thatcher
    "#);
}

#[test]
fn who_has_not_the_duty_is_told_so() {
    let office = office_with_letter();
    assert_snapshot!(office.as_("pm", &["detach", MESSAGE]).told(), @r#"
    ! chancery: that is for one who puts papers up
    = status 2
    "#);
    assert_snapshot!(office.as_("desk", &["file", "shultz-pym-1982.txt"]).told(), @r#"
    ! chancery: that is for one who enters papers
    = status 2
    "#);
    assert_snapshot!(office.as_("coles", &["admit", "me", "--name", "Me"]).told(), @r#"
    ! chancery: that is for one who keeps the registry
    = status 2
    "#);
}

#[test]
fn a_paper_without_a_marking_is_held_at_the_top_until_it_is_settled() {
    let office = Office::staffed();
    office.write("letter.txt", papers::letter(7, ""));
    assert_snapshot!(office.run(&["file", "letter.txt"]).told(), @"X 82/1       1982-10-08 [NOT SETTLED] Harbour dues, matter 7 — R B Bone to A J Coles Esq");
    assert_snapshot!(office.as_("desk", &["find", "harbour"]).told(), @"0 found");
    assert_snapshot!(office.run(&["settle", "X 82/1", "SECRET", "HARBOUR"]).told(), @r#"
    ! chancery: the marking `SECRET HARBOUR`: cannot read “HARBOUR”: expected a level or tag of uk-1982
    = status 2
    "#);
    assert_snapshot!(office.run(&["settle", "X 82/1", "CONFIDENTIAL"]).told(), @"settled");
    assert_snapshot!(office.run(&["settle", "X 82/1", "SECRET"]).told(), @r#"
    ! chancery: its marking is settled already
    = status 4
    "#);
    assert_snapshot!(office.as_("desk", &["find", "harbour"]).told(), @r#"
    1 found
    C 82/1       1982-10-08 [CONFIDENTIAL] Harbour dues, matter 7 — R B Bone to A J Coles Esq
        Foreign and Commonwealth Office London SW1A 2AH 8 October 1982 Dear John, *Harbour* dues, matter 7 I promised to let you have a word on matter 7. We shall send the figures by 20 October. Yours ever (R B Bone) Private Secretary A J Coles Esq 10 Downing Street
    kind: letter (1)
    year: 1982 (1)
    from: R B Bone (1)
    to: A J Coles Esq (1)
    marking: C (1)
    post: Private Secretary (1)
    "#);
}

#[test]
fn every_answer_can_be_had_as_json() {
    let office = office_with_letter();
    let commands: [&[&str]; 14] = [
        &["show", MESSAGE],
        &["find", "Namibia"],
        &["register"],
        &["box", "prime-minister"],
        &["undertakings"],
        &["meetings"],
        &["people"],
        &["verify"],
        &["doctor"],
        &["read", "shultz-pym-1982.txt"],
        &["file", "shultz-pym-1982.txt"],
        &["minute", MESSAGE, "Noted."],
        &["rebuild"],
        &["invite", "pm"],
    ];
    for command in commands {
        let out = office.run(&[command, &["--json"]].concat()).out;
        let value = serde_json::from_str::<serde_json::Value>(&out);
        assert!(value.is_ok_and(|v| !v.is_null()), "{command:?}: {out}");
    }
    let meetings: serde_json::Value = serde_json::from_str(&office.ok(&["meetings", "--json"])).unwrap();
    let id = meetings[0]["id"].as_str().unwrap();
    let meeting: serde_json::Value = serde_json::from_str(&office.ok(&["meetings", id, "--json"])).unwrap();
    assert_eq!(meeting["papers"][0]["reference"], COVER);
}

#[test]
fn verifying_and_rebuilding_change_no_answer() {
    let office = office_with_letter();
    assert_snapshot!(office.run(&["verify"]).told(), @r#"
    17 entries, 2 bodies
    ! everything stands as it was entered
    "#);
    let before = office.ok(&["undertakings"]);
    assert_snapshot!(office.run(&["rebuild"]).told(), @"the register and the shelves were made again from the ledger");
    assert_eq!(office.ok(&["undertakings"]), before);
    assert!(
        fs::read_dir(office.path("tmp")).unwrap().next().is_none(),
        "nothing is left in the temporary folder"
    );
}

#[test]
fn an_option_that_means_nothing_to_a_command_is_refused_and_in_no_help() {
    let office = Office::staffed();
    for (args, words) in [
        (&["serve", "--json"][..], "--json means nothing to `serve`"),
        (&["doctor", "--as", "coles"], "--as means nothing to `doctor`"),
        (&["--as", "coles", "verify"], "--as means nothing to `verify`"),
    ] {
        let ran = office.run(args);
        assert!(ran.status == Some(2) && ran.err.contains(words), "{args:?}: {}", ran.err);
    }
    assert!(!office.run(&["doctor", "--help"]).out.contains("--as <"));
    assert!(!office.run(&["serve", "--help"]).out.contains("--json"));
    assert!(office.run(&["doctor", "--json"]).out.starts_with('['), "what means something is taken");
    let mut named = office.command(&["doctor"]);
    assert_ne!(
        named.env("CHANCERY_AS", "coles").status().unwrap().code(),
        Some(2),
        "whoever has himself named once is not refused"
    );
}

#[test]
fn the_help_of_every_command() {
    let office = Office::empty();
    let help_of = |args: &[&str]| Ran::of(office.bare(args).output().unwrap()).told();
    let mut help = help_of(&["--help"]);
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap().to_owned();
    let commands = commands.lines().map(|line| line.split_whitespace().next().unwrap());
    for command in commands.filter(|command| *command != "help") {
        let told = help_of(&[command, "--help"]);
        help.push_str(&format!("\n\n$ chancery {command} --help\n{told}"));
    }
    assert_snapshot!("help", help);
}
