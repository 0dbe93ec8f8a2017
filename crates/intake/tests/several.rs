//! Files of several papers: mailboxes, archives, Outlook messages, files handed in together.
#![allow(clippy::unwrap_used)]

mod files_made;

use chancery_intake::worker::in_process;
use chancery_intake::{Format, Limits, sniff, take, take_together};
use files_made::{archive, paragraphs, short, shown, storage, taken, within, word, words};

const BOX: &str = "\
From bone@fco.example Thu Oct 14 09:00:00 1982
From: Roger Bone <bone@fco.example>
Subject: First

Dear John,

>From what I hear it is settled.

From coles@no10.example Fri Oct 15 10:00:00 1982
From: John Coles <coles@no10.example>
Subject: Second

From here on no mail begins.
";

#[test]
fn each_mail_of_a_mailbox_is_a_paper() {
    assert_eq!(
        taken("inbox", BOX),
        "== Mail First\nDear John,\n\nFrom what I hear it is settled.\n\
         == Mail Second\nFrom here on no mail begins."
    );
    let papers = take("inbox", BOX.as_bytes().to_vec(), &Limits::default()).unwrap().papers;
    assert!(BOX.as_bytes().ends_with(&papers[1].original));
    assert!(papers[1].original.starts_with(b"From: John Coles"));
}

#[test]
fn a_mail_of_a_maildir_has_no_ending() {
    let mail =
        b"From: a@b.c\nDate: Thu, 14 Oct 1982 09:00:00 +0100\nSubject: x\nMessage-ID: <1@b.c>\n\nwords";
    assert_eq!(sniff("1403187123.M1P2.host:2,S", mail).unwrap(), Format::Mail);
    assert_eq!(sniff("note", b"From: here\nTo: there\n\nwords").unwrap(), Format::Text);
}

#[test]
fn each_file_of_an_archive_is_a_paper_in_the_order_of_names() {
    let letter = word(&paragraphs("Dear Roger,"), &[]);
    let files: [(&str, &[u8]); 4] = [
        ("b/note.txt", b"A note."),
        ("a/letter.docx", &letter),
        ("__MACOSX/._x", b"litter"),
        ("../c.eml", b"From: a@b.c\nSubject: Third\n\nwords"),
    ];
    assert_eq!(
        taken("papers.zip", archive(&files)),
        "! 1 files that a system leaves by itself were passed over\n\
         == Mail Third\n! the name of `c.eml` leads out of its folder; only its last step was kept\nwords\n\
         == Text letter.docx\nDear Roger,\n\
         == Text note.txt\nA note."
    );
    let papers = take("papers.zip", archive(&files), &Limits::default()).unwrap().papers;
    assert_eq!(papers[1].original, letter);
}

#[test]
fn an_outlook_message_is_a_mail_with_what_is_attached_to_it() {
    let mut streams = vec![
        words("0037", "Grain"),
        words("1000", "Dear John,\r\n\r\nAttached."),
        words("0C1A", "Roger Bone"),
        words("5D01", "bone@fco.example"),
        // 14 October 1982, half past eight.
        ("__properties_version1.0".to_owned(), short(32, &[(0x0039, 119_269_314_000_000_000)])),
    ];
    let to = vec![
        words("3001", "John Coles"),
        words("39FE", "coles@no10.example"),
        ("__properties_version1.0".to_owned(), short(8, &[(0x0c15, 1)])),
    ];
    let copied = vec![
        words("3001", "Press"),
        words("3003", "/O=OFFICE/CN=PRESS"),
        ("__properties_version1.0".to_owned(), short(8, &[(0x0c15, 2)])),
    ];
    streams.extend(within("__recip_version1.0_#00000000", to));
    streams.extend(within("__recip_version1.0_#00000001", copied));
    let file = vec![words("3707", "note.txt"), ("__substg1.0_37010102".to_owned(), b"A note.".to_vec())];
    streams.extend(within("__attach_version1.0_#00000000", file));
    let inner = vec![
        words("0037", "Inner"),
        ("__substg1.0_10130102".to_owned(), b"<html><p>Inner words.</html>".to_vec()),
        ("__properties_version1.0".to_owned(), short(24, &[])),
    ];
    streams.extend(within("__attach_version1.0_#00000001/__substg1.0_3701000D", inner));
    let bytes = storage(&streams);
    assert_eq!(
        taken("grain.msg", bytes.clone()),
        "== Mail Grain\nDear John,\n\nAttached.\n\
         \x20 == Text note.txt\n  A note.\n\
         \x20 == Mail Inner\n  ! its bytes are within those of the message that it came in\n  Inner words."
    );
    let given = take("grain.msg", bytes, &Limits::default()).unwrap().papers.remove(0).given;
    assert_eq!(given.date, Some(jiff::civil::date(1978, 12, 14)));
    assert_eq!((given.from.len(), given.to.len(), given.copied_to.len()), (1, 1, 1));
    assert_eq!(given.to[0].address.as_deref(), Some("coles@no10.example"));
    assert_eq!(
        (given.copied_to[0].name.as_deref(), given.copied_to[0].address.as_deref()),
        (Some("Press"), None)
    );
}

#[test]
fn files_handed_in_together_are_a_cover_and_what_it_covers() {
    let files = vec![
        ("cover.txt".to_owned(), b"I enclose two papers.".to_vec()),
        ("brief.docx".to_owned(), word(&paragraphs("The brief."), &[])),
        ("note.txt".to_owned(), b"A note.".to_vec()),
    ];
    assert_eq!(
        shown(&take_together(&in_process(), files).unwrap()),
        "== Text\nI enclose two papers.\n  == Text brief.docx\n  The brief.\n  == Text note.txt\n  A note."
    );
    let refusal =
        take_together(&in_process(), vec![("inbox".to_owned(), BOX.as_bytes().to_vec())]).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "`inbox` holds several papers, so it cannot be a cover; name the covering letter first"
    );
}

