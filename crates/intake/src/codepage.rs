//! Texts in the code pages that Windows and DOS number.

use encoding_rs::Encoding;
use oem_cp::code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850};

/// The page that Windows takes where nothing is stated.
pub(crate) const USUAL: u32 = 1252;

/// Decodes bytes in a code page; what is not known is taken for the usual one.
pub(crate) fn decode(bytes: &[u8], page: u32) -> String {
    match page {
        437 => oem_cp::decode_string_complete_table(bytes, &DECODING_TABLE_CP437),
        850 | 858 => oem_cp::decode_string_complete_table(bytes, &DECODING_TABLE_CP850),
        _ => encoding(page).decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn encoding(page: u32) -> &'static Encoding {
    let label = match page {
        866 => "ibm866",
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 | 51949 => "euc-kr",
        950 => "big5",
        1200 => "utf-16le",
        1201 => "utf-16be",
        1250..=1258 => {
            return Encoding::for_label(format!("windows-{page}").as_bytes())
                .unwrap_or(encoding_rs::WINDOWS_1252);
        }
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        20866 => "koi8-r",
        21866 => "koi8-u",
        28592..=28606 => return iso_8859(page - 28590),
        50220..=50222 => "iso-2022-jp",
        51932 => "euc-jp",
        54936 => "gb18030",
        65001 => "utf-8",
        _ => "windows-1252",
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}

fn iso_8859(part: u32) -> &'static Encoding {
    Encoding::for_label(format!("iso-8859-{part}").as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}
