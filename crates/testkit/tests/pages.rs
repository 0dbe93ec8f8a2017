//! Papers that came as pages: the picture beside the text, and what stands where on it.

#![allow(clippy::unwrap_used)]

use chancery_office::reading::What;
use chancery_registry::answers::{PageShown, PaperPage};
use chancery_registry::{Came, Options, PaperPrint, Refused, Relabelling, Settling};
use chancery_testkit::{Browser, Office};

/// A PDF of A4 pages, each with these paragraphs in Helvetica.
fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 4 + 2 * n)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (n, lines) in pages.iter().enumerate() {
        let set = |paragraph: &&str| {
            let lines: Vec<String> = paragraph.lines().map(|line| format!("({line}) Tj")).collect();
            format!("{} 0 -36 Td", lines.join(" 0 -14 Td "))
        };
        let shown: Vec<String> = lines.iter().map(set).collect();
        let content = format!("BT /F 12 Tf 72 770 Td {} ET", shown.join(" "));
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /F 3 0 R >> >> >>",
            5 + 2 * n
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let (mut file, mut places) = ("%PDF-1.7\n".to_owned(), Vec::new());
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let (xref, count) = (file.len(), objects.len() + 1);
    file += &format!("xref\n0 {count}\n0000000000 65535 f \n");
    places.iter().for_each(|place| file += &format!("{place:010} 00000 n \n"));
    file += &format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
    file.into_bytes()
}

const COVER: &[&str] = &[
    "covering SECRET",
    "Foreign and Commonwealth Office",
    "14 October 1982",
    "Dear John,",
    "I enclose a message from Mr Shultz.",
    "Mr Pym agreed to send the herring figures to Oslo by 20 October.\nHe hopes that they will be of use to the Norwegians there.",
    "Yours ever,",
    "(R B Bone)",
    "Private Secretary",
];
const MESSAGE: &[&str] = &[
    "SECRET",
    "Dear Francis:",
    "Both meetings were sober and substantive.\nIndeed, I was impressed.",
    "Sincerely yours,",
    "George P. Shultz",
];

fn filed(office: &Office, pages: &[&[&str]]) -> Vec<String> {
    let filed = office.try_file_as("clerk", "letter.pdf", &pdf(pages), &Options::default()).unwrap();
    filed.papers.into_iter().map(|paper| paper.id).collect()
}

fn shown(office: &Office, who: &str, id: &str) -> PaperPage {
    office.as_(who).paper(id).unwrap()
}

/// Number of each page, whether there is a picture, and the findings that are marked on it.
fn told(pages: &[PageShown]) -> Vec<(u32, bool, Vec<u32>)> {
    let marked = |page: &PageShown| page.marks.iter().filter_map(|mark| mark.finding).collect();
    pages.iter().map(|page| (page.number, page.picture, marked(page))).collect()
}

#[test]
fn the_words_that_prove_a_finding_are_marked_on_the_picture_of_their_page() {
    let office = Office::uk();
    let ids = filed(&office, &[&["SECRET", "Dear John,", "Both meetings were sober."], COVER]);
    let page = shown(&office, "clerk", &ids[0]);
    let found = page.findings.iter().find(|f| matches!(f.what, What::Undertaking(_))).unwrap();
    assert_eq!(page.pages[0].marks, [], "nothing is found on the first page");
    let marks: Vec<_> = page.pages[1].marks.iter().filter(|m| m.finding == Some(found.number)).collect();
    assert_eq!(marks.len(), 1, "it stands in one line");
    // The sixth line of the page, five lines of 36 points under the first, as dots of the picture.
    let dots = f64::from(page.pages[1].height) / 842.0;
    let middle = f64::from(marks[0].place.y) + f64::from(marks[0].place.h) / 2.0;
    assert!((middle - (842.0 - 770.0 + 5.0 * 36.0 - 4.0) * dots).abs() < 12.0 * dots, "{middle}");
    let picture = office.as_("clerk").page_picture(&ids[0], 2).unwrap();
    assert!(picture.starts_with(b"\x89PNG"));
    assert!(matches!(office.as_("clerk").page_picture(&ids[0], 3), Err(Refused::Absent)));
}

