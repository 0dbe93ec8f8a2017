//! Tiles (C2SP tlog-tiles): the tree cut into squares of 256 hashes, and their addresses.

use crate::checkpoint::decimal;
use crate::tree::{Hash, fold};

/// How many hashes a full tile holds.
pub const TILE_HASHES: u16 = 256;
/// The highest level of a tile that the specification knows.
pub const TILE_LEVEL_MAX: u8 = 63;

/// The part of a tree's level that is in tile `n`: how many hashes, 0 where there is no such tile.
pub fn width_at(size: u64, level: u8, n: u64) -> u16 {
    let hashes = size.checked_shr(8 * u32::from(level)).unwrap_or(0);
    let before = n.saturating_mul(TILE_HASHES.into());
    hashes.saturating_sub(before).min(TILE_HASHES.into()) as u16
}

/// The address of a tile below a log's root: `tile/0/x001/234.p/17`.
pub fn tile_path(level: u8, n: u64, width: u16) -> String {
    format!("tile/{level}/{}", number_path(n, width))
}

/// The address of a bundle of entries below a log's root: `tile/entries/x001/234`.
pub fn bundle_path(n: u64, width: u16) -> String {
    format!("tile/entries/{}", number_path(n, width))
}

fn number_path(n: u64, width: u16) -> String {
    let mut path = format!("{:03}", n % 1000);
    let mut rest = n / 1000;
    while rest > 0 {
        path = format!("x{:03}/{path}", rest % 1000);
        rest /= 1000;
    }
    if width == TILE_HASHES { path } else { format!("{path}.p/{width}") }
}

/// What an address asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileAddress {
    /// A tile of hashes.
    Tile {
        /// The level, 0 at the leaves.
        level: u8,
        /// The number in the level.
        n: u64,
        /// How many hashes.
        width: u16,
    },
    /// A bundle of entries.
    Bundle {
        /// The number.
        n: u64,
        /// How many entries.
        width: u16,
    },
}

impl TileAddress {
    /// Reads an address; none where it is not exactly as [`tile_path`] or [`bundle_path`] write it.
    pub fn parse(path: &str) -> Option<Self> {
        let (level, number) = path.strip_prefix("tile/")?.split_once('/')?;
        let (number, width) = match number.split_once(".p/") {
            Some((number, width)) => (number, u16::try_from(decimal(width)?).ok()?),
            None => (number, TILE_HASHES),
        };
        let n = number.replace(['x', '/'], "").parse().ok()?;
        let address = match level {
            "entries" => Self::Bundle { n, width },
            level => Self::Tile { level: u8::try_from(decimal(level)?).ok()?, n, width },
        };
        (address.exists() && address.path() == path).then_some(address)
    }

    /// The address as text.
    pub fn path(self) -> String {
        match self {
            Self::Tile { level, n, width } => tile_path(level, n, width),
            Self::Bundle { n, width } => bundle_path(n, width),
        }
    }

    fn exists(self) -> bool {
        let (Self::Tile { width, .. } | Self::Bundle { width, .. }) = self;
        let level = if let Self::Tile { level, .. } = self { level } else { 0 };
        (1..=TILE_HASHES).contains(&width) && level <= TILE_LEVEL_MAX
    }
}

/// A full tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tile {
    pub level: u8,
    pub n: u64,
    pub hashes: Vec<Hash>,
}

/// The tiles at a tree's right edge that are not full yet, the leaves' level first.
///
/// INVARIANT (frontier): no level holds 256 hashes; `begun` counts the full tiles before each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frontier {
    levels: Vec<Level>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Level {
    begun: u64,
    hashes: Vec<Hash>,
}

impl Frontier {
    /// The frontier of a tree of that size, its hashes asked for by level, first and count.
    pub fn load<E>(
        size: u64,
        mut hashes: impl FnMut(u8, u64, u16) -> Result<Vec<Hash>, E>,
    ) -> Result<Self, E> {
        let mut levels = Vec::new();
        let mut count = size;
        while count > 0 {
            let begun = count / u64::from(TILE_HASHES);
            let width = (count % u64::from(TILE_HASHES)) as u16;
            let hashes = hashes(levels.len() as u8, count - u64::from(width), width)?;
            levels.push(Level { begun, hashes });
            count = begun;
        }
        Ok(Self { levels })
    }

    /// Hashes of one level, `first..first + count`, if they are in the tile at the edge.
    pub fn hashes(&self, level: u8, first: u64, count: u16) -> Option<Vec<Hash>> {
        let at = self.levels.get(usize::from(level))?;
        let start = usize::try_from(first.checked_sub(at.begun * u64::from(TILE_HASHES))?).ok()?;
        at.hashes.get(start..start.checked_add(count.into())?).map(<[Hash]>::to_vec)
    }

