//! Whether a mail is encrypted or signed, or packed in a way that is not read.

use mail_parser::{Message, MessagePart, MimeHeaders};

/// What is told of a mail's protection, one sentence each.
pub(super) fn told(message: &Message<'_>, text: &str) -> Vec<String> {
    let mut told: Vec<&str> = message.parts.iter().filter_map(of_part).collect();
    if text.contains("-----BEGIN PGP MESSAGE-----") {
        told.push(PGP);
    }
    if text.contains("-----BEGIN PGP SIGNED MESSAGE-----") {
        told.push(SIGNED);
    }
    told.sort_unstable();
    told.dedup();
    told.into_iter().map(str::to_owned).collect()
}

/// A signature is no attachment.
pub(super) fn is_signature(part: &MessagePart<'_>) -> bool {
    matches!(
        media_type(part).as_str(),
        "application/pgp-signature" | "application/pkcs7-signature" | "application/x-pkcs7-signature"
    )
}

const PGP: &str = "it is encrypted (PGP), so that its words could not be read";
const SMIME: &str = "it is encrypted (S/MIME), so that its words could not be read";
const SEALED_WHOLE: &str =
    "it is signed as a whole (S/MIME): its words are within the signature and were not read";
const SIGNED: &str = "it is signed; the signature was not checked";
const TNEF: &str = "what Outlook attached to it is packed together (TNEF, winmail.dat) and was not read";

fn of_part(part: &MessagePart<'_>) -> Option<&'static str> {
    match media_type(part).as_str() {
        "multipart/encrypted" | "application/pgp-encrypted" => Some(PGP),
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => {
            let signed =
                part.content_type()?.attribute("smime-type").is_some_and(|sort| sort.starts_with("signed"));
            Some(if signed { SEALED_WHOLE } else { SMIME })
        }
        "multipart/signed" => Some(SIGNED),
        "application/ms-tnef" | "application/vnd.ms-tnef" => Some(TNEF),
        _ => part.attachment_name().filter(|name| name.eq_ignore_ascii_case("winmail.dat")).map(|_| TNEF),
    }
}

fn media_type(part: &MessagePart<'_>) -> String {
    let stated = part.content_type();
    stated
        .map(|s| format!("{}/{}", s.ctype(), s.subtype().unwrap_or_default()).to_lowercase())
        .unwrap_or_default()
}
