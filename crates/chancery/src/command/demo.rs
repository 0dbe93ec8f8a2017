//! `chancery demo`: an office to look at.

mod day;

use std::fs;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chancery_label::Cleared;
use chancery_registry::{
    Admission, Came, Clearance, ClearanceToGive, Duty, Filed, Options, PolicyId, Reader, Registry,
    Relabelling, Settings as OfficeSettings, Source,
};
use chancery_server::Settings;

use super::{print, serve};
use crate::args::DemoArgs;
use crate::office;
use crate::terminal::{self, Progress, answer};

const LETTER: &[u8] = include_bytes!("../../../../samples/shultz-pym-1982.txt");
const SCAN: &[u8] = include_bytes!("../../../../samples/scan-of-the-letter.pdf");
const VOLUME: &[u8] = include_bytes!("../../../../samples/frus1969-76v20.xml.zst");
/// The volume unpacked.
const VOLUME_BYTES_MAX: usize = 16 << 20;

/// Who signs in: handle, and how he is told.
const READERS: [(&str, &str); 6] = [
    ("pm", "the Prime Minister"),
    ("coles", "her private secretary"),
    ("bone", "the Foreign Secretary's private secretary"),
    ("desk", "a desk officer, cleared to CONFIDENTIAL"),
    ("security", "the security officer, who gives clearances and approves changed markings"),
    ("keeper", "the registry's keeper, who may run it and read nothing"),
];

/// Makes what is missing, opens what is there, serves it.
pub fn run(args: &DemoArgs) -> anyhow::Result<()> {
    let registry = if args.dir.join("chancery.toml").exists() {
        terminal::note(&format!("opening {}", args.dir.display()));
        Registry::open(&args.dir, &office::from_file(&passphrase_path(&args.dir))?, office::means()?)?
    } else {
        let london =
            OfficeSettings { zone: "Europe/London".parse()?, ..OfficeSettings::new("10 Downing Street") };
        Registry::init_with(&args.dir, london, &new_passphrase(&args.dir)?, office::means()?)?
    };
    fill(&registry)?;
    if args.no_serve {
        registry.close();
        return Ok(());
    }
    let keeper = registry.reader("keeper")?;
    let mut links = Vec::new();
    for (handle, told) in READERS {
        links.push((told, registry.invite(&keeper, handle)?));
    }
    let addr = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    let settings = Settings { tongues: serve::tongues(args.test_tongue), tour: true, ..Settings::on(addr) };
    serve::serve((registry, &args.dir), settings, |addr| {
        answer("");
        answer("Sign in, once by each link, as");
        for (told, token) in &links {
            answer(&format!("  {told}:\n    http://{addr}/enter/{token}"));
        }
        answer("Ctrl-C ends.");
    })
}

/// Brings the people and papers that are not there yet; what is held is not taken in twice.
fn fill(registry: &Registry) -> anyhow::Result<()> {
    let new = registry.reader("desk").is_err();
    if new {
        terminal::note("admitting the people of October 1982");
        admit_all(registry)?;
    }
    terminal::note("the letter of 14 October 1982");
    let letter = Source::Bytes("shultz-pym-1982.txt".into(), LETTER.to_vec());
    let letter = file(registry, letter, "US/Soviet relations", None)?;
    letter.papers.iter().for_each(|paper| terminal::note(&format!("  {}", print::line(paper))));
    tell(&letter);
    if new {
        stand(registry, &letter)?;
        wait_in_tray(registry)?;
    }
    terminal::note("Foreign Relations of the United States, 1969–1976, Volume XX, Southeast Asia");
    let volume = zstd::bulk::decompress(VOLUME, VOLUME_BYTES_MAX).context("the sample does not unpack")?;
    let volume = Source::Bytes("frus1969-76v20.xml".into(), volume);
    tell(&file(registry, volume, "Southeast Asia 1969–1972", Some(PolicyId::new("us-historical")))?);
    if new {
        terminal::note("a day at the box");
        day::begin(registry, &letter)?;
    }
    Ok(())
}

/// A scan that nobody has settled yet.
fn wait_in_tray(registry: &Registry) -> anyhow::Result<()> {
    terminal::note("a scan of the letter, in the in-tray");
    let options = Options { came: Some(Came::Folder), ..Options::default() };
    let scan = Source::Bytes("scan-of-the-letter.pdf".into(), SCAN.to_vec());
    registry.file(&registry.reader("clerk")?, std::iter::once(scan), &options, &mut |told| {
        if let Err(refused) = told.filed {
            terminal::note(&format!("  {refused}"));
        }
    })?;
    Ok(())
}

