//! The way in which Outlook squeezes RTF: words seen before are named by their place.

/// What every squeezed text is taken to have begun with.
const SEEN_BEFORE: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

const RING_BYTES: usize = 4096;
const HEADER_BYTES: usize = 16;
const SQUEEZED: &[u8] = b"LZFu";
const AS_IS: &[u8] = b"MELA";

/// The text, or `None` where it is damaged or longer than allowed.
pub(super) fn expand(squeezed: &[u8], bytes_max: u64) -> Option<Vec<u8>> {
    let body = squeezed.get(HEADER_BYTES..)?;
    let size = u32::from_le_bytes(squeezed.get(4..8)?.try_into().ok()?);
    if u64::from(size) > bytes_max {
        return None;
    }
    match squeezed.get(8..12)? {
        kind if kind == AS_IS => body.get(..size as usize).map(<[u8]>::to_vec),
        kind if kind == SQUEEZED => expand_body(body, size as usize),
        _ => None,
    }
}

fn expand_body(body: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut ring = [b' '; RING_BYTES];
    ring.get_mut(..SEEN_BEFORE.len())?.copy_from_slice(SEEN_BEFORE);
    let mut at = SEEN_BEFORE.len();
    let mut text = Vec::new();
    let mut bytes = body.iter().copied();
    loop {
        let flags = bytes.next()?;
        for bit in 0..8 {
            if flags >> bit & 1 == 0 {
                put(bytes.next()?, &mut ring, &mut at, &mut text);
            } else {
                let named = u16::from_be_bytes([bytes.next()?, bytes.next()?]);
                let (from, len) = (usize::from(named >> 4), usize::from(named & 0xf) + 2);
                if from == at {
                    return (text.len() == size).then_some(text);
                }
                for step in 0..len {
                    let byte = ring[(from + step) % RING_BYTES];
                    put(byte, &mut ring, &mut at, &mut text);
                }
            }
            if text.len() > size {
                return None;
            }
        }
    }
}

fn put(byte: u8, ring: &mut [u8; RING_BYTES], at: &mut usize, text: &mut Vec<u8>) {
    ring[*at] = byte;
    *at = (*at + 1) % RING_BYTES;
    text.push(byte);
}
