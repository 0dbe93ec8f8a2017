//! Small papers, each unlike every other: letters of several markings, covers that enclose, mails.

use std::fs;
use std::path::Path;

use super::LETTER;

const MARKINGS: [&str; 6] = ["SECRET", "CONFIDENTIAL", "", "RESTRICTED", "UNCLASSIFIED", "TOP SECRET"];

/// The name and the text of paper `n`: every eighth a cover with its enclosure, every eighth a mail.
pub fn paper(n: usize) -> (String, String) {
    match n % 8 {
        3 => (format!("{n:04}-cover.txt"), cover(n)),
        6 => (format!("{n:04}-mail.eml"), mail(n)),
        _ => (format!("{n:04}-letter.txt"), letter(n, MARKINGS[n % MARKINGS.len()])),
    }
}

/// How many papers the first `n` of them come to, enclosures counted.
pub fn entered(n: usize) -> usize {
    n + (0..n).filter(|n| n % 8 == 3).count()
}

/// Writes the first `n` papers into a folder.
pub fn write(folder: &Path, n: usize) {
    fs::create_dir_all(folder).unwrap();
    for (name, text) in (0..n).map(paper) {
        fs::write(folder.join(name), text).unwrap();
    }
}

pub fn letter(n: usize, marking: &str) -> String {
    format!(
        "{marking}\n\nForeign and Commonwealth Office\n\nLondon SW1A 2AH\n\n{} October 1982\n\nDear John,\n\n\
         Harbour dues, matter {n}\n\nI promised to let you have a word on matter {n}. We shall send the \
         figures by 20 October.\n\nYours ever\n\n(R B Bone)\nPrivate Secretary\n\nA J Coles Esq\n10 Downing \
         Street\n\n{marking}\n",
        n % 28 + 1
    )
}

/// The letter of 1982, with a number in its subject and in what it encloses.
pub fn cover(n: usize) -> String {
    LETTER
        .replace("Message from Mr Shultz about", &format!("Message {n} from Mr Shultz about"))
        .replace("arms control proposals", &format!("arms control proposals of matter {n}"))
}

fn mail(n: usize) -> String {
    format!(
        "From: R B Bone <bone@fco.example>\r\nTo: A J Coles <coles@no10.example>\r\nDate: Thu, 14 Oct 1982 \
         09:{:02}:00 +0000\r\nSubject: Mail about matter {n}\r\nMessage-ID: <{n}@fco.example>\r\nMIME-Version: \
         1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSECRET\r\n\r\nJohn,\r\n\r\nMatter {n} is \
         settled.\r\n\r\nRoger\r\n",
        n % 60
    )
}