#[test]
fn a_cover_and_its_enclosure_have_each_their_own_pages() {
    let office = Office::uk();
    let ids = filed(&office, &[COVER, MESSAGE]);
    let (cover, message) = (shown(&office, "clerk", &ids[0]), shown(&office, "clerk", &ids[1]));
    assert_eq!(cover.enclosures.len(), 1);
    let numbers = |page: &PaperPage| page.pages.iter().map(|p| (p.number, p.picture)).collect::<Vec<_>>();
    assert_eq!((numbers(&cover), numbers(&message)), (vec![(1, true)], vec![(1, true)]));
    // Once detached, the cover falls to its own marking, and its page with it.
    office.as_("coles").detach(&ids[1], "").unwrap();
    assert!(office.as_("clerk").page_picture(&ids[0], 1).is_ok());
    assert!(office.registry.verify(&mut |_, _| {}).unwrap().flaws.is_empty());
}

#[test]
fn a_page_on_which_an_enclosure_begins_is_shown_with_the_cover_alone_to_who_may_read_both() {
    let office = Office::uk();
    let both: Vec<&str> = COVER.iter().chain(MESSAGE).copied().collect();
    let ids = filed(&office, &[&both]);
    assert_eq!(ids.len(), 2, "a cover and its enclosure");
    let told = |id: &str| {
        told(&shown(&office, "clerk", id).pages).into_iter().map(|(n, p, _)| (n, p)).collect::<Vec<_>>()
    };
    assert_eq!((told(&ids[0]), told(&ids[1])), (vec![(1, true)], vec![(1, false)]));
    office.as_("coles").detach(&ids[1], "").unwrap();
    assert!(
        matches!(office.as_("desk").page_picture(&ids[0], 1), Err(Refused::Absent)),
        "it shows what is SECRET"
    );
}