    /// Adds a leaf; yields the tiles that it fills, the lowest first.
    pub fn push(&mut self, leaf: Hash) -> Vec<Tile> {
        let mut full = Vec::new();
        let mut next = Some(leaf);
        for level in 0u8.. {
            let Some(hash) = next else { break };
            if self.levels.len() == usize::from(level) {
                self.levels.push(Level::default());
            }
            let tile = self.levels.get_mut(usize::from(level)).and_then(|at| at.push(level, hash));
            next = tile.as_ref().map(|tile| fold(tile.hashes.clone()));
            full.extend(tile);
        }
        full
    }
}

impl Level {
    fn push(&mut self, level: u8, hash: Hash) -> Option<Tile> {
        self.hashes.push(hash);
        if self.hashes.len() < usize::from(TILE_HASHES) {
            return None;
        }
        let tile = Tile { level, n: self.begun, hashes: std::mem::take(&mut self.hashes) };
        self.begun += 1;
        Some(tile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{Edge, leaf_hash};

    #[test]
    fn a_log_of_70000_has_the_tiles_that_the_specification_counts() {
        let widths =
            |level| (0..).map(|n| width_at(70_000, level, n)).take_while(|w| *w > 0).collect::<Vec<_>>();
        assert_eq!(widths(0), [vec![256; 273], vec![112]].concat());
        assert_eq!(widths(1), [256, 17]);
        assert_eq!(widths(2), [1]);
        assert_eq!(widths(3), [0u16; 0]);
    }

    #[test]
    fn a_log_of_256_has_one_full_tile_and_its_root_above() {
        assert_eq!([width_at(256, 0, 0), width_at(256, 0, 1), width_at(256, 1, 0)], [256, 0, 1]);
        assert_eq!(width_at(256, 2, 0), 0);
        assert_eq!(width_at(u64::MAX, 63, u64::MAX), 0);
    }

    #[test]
    fn addresses_are_in_groups_of_three_digits() {
        assert_eq!(tile_path(0, 1_234_067, 256), "tile/0/x001/x234/067");
        assert_eq!(tile_path(2, 5, 17), "tile/2/005.p/17");
        assert_eq!(bundle_path(273, 112), "tile/entries/273.p/112");
        for address in ["tile/0/x001/x234/067", "tile/2/005.p/17", "tile/entries/273.p/112", "tile/63/000"] {
            assert_eq!(TileAddress::parse(address).map(TileAddress::path).as_deref(), Some(address));
        }
    }

    #[test]
    fn hostile_addresses_are_refused() {
        let hostile = [
            "",
            "tile",
            "tile/0",
            "tile/0/",
            "tile/64/000",
            "tile/00/000",
            "tile/-1/000",
            "tile/0/0",
            "tile/0/1000",
            "tile/0/x000/000",
            "tile/0/001/002",
            "tile/0/x1/002",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/000.p/",
            "tile/0/000/",
            "tile/0/../000",
            "tile/entries/+01",
            "/tile/0/000",
            "tile/0/x999/x999/x999/x999/x999/x999/999",
        ];
        for address in hostile {
            assert_eq!(TileAddress::parse(address), None, "{address}");
        }
    }

    #[test]
    fn filled_tiles_hold_the_tree() {
        let leaf = |i: u64| leaf_hash(&i.to_be_bytes());
        let (mut frontier, mut edge, mut full) = (Frontier::default(), Edge::default(), Vec::new());
        for i in 0..70_000 {
            edge.push(leaf(i));
            full.extend(frontier.push(leaf(i)));
        }
        let count = |level| full.iter().filter(|tile| tile.level == level).count();
        assert_eq!([count(0), count(1), count(2)], [273, 1, 0]);
        assert_eq!(frontier.hashes(0, 69_999, 1), Some(vec![leaf(69_999)]));
        assert_eq!(frontier.hashes(0, 69_999, 2), None, "a leaf that is not there");
        assert_eq!(frontier.hashes(0, 0, 1), None, "a leaf in a full tile");
        assert_eq!(full[0].hashes[255], leaf(255));
        let hashes = |level: u8, first: u64, width: u16| {
            let at = &frontier.levels[usize::from(level)];
            assert_eq!((at.begun * 256, at.hashes.len()), (first, usize::from(width)));
            Ok::<_, ()>(at.hashes.clone())
        };
        assert_eq!(Frontier::load(70_000, hashes), Ok(frontier.clone()));
    }
}