#[test]
fn pictures_handed_in_together_are_the_pages_of_one_paper() {
    let (one, two) =
        (include_bytes!("pages/worn.png").to_vec(), include_bytes!("pages/two-pages.tiff").to_vec());
    let files = || vec![("first.png".to_owned(), one.clone()), ("rest.tiff".to_owned(), two.clone())];
    let taken = take_together(&in_process(), files()).unwrap();
    let [paper] = taken.papers.as_slice() else { panic!("{taken:?}") };
    let pages: Vec<(u32, bool)> = paper.pages.iter().map(|p| (p.number, p.picture.is_some())).collect();
    assert_eq!(pages, [(1, true), (2, true), (3, true)]);
    // What came is given back as it came, in an archive that is made alike each time.
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&paper.original)).unwrap();
    let mut kept = |name: &str| {
        let mut bytes = Vec::new();
        std::io::copy(&mut archive.by_name(name).unwrap(), &mut bytes).unwrap();
        bytes
    };
    assert!(kept("1-first.png") == one && kept("2-rest.tiff") == two);
    assert!(take_together(&in_process(), files()).unwrap().papers[0].original == paper.original);
}

// What comes with a mail

fn mail(parts: &str) -> String {
    format!(
        "From: a@b.c\nSubject: Papers\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nSee attached.\n{parts}--x--\n"
    )
}

#[test]
fn attached_documents_are_enclosures_and_what_cannot_be_read_is_kept() {
    let part = |name: &str, bytes: &[u8]| {
        let hex: String = bytes.iter().map(|byte| format!("={byte:02X}=\n")).collect();
        format!(
            "--x\nContent-Type: application/octet-stream; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\nContent-Transfer-Encoding: quoted-printable\n\n{hex}\n"
        )
    };
    let zip = archive(&[("in.txt", b"Within.")]);
    let mail = mail(
        &[
            part("brief.rtf", br"{\rtf1 The brief.}"),
            part("papers.zip", &zip),
            part("invoice.pdf.exe", b"MZ\0\0\0\0\0\0"),
            part("../\u{202e}fdp.txt", b"Turned."),
        ]
        .concat(),
    );
    assert_eq!(
        taken("papers.eml", mail),
        "== Mail Papers\n\
         ! `invoice.pdf.exe` was kept and not read: it is a program, which is not read; hand in plain text, mail, a PDF, a picture, a web page, an office document or a TEI volume\n\
         ! the name `invoice.pdf.exe` has two endings: it is a .exe, whatever else it says\n\
         ? invoice.pdf.exe (application/octet-stream, 8 bytes)\n\
         See attached.\n\
         \x20 == Text brief.rtf\n  The brief.\n\
         \x20 == Text in.txt\n  Within.\n\
         \x20 == Text \u{fffd}fdp.txt\n  ! the name `\u{fffd}fdp.txt` holds characters that hide or turn what is written\n  ! the name of `\u{fffd}fdp.txt` leads out of its folder; only its last step was kept\n  Turned."
    );
}

#[test]
fn a_mail_that_is_encrypted_or_signed_says_so() {
    let encrypted = "From: a@b.c\nContent-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=x\n\n--x\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--x\nContent-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n--x--\n";
    assert!(
        taken("x.eml", encrypted)
            .starts_with("== Mail\n! it is encrypted (PGP), so that its words could not be read\n"),
        "{}",
        taken("x.eml", encrypted)
    );
    let smime = "From: a@b.c\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAGCSqGSIb3DQEHA6CA\n";
    assert!(
        taken("x.eml", smime)
            .starts_with("== Mail\n! it is encrypted (S/MIME), so that its words could not be read\n"),
        "{}",
        taken("x.eml", smime)
    );
    let signed = "From: a@b.c\nContent-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=x\n\n--x\n\nWords.\n--x\nContent-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----\n--x--\n";
    assert_eq!(taken("x.eml", signed), "== Mail\n! it is signed; the signature was not checked\nWords.");
}

#[test]
fn a_mail_whose_page_says_other_words_than_its_plain_text_is_told() {
    let mail = "From: a@b.c\nContent-Type: multipart/alternative; boundary=x\n\n--x\n\nAgreed as before.\n--x\nContent-Type: text/html\n\n<p>Nothing that was said about grain or missiles during those talks holds any longer.\n--x--\n";
    assert_eq!(
        taken("x.eml", mail),
        "== Mail\n! the mail says other words to whoever looks at its page than in its plain text, which was read\nAgreed as before."
    );
}

#[test]
fn a_mail_that_states_no_encoding_or_a_wrong_one_is_read_by_what_it_must_be() {
    let mail = |stated: &str, body: &[u8]| {
        [format!("From: a@b.c\nContent-Type: text/plain{stated}\n\n").as_bytes(), body].concat()
    };
    assert_eq!(
        taken("x.eml", mail("", b"Le caf\xe9 est pr\xeat, d\xe9j\xe0.")),
        "== Mail\n! it does not say which encoding it is in; it was read as windows-1252\nLe café est prêt, déjà."
    );
    assert_eq!(
        taken("x.eml", mail("; charset=utf-8", b"Le caf\xe9 est pr\xeat, d\xe9j\xe0.")),
        "== Mail\n! it says that it is in utf-8 and is not\n! it does not say which encoding it is in; it was read as windows-1252\nLe café est prêt, déjà."
    );
}