#[test]
fn what_came_as_one_rises_with_the_enclosure_in_it_though_that_is_detached_and_falls_when_all_of_it_has() {
    let office = Office::uk();
    let confidential = |lines: &[&'static str]| [&["CONFIDENTIAL"], &lines[1..]].concat();
    let ids = filed(&office, &[&[confidential(COVER), confidential(MESSAGE)].concat()]);
    office.as_("coles").settle(&ids[1], "CONFIDENTIAL").unwrap();
    let opens = |office: &Office| {
        let desk = || office.as_("desk");
        (desk().original(&ids[0]).is_ok(), desk().page_picture(&ids[0], 1).is_ok())
    };
    let marked = |office: &Office, marking: &str| {
        let (reason, authority) = ("it names a source".into(), "the Head of the Department".into());
        let wanted = Relabelling { marking: marking.into(), reason, authority, ..Relabelling::default() };
        office.as_("coles").relabel(&ids[1], &wanted).unwrap()
    };
    assert_eq!(opens(&office), (true, true));
    marked(&office, "SECRET");
    office.as_("coles").detach(&ids[1], "").unwrap();
    assert!(office.as_("desk").paper(&ids[0]).is_ok(), "the cover stands by itself");
    assert_eq!(opens(&office), (false, false), "on its page stands what is SECRET");
    let office = office.rebuilt();
    assert_eq!(opens(&office), (false, false), "also where the register is made again");
    let lower = marked(&office, "CONFIDENTIAL");
    office.as_("security").approve_relabelling(&lower).unwrap();
    assert_eq!(opens(&office), (true, true));
}

#[test]
fn what_an_enclosure_s_pages_tell_does_not_depend_on_its_cover() {
    let [one, two] = [&[COVER, MESSAGE][..], &[COVER, COVER, MESSAGE][..]].map(|pages| {
        let office = Office::uk();
        let id = filed(&office, pages).pop().unwrap();
        shown(&office, "clerk", &id).pages
    });
    assert_eq!(one, two);
}

#[test]
fn a_detached_cover_says_nothing_of_how_its_enclosure_was_read() {
    // Words that the page holds and does not show: a note says so.
    let hiding: Vec<&str> = [MESSAGE, &[") Tj 3 Tr (Herring for Oslo) Tj 0 Tr ("]].concat();
    let [plain, hiding] = [MESSAGE, &hiding].map(|message| {
        let office = Office::uk();
        let ids = filed(&office, &[COVER, message]);
        assert_eq!(shown(&office, "clerk", &ids[1]).pages[0].notes.len(), message.len() - MESSAGE.len());
        office.as_("coles").detach(&ids[1], "").unwrap();
        let cover = shown(&office, "desk", &ids[0]);
        (cover.particulars, cover.pages, cover.text)
    });
    assert_eq!(plain, hiding);
}

#[test]
fn who_may_not_read_a_paper_is_told_of_none_of_its_pages() {
    let office = Office::uk();
    let id = filed(&office, &[MESSAGE]).remove(0);
    let of_none = office.as_("desk").page_picture("0123456789abcdef0123456789abcdef", 1).unwrap_err();
    let of_it = office.as_("desk").page_picture(&id, 1).unwrap_err();
    assert_eq!((of_it.to_string(), matches!(of_it, Refused::Absent)), (of_none.to_string(), true));
}

#[test]
fn that_a_page_was_looked_at_is_entered_once_a_sitting() {
    let office = Office::uk();
    let id = filed(&office, &[MESSAGE]).remove(0);
    let times = || {
        office
            .as_("clerk")
            .paper(&id)
            .unwrap()
            .seen
            .iter()
            .map(|seen| (seen.by.clone(), seen.times))
            .collect::<Vec<_>>()
    };
    for _ in 0..3 {
        office.as_("pm").page_picture(&id, 1).unwrap();
    }
    assert!(times().contains(&("Margaret Thatcher".to_owned(), 1)), "{:?}", times());
}

#[test]
fn a_corrected_transcript_keeps_its_places_on_the_page_but_for_what_was_changed() {
    let office = Office::uk();
    let id = filed(&office, &[COVER]).remove(0);
    let before = shown(&office, "clerk", &id);
    let text: String = before.text.iter().map(|run| run.text.as_str()).collect();
    office.as_("clerk").correct_transcript(&id, &text.replace("Dear John", "Dear Johnny")).unwrap();
    assert_eq!(told(&shown(&office, "clerk", &id).pages), told(&before.pages));
    office.as_("clerk").correct_transcript(&id, &text.replace("herring", "haddock")).unwrap();
    let after = shown(&office, "clerk", &id);
    let width = |page: &PaperPage| page.pages[0].marks.iter().map(|mark| mark.place.w).max();
    assert_eq!(width(&after), width(&before), "the words round it span the line still");
}

#[test]
fn the_page_of_a_paper_shows_its_pages_beside_the_text() {
    let office = Office::uk();
    let id = filed(&office, &[COVER]).remove(0);
    let clerk = Browser::new(&office, "clerk");
    let page = clerk.get(&format!("/paper/{id}")).text();
    assert!(page.contains(&format!("<img src=\"/paper/{id}/page/1\"")), "{page}");
    assert!(page.contains("<rect class=\"f-undertaking\""), "{page}");
    let desk = Browser::new(&office, "desk");
    assert_eq!(desk.get(&format!("/paper/{id}/page/1")).text(), desk.get("/paper/nothing/page/1").text());
}

#[test]
fn what_waits_in_the_tray_is_settled_beside_its_picture() {
    let office = Office::uk();
    let options = Options { came: Some(Came::Folder), ..Options::default() };
    let filed = office.try_file_as("clerk", "letter.pdf", &pdf(&[MESSAGE]), &options).unwrap();
    let id = &filed.papers[0].id;
    let waits = office.as_("clerk").tray_paper(id).unwrap();
    assert_eq!(told(&waits.pages), [(1, true, vec![])]);
    let picture = office.as_("clerk").page_picture(id, 1).unwrap();
    let clerk = Browser::new(&office, "clerk");
    assert!(clerk.get(&format!("/tray/{id}")).text().contains(&format!("<img src=\"/paper/{id}/page/1\"")));
    // Who does not settle knows of none of it, though he may read it once it is settled.
    assert!(matches!(office.as_("pm").page_picture(id, 1), Err(Refused::Absent)));
    office
        .as_("clerk")
        .take_in(id, &Settling { marking: Some("SECRET".into()), ..Settling::default() })
        .unwrap();
    assert_eq!(office.as_("pm").page_picture(id, 1).unwrap(), picture);
}

#[test]
fn a_paper_is_printed_with_the_pictures_of_its_pages_that_its_reader_may_see() {
    let office = Office::uk();
    let ids = filed(&office, &[COVER, MESSAGE]);
    let print = |who: &str, id: &str, pictures: bool| {
        let wanted = PaperPrint { pictures, ..PaperPrint::default() };
        office.as_(who).print_paper(id, wanted).unwrap()
    };
    let (text, whole) = (print("coles", &ids[1], false), print("coles", &ids[1], true));
    assert_eq!((text.pages, whole.pages), (1, 2));
    let pictures = |bytes: &[u8]| bytes.windows(14).filter(|at| at == b"/Subtype/Image").count();
    assert_eq!((pictures(&text.bytes), pictures(&whole.bytes)), (0, 1));
    assert_eq!(whole.bytes, print("coles", &ids[1], true).bytes);
}