/// A circle of two, and a marking that waits for a second person.
fn stand(registry: &Registry, letter: &Filed) -> anyhow::Result<()> {
    let coles = registry.view(&registry.reader("coles")?)?;
    let circle = coles.make_circle("Garrison", "the garrison of the Falkland Islands")?;
    coles.join_circle(&circle, "pym")?;
    let bone = registry.view(&registry.reader("bone")?)?;
    if let Some(message) = letter.papers.last() {
        let wanted = Relabelling {
            marking: "CONFIDENTIAL".into(),
            reason: "the talks that it tells of have been made public".into(),
            authority: "the Permanent Under-Secretary’s letter of 4 January 1993".into(),
            on: Some(jiff::civil::date(1993, 1, 5)),
            event: None,
        };
        bone.relabel(&message.id, &wanted)?;
    }
    Ok(())
}

fn tell(filed: &Filed) {
    match (filed.entered, filed.held.len()) {
        (0, held) => terminal::note(&format!("  held already: {}", print::counted(held as u64, "paper"))),
        (entered, _) => {
            terminal::note(&format!("  {} entered", print::counted(entered as u64, "paper")));
        }
    }
    filed.remarks.iter().for_each(|remark| terminal::note(&format!("  {remark}")));
}

fn file(registry: &Registry, source: Source, into: &str, policy: Option<PolicyId>) -> anyhow::Result<Filed> {
    let clerk: Reader = registry.reader("clerk")?;
    let options = Options { into: Some(into.into()), policy, ..Options::default() };
    let mut progress = Progress::new("filing", None);
    let mut outcome = None;
    registry.file(&clerk, std::iter::once(source), &options, &mut |told| {
        progress.at(told.filed.as_ref().map_or(0, |filed| filed.entered as u64));
        outcome = Some(told.filed);
    })?;
    progress.end();
    Ok(outcome.context("nothing came of the sample")??)
}

fn new_passphrase(dir: &Path) -> anyhow::Result<String> {
    let path = passphrase_path(dir);
    if path.exists() {
        return office::from_file(&path);
    }
    let passphrase = chancery_registry::new_passphrase();
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)
        .with_context(|| path.display().to_string())?;
    writeln!(file, "{passphrase}")?;
    terminal::note(&format!("making {}", dir.display()));
    terminal::note(&format!("its passphrase is in {}, for this demonstration only", path.display()));
    Ok(passphrase)
}

fn passphrase_path(dir: &Path) -> PathBuf {
    let mut name = dir.as_os_str().to_owned();
    name.push(".passphrase");
    PathBuf::from(name)
}

struct Cast {
    handle: &'static str,
    name: &'static str,
    post: (&'static str, &'static str),
    principal: bool,
    duties: Vec<Duty>,
    clearance: Clearance,
}

fn admit_all(registry: &Registry) -> anyhow::Result<()> {
    let (keeper, security) = (registry.reader("keeper")?, registry.reader("security")?);
    for cast in cast(registry)? {
        let (post, title) = cast.post;
        let admission = Admission {
            handle: cast.handle.into(),
            name: cast.name.into(),
            post: Some((post.into(), title.into())),
            principal: cast.principal,
            duties: cast.duties,
        };
        registry.admit(&keeper, admission)?;
        let clearing = ClearanceToGive {
            person: cast.handle.into(),
            clearance: cast.clearance,
            reason: "for the demonstration".into(),
            ..ClearanceToGive::default()
        };
        registry.clear(&security, clearing)?;
    }
    Ok(())
}

fn cast(registry: &Registry) -> anyhow::Result<[Cast; 5]> {
    // Circles are for who is in them; what is not settled, for whoever may settle it.
    let no_circle = Cleared { level: 1, ..Cleared::default() };
    let highest = registry.highest().with(PolicyId::new(chancery_label::REGISTRY), no_circle);
    let confidential =
        registry.clearance(&["uk-1982=CONFIDENTIAL".into(), "us-historical=Confidential".into()])?;
    let (minister, secretary) = (vec![Duty::Minute], vec![Duty::PutUp, Duty::Minute, Duty::Register]);
    Ok([
        Cast {
            handle: "pm",
            name: "Margaret Thatcher",
            post: ("prime-minister", "Prime Minister"),
            principal: true,
            duties: minister.clone(),
            clearance: highest.clone(),
        },
        Cast {
            handle: "coles",
            name: "A J Coles",
            post: ("ps-no10", "Private Secretary, 10 Downing Street"),
            principal: false,
            duties: secretary.clone(),
            clearance: highest.clone(),
        },
        Cast {
            handle: "pym",
            name: "Francis Pym",
            post: ("foreign-secretary", "Foreign Secretary"),
            principal: true,
            duties: minister.clone(),
            clearance: highest.clone(),
        },
        Cast {
            handle: "bone",
            name: "R B Bone",
            post: ("ps-fco", "Private Secretary, Foreign and Commonwealth Office"),
            principal: false,
            duties: secretary,
            clearance: highest,
        },
        Cast {
            handle: "desk",
            name: "A desk officer",
            post: ("desk", "Desk officer, Foreign and Commonwealth Office"),
            principal: false,
            duties: minister,
            clearance: confidential,
        },
    ])
}
