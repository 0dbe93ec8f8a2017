//! Bytes written as hexadecimal digits, and compared without telling where they differ.

use std::fmt::Write as _;

/// Bytes as hexadecimal digits, two for each.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// Whether these are the same bytes; it takes as long for a near miss as for a far one of the same length.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_the_same_only_where_all_are() {
        assert!(same(b"", b"") && same(b"ab", b"ab"));
        assert!(!same(b"ab", b"ac") && !same(b"ab", b"bb") && !same(b"ab", b"abc") && !same(b"ab", b""));
        assert_eq!(hex(&[0, 10, 255]), "000aff");
    }
}
