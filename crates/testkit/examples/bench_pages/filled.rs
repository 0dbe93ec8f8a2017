//! A large registry, made once by what the product does and used again.

use std::path::Path;
use std::sync::Arc;

use chancery_registry::answers::{ChaseAsked, RegisterFilter};
use chancery_registry::{
    Admission, BringingUp, ChaseStep, ClearanceToGive, CopyPurpose, Copying, Duty, Ids, Means, Options,
    Purpose, PuttingUp, Registry, Source, Together,
};
use chancery_seal::protector::Cost;
use jiff::Timestamp;

use crate::letters::letter;

/// Who is answered: he may know half of it.
pub const READER: &str = "half";
const PASSPHRASE: &str = "correct horse battery staple";
/// Of a hundred papers, how many bear each marking.
const MARKINGS: [(&str, usize); 3] = [("CONFIDENTIAL", 20), ("SECRET", 30), ("TOP SECRET", 50)];
/// Pages of the register of which each paper is put up, copied and brought up.
const PAGES_IN_HAND: u32 = 20;
/// Pages of the chase list of which each undertaking is dealt with.
const PAGES_CHASED: u32 = 10;

/// The registry of that many papers.
pub fn registry(folder: &Path, papers: usize) -> Registry {
    if folder.join("made").is_file() {
        return match Registry::open(folder, PASSPHRASE, means()) {
            Ok(registry) => registry,
            Err(_) => Registry::rebuild(folder, PASSPHRASE, means()).unwrap().0,
        };
    }
    let _ = std::fs::remove_dir_all(folder);
    let registry = Registry::init(folder, "The office", PASSPHRASE, means()).unwrap();
    admit(&registry);
    file(&registry, papers);
    in_hand(&registry);
    chased(&registry);
    std::fs::write(folder.join("made"), "").unwrap();
    registry
}

fn means() -> Means {
    let (ids, cost) = (Ids::Random, Cost::TRIVIAL);
    Means { clock: Arc::new(Timestamp::now), ids, cost, sign_in_cost: cost, worker: None }
}

fn admit(registry: &Registry) {
    let keeper = registry.reader("keeper").unwrap();
    for (handle, post, title, level) in [
        ("pm", "prime-minister", "Prime Minister", "TOP SECRET"),
        ("all", "ps", "Private Secretary", "TOP SECRET"),
        (READER, "desk", "Desk officer", "SECRET"),
    ] {
        let admission = Admission {
            handle: handle.into(),
            name: format!("A {handle}"),
            post: Some((post.into(), title.into())),
            principal: handle == "pm",
            duties: vec![Duty::PutUp, Duty::Minute, Duty::Register],
        };
        registry.admit(&keeper, admission).unwrap();
        let clearance = registry.clearance(&[format!("uk-1982={level}")]).unwrap();
        let clearing = ClearanceToGive { person: handle.into(), clearance, ..ClearanceToGive::default() };
        registry.clear(&registry.reader("security").unwrap(), clearing).unwrap();
    }
}

fn file(registry: &Registry, papers: usize) {
    let clerk = registry.reader("clerk").unwrap();
    let mut from = 0;
    for (marking, hundredths) in MARKINGS {
        let until = from + hundredths;
        let of_marking = (0..papers).filter(|n| (from..until).contains(&(n % 100)));
        let sources = of_marking.map(|n| Source::Bytes(format!("{n}.txt"), letter(n).into_bytes()));
        let options = Options { marking: Some(marking.into()), ..Options::default() };
        let mut filed = 0;
        registry
            .file(&clerk, sources, &options, &mut |told| {
                filed += told.filed.unwrap().entered;
                if filed % 5_000 == 0 {
                    eprintln!("  {filed} {marking}");
                }
            })
            .unwrap();
        from = until;
    }
}

/// What the newest papers are put up, copied and brought up for.
fn in_hand(registry: &Registry) {
    let view = || registry.view(&registry.reader("all").unwrap()).unwrap();
    let tomorrow = Timestamp::now().strftime("%Y-%m-%d").to_string().parse::<jiff::civil::Date>().unwrap();
    for page in 1..=PAGES_IN_HAND {
        let filter = RegisterFilter { page, ..RegisterFilter::default() };
        let papers: Vec<String> =
            view().register(&filter).unwrap().papers.into_iter().map(|one| one.id).collect();
        let to = vec![READER.into(), "pm".into()];
        let copying = Copying { to, purpose: CopyPurpose::Action, note: "please draft".into() };
        let up = BringingUp { before: READER.into(), on: tomorrow, reason: "again".into() };
        let mut deeds = vec![Together::Copy(copying), Together::BringUp(up)];
        if page <= 2 {
            deeds.push(Together::PutUp(PuttingUp::before("prime-minister", Purpose::See)));
        }
        for deed in deeds {
            let went = view().together(&papers, &deed).unwrap();
            assert!(went.not_done.is_empty(), "{:?}", went.not_done.first());
        }
    }
}

/// Undertakings are assigned and kept.
fn chased(registry: &Registry) {
    let view = || registry.view(&registry.reader("all").unwrap()).unwrap();
    let mut lines = Vec::new();
    for page in 1..=PAGES_CHASED {
        lines.extend(view().undertakings(&ChaseAsked { page, ..ChaseAsked::default() }).unwrap().lines);
    }
    for (n, line) in lines.iter().enumerate() {
        let step = match n % 2 {
            0 => ChaseStep::Assign { to: "A half".into(), due: None },
            _ => ChaseStep::Lapse { reason: "long ago".into() },
        };
        view().move_undertaking(&line.paper, &line.key, &step).unwrap();
    }
}
