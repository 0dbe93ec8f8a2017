//! Drafts as they will read: each form with its head, its portions and its close. Pure: words in, text out.

use std::fmt::Write as _;

use chancery_office::drafts::{Content, Form};
use jiff::civil::Date;

/// Who signs, and where and when.
pub struct Signing<'a> {
    /// The office.
    pub office: &'a str,
    /// Who signs.
    pub name: &'a str,
    /// His post.
    pub post: &'a str,
    /// The day.
    pub day: Date,
    /// The number of the paper that it answers, or covers.
    pub answers: &'a str,
    /// The numbers of the papers that lie with it.
    pub enclosures: &'a [String],
    /// How a letter to its first addressee begins, where he is known: "Dear Secretary of State".
    pub salutation: &'a str,
}

/// The text of a draft between its markings; `marks` is what each portion bears, in short.
pub fn text(content: &Content, marking: &str, marks: &[String], signing: &Signing<'_>) -> String {
    let mut text = format!("{marking}\n\n");
    text.push_str(&head(content, signing));
    let mut under = "";
    for (n, (portion, mark)) in (1..).zip(content.portions.iter().zip(marks)) {
        if !portion.heading.is_empty() && portion.heading != under {
            let _ = write!(text, "{}\n\n", portion.heading);
            under = &portion.heading;
        }
        let number = if content.form.numbered() { format!("{n}. ") } else { String::new() };
        let mark = if mark.is_empty() { String::new() } else { format!("({mark}) ") };
        let _ = write!(text, "{number}{mark}{}\n\n", portion.words.trim());
    }
    text.push_str(&close(content, signing));
    let _ = writeln!(text, "{marking}");
    text
}

fn head(content: &Content, signing: &Signing<'_>) -> String {
    let day = signing.day.strftime("%-d %B %Y");
    let to = content.to.join("; ");
    match content.form {
        Form::Letter | Form::CoverNote => {
            let greeted = greeting(content, signing.salutation);
            format!("{}\n\n{day}\n\nTo: {to}\n\n{}\n\n{greeted},\n\n", signing.office, content.subject)
        }
        Form::Minute | Form::Submission => {
            let kind = content.form.words().to_uppercase();
            format!(
                "{kind}\n\nTO: {to}\nFROM: {}\nDATE: {day}\nSUBJECT: {}\n\n",
                signing.name, content.subject
            )
        }
        Form::Telegram => {
            let (from, subject) = (signing.office.to_uppercase(), content.subject.to_uppercase());
            format!(
                "TELEGRAM\n\nFROM: {from}\nTO: {}\nDATE: {day}\nSUBJECT: {subject}\n\n",
                to.to_uppercase()
            )
        }
    }
}

/// "Dear Brian", as its writer has it, or as the addressee is known; else he is greeted by what stands before his address.
fn greeting(content: &Content, salutation: &str) -> String {
    let own = Some(content.salutation.as_str()).filter(|own| !own.is_empty());
    let salutation = own.unwrap_or(salutation).trim().trim_end_matches([',', ':']);
    let named = content.to.first().and_then(|to| to.split(',').next()).map_or("Sir", str::trim);
    if salutation.is_empty() { format!("Dear {named}") } else { salutation.to_owned() }
}

fn close(content: &Content, signing: &Signing<'_>) -> String {
    let mut close = String::new();
    if content.form == Form::CoverNote {
        let what = if signing.answers.is_empty() { "a paper" } else { signing.answers };
        let _ = write!(close, "I enclose {what}.\n\n");
    } else if !signing.answers.is_empty() {
        let _ = write!(close, "Reference: {}\n\n", signing.answers);
    }
    if matches!(content.form, Form::Letter | Form::CoverNote) {
        let own = content.close.trim().trim_end_matches(',');
        let _ = write!(close, "{},\n\n", if own.is_empty() { "Yours sincerely" } else { own });
    }
    let _ = writeln!(close, "{}", signing.name);
    if !signing.post.is_empty() {
        let _ = writeln!(close, "{}", signing.post);
    }
    if !content.copies.is_empty() {
        let _ = write!(close, "\ncc: {}\n", content.copies.join("; "));
    }
    if !signing.enclosures.is_empty() {
        let _ = write!(close, "\nEncl: {}\n", signing.enclosures.join("; "));
    }
    close.push('\n');
    close
}

/// Why a draft bears what it bears: which paragraphs raise it, and what it would bear without them.
pub fn why(bears: &str, without: &str, raising: &[usize]) -> String {
    let numbers: Vec<String> = raising.iter().map(usize::to_string).collect();
    match numbers.as_slice() {
        [] => format!("{bears}, as it was typed for the whole of it."),
        [one] => format!("{bears}, since paragraph {one} is; without it: {without}."),
        [all @ .., last] => {
            format!("{bears}, since paragraphs {} and {last} are; without them: {without}.", all.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::why;

    #[test]
    fn it_is_said_which_paragraphs_raise_a_marking() {
        assert_eq!(why("SECRET", "SECRET", &[]), "SECRET, as it was typed for the whole of it.");
        assert_eq!(
            why("SECRET", "RESTRICTED", &[2]),
            "SECRET, since paragraph 2 is; without it: RESTRICTED."
        );
        assert_eq!(
            why("SECRET", "RESTRICTED", &[1, 2, 4]),
            "SECRET, since paragraphs 1, 2 and 4 are; without them: RESTRICTED."
        );
    }
}
