//! How long it takes to read, compare, join and print labels, beside yardsticks of the same run.
//!
//! Each line is what was done, nanoseconds an operation (the least of several rounds, which the machine's
//! other work disturbs least), and where there is one the budget. `--check` fails where a budget is exceeded.

#![expect(clippy::print_stdout, reason = "a bench prints")]

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chancery_label::{Clearance, Label, Policies, Policy, PolicyId, UK_1982, US_CAPCO, US_HISTORICAL};

const ROUNDS: usize = 15;
const ROUND: Duration = Duration::from_millis(20);
const PARSE_NS_MAX: f64 = 5_000.0;
const DOMINANCE_NS_MAX: f64 = 50.0;

const UK: &str = "TOP SECRET UK EYES A LOCSEN PERSONAL";
const US: &str = "Secret; Immediate; Nodis; Eyes Only";
const CAPCO: &str = "TOP SECRET//SI-G ABCD/TK//RSEN/ORCON/NOFORN";
const RELEASED: &str = "SECRET//REL TO USA, FVEY/RELIDO";

fn main() -> ExitCode {
    let mut bench = Bench { exceeded: 0 };
    let policies = Policies::compiled();
    let order = |id: &str| [PolicyId::new(id)];
    let (uk, us, capco) = (order(UK_1982), order(US_HISTORICAL), order(US_CAPCO));
    for (name, order, typed) in [
        ("parse uk-1982", &uk[..], UK),
        ("parse us-historical", &us[..], US),
        ("parse us-capco", &capco[..], CAPCO),
        ("parse us-capco, released", &capco[..], RELEASED),
    ] {
        bench.of(name, Some(PARSE_NS_MAX), || policies.parse(order, typed));
        let label = read(&policies, order, typed);
        let text = label.canonical();
        bench.of("    yardstick: serde_json of its canonical text", None, || Label::from_canonical(&text));
        bench.of("    print", None, || policies.print(&label));
    }
    bench.of("parse a portion of us-capco", Some(PARSE_NS_MAX), || {
        policies.parse_portion(&capco, "(TS//SI-G ABCD/TK//RS/OC/NF)")
    });
    for (name, order, over, under) in [
        ("dominance, uk-1982", &uk[..], UK, "SECRET UK EYES A"),
        ("dominance, us-historical", &us[..], US, "Confidential; Nodis"),
        ("dominance, us-capco", &capco[..], CAPCO, "SECRET//SI//REL TO USA, FVEY"),
    ] {
        let (over, under) = (read(&policies, order, over), read(&policies, order, under));
        assert!(over.dominates(&under) && !under.dominates(&over), "{name}");
        bench.of(name, Some(DOMINANCE_NS_MAX), || black_box(&over).dominates(black_box(&under)));
        bench.of("    the other way", Some(DOMINANCE_NS_MAX), || {
            black_box(&under).dominates(black_box(&over))
        });
        let (a, b) = (over.canonical(), over.canonical());
        bench.of("    yardstick: comparing two equal canonical texts", None, || {
            black_box(&a) == black_box(&b)
        });
        bench.of("    join", None, || over.join(&under));
        let reader = reader(&policies, order, &over);
        bench.of("    opens", None, || reader.opens(black_box(&over)));
    }
    bench.of("read the compiled-in policies", None, Policies::compiled);
    if bench.exceeded > 0 && std::env::args().any(|arg| arg == "--check") {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn read(policies: &Policies, order: &[PolicyId], typed: &str) -> Label {
    let own = policies.parse(order, typed).ok().and_then(|marking| marking.own);
    own.unwrap_or_else(|| panic!("“{typed}” is not read"))
}

/// A reader who opens the label.
fn reader(policies: &Policies, order: &[PolicyId], label: &Label) -> Clearance {
    let part = |id: &PolicyId| {
        let highest = policies.get(id).map_or(0, Policy::highest);
        let side = label.component(id)?.any.values().next().and_then(|set| set.iter().next_back()).cloned();
        let tags = label.component(id)?.all.clone();
        Some((id.clone(), chancery_label::Cleared { level: highest, tags, affiliation: side }))
    };
    order.iter().filter_map(part).collect()
}

struct Bench {
    exceeded: usize,
}

impl Bench {
    fn of<T>(&mut self, name: &str, budget: Option<f64>, mut done: impl FnMut() -> T) {
        let mut times = 1_u32;
        while elapsed(times, &mut done) < ROUND / 10 {
            times *= 2;
        }
        times *= 5;
        let rounds = (0..ROUNDS).map(|_| elapsed(times, &mut done).as_secs_f64() * 1e9 / f64::from(times));
        let least = rounds.fold(f64::INFINITY, f64::min);
        let over = budget.is_some_and(|budget| least > budget);
        self.exceeded += usize::from(over);
        let budget = budget.map_or(String::new(), |budget| format!("  of {budget:>6.0}"));
        println!("{name:<52} {least:>9.1} ns{budget}{}", if over { "  EXCEEDED" } else { "" });
    }
}

fn elapsed<T>(times: u32, done: &mut impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    for _ in 0..times {
        black_box(done());
    }
    start.elapsed()
}
