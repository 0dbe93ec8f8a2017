//! Worlds drawn by chance: whoever reads, whatever happens above him, he is answered alike.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;

use chancery_testkit::Browser;
use chancery_testkit::worlds::drawn::{Meetings, QUERIES, Script, scripts};
use chancery_testkit::worlds::{
    Ask, Ground, Step, World, ask_all, asks, came, first_of, smallest, twins_of, typed, walk,
};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestRunner};

/// Worlds that are drawn where `CHANCERY_WORLDS` does not say how many.
const WORLDS: u32 = 16;
/// From which the worlds are drawn where `CHANCERY_WORLDS_SEED` does not say it.
const SEED: u64 = 1982;

fn from_env<T: std::str::FromStr>(name: &str, usual: T) -> T {
    std::env::var(name).ok().map_or(usual, |set| set.parse().ok().unwrap_or_else(|| panic!("{name}={set}")))
}

/// By what the two worlds were told apart: all that is asked again while a story that leaks is simplified.
#[derive(Clone, Debug)]
enum By {
    /// What the reader was answered while the story was told.
    Deeds,
    /// One request, of a browser that has asked for nothing before.
    One(Ask),
    /// A request of the whole walk, which may need those before it.
    Walk,
    /// A question of the command line.
    Commands,
}

struct Leak {
    told: String,
    by: By,
}

struct Twins {
    reader: &'static str,
    plain: World,
    fuller: World,
    ground: Ground,
}

impl Twins {
    fn of(script: &Script) -> Self {
        let (plain, fuller) = twins_of(&|office| script.player().admit(office), &script.story());
        let ground = Ground::of(&plain, &fuller).seeking(&QUERIES);
        Self { reader: script.player().handle, plain, fuller, ground }
    }

    fn both<T>(&self, ask: impl Fn(&World) -> T) -> [T; 2] {
        [ask(&self.plain), ask(&self.fuller)]
    }

    fn browsers(&self) -> [Browser; 2] {
        self.both(|world| Browser::new(&world.office, self.reader))
    }

    fn leak_by(&self, by: &By) -> Option<Leak> {
        match by {
            By::Deeds => {
                let mut pairs = self.plain.told.iter().zip(&self.fuller.told);
                pairs.find(|(a, b)| a != b).map(|(a, b)| format!("{a}\n  and\n{b}"))
            }
            By::One(ask) => {
                let [a, b] = self.browsers().map(|browser| vec![came(&browser, ask)]);
                first_of(&a, &b).map(|difference| difference.to_string())
            }
            By::Walk => return self.leak_on_walk(),
            By::Commands => {
                let [a, b] = self.both(|world| ask_all(|| world.office.as_(self.reader), &self.ground));
                let mut pairs = a.into_iter().zip(b);
                pairs.find(|(a, b)| a != b).map(|(a, b)| format!("chancery {}\n{}\n  and\n{}", a.0, a.1, b.1))
            }
        }
        .map(|told| Leak { told, by: by.clone() })
    }

    /// A request that tells the worlds apart by itself is named; it is the quickest to ask again.
    fn leak_on_walk(&self) -> Option<Leak> {
        let [a, b] = self.browsers().map(|browser| walk(&browser, &self.ground));
        let difference = first_of(&a, &b)?;
        let ask = asks(&self.ground).into_iter().nth(difference.place);
        let alone = ask.filter(|ask| ask.method == "GET").map(By::One);
        Some(Leak { told: difference.to_string(), by: alone.unwrap_or(By::Walk) })
    }
}

fn leak(script: &Script) -> Option<Leak> {
    let twins = Twins::of(script);
    [By::Deeds, By::Walk, By::Commands].iter().find_map(|by| twins.leak_by(by))
}

/// The smallest story that is told apart by the same, and what is told of it.
fn simplified(script: Script, found: Leak) -> String {
    let alone = Twins::of(&script).leak_by(&found.by).is_some();
    let by = if alone { found.by } else { By::Walk };
    let script = smallest(script, |tried| Twins::of(tried).leak_by(&by).is_some());
    let told = Twins::of(&script).leak_by(&by).map_or(found.told, |leak| leak.told);
    let (reader, story) = (script.player().handle, typed(&script.story()));
    format!("the reader is {reader}; `+` is what only the fuller world has\n{story}{told}")
}

fn draw(meetings: Meetings) {
    let (worlds, seed) = (from_env("CHANCERY_WORLDS", WORLDS), from_env("CHANCERY_WORLDS_SEED", SEED));
    let config =
        Config { rng_algorithm: RngAlgorithm::ChaCha, rng_seed: RngSeed::Fixed(seed), ..Config::default() };
    let mut runner = TestRunner::new(config);
    for world in 1..=worlds {
        let script = scripts(meetings).new_tree(&mut runner).unwrap().current();
        if let Some(found) = leak(&script) {
            let told = simplified(script, found);
            panic!("a leak in world {world} of CHANCERY_WORLDS_SEED={seed}: {told}");
        }
    }
}

#[test]
fn whoever_reads_is_answered_alike_whatever_happens_above_him() {
    draw(Meetings::Apart);
}

#[test]
fn so_he_is_where_meetings_are_known_above_and_below_him() {
    draw(Meetings::Shared);
}

/// The verbs of a story's steps: those that only the fuller world has, and those of both.
fn verbs(script: &Script) -> Vec<String> {
    let verb = |(above, step): &(bool, Step)| {
        let line = step.to_string();
        let verb = line.split(' ').nth(2).unwrap_or_default().to_owned();
        let whose = if matches!(step, Step::By { .. }) { "by himself" } else { "below" };
        format!("{} {verb}", if *above { "above" } else { whose })
    };
    script.story().iter().map(verb).collect()
}

#[test]
fn stories_have_every_act_above_below_and_by_the_reader_himself() {
    let mut runner = TestRunner::deterministic();
    let drawn = (0..1_000).map(|_| scripts(Meetings::Shared).new_tree(&mut runner).unwrap().current());
    let known: BTreeSet<String> = drawn.flat_map(|script| verbs(&script)).collect();
    for verb in [
        "file", "minute", "initial", "show", "put-up", "enclose", "detach", "settle", "relabel", "propose",
        "refuse", "circle", "clear",
    ] {
        for whose in ["above", "below", "by himself"] {
            assert!(known.contains(&format!("{whose} {verb}")), "{whose} {verb} is never drawn: {known:?}");
        }
    }
    for rarer in ["above meet", "below meet", "by himself register;"] {
        assert!(known.contains(rarer), "{rarer} is never drawn: {known:?}");
    }
}
