//! What the chores need beside cargo: found, or installed where this is Debian and we may.

use std::process::Stdio;

use anyhow::bail;

use crate::run;

/// A program, and the package of Debian that has it.
type Tool = (&'static str, &'static str);

/// What the build of SQLCipher takes.
pub const BUILD: &[Tool] = &[("cc", "build-essential"), ("make", "build-essential"), ("perl", "perl")];
/// What the tests call: outsiders verify a ledger with it as `docs/ledger-format.md` says.
/// Scans are read with tesseract; pages are held against what pdftotext makes of them, print against qpdf too.
pub const TESTS: &[Tool] = &[
    ("python3", "python3-venv"),
    ("sqlite3", "sqlite3"),
    ("openssl", "openssl"),
    ("tesseract", "tesseract-ocr"),
    ("pdftotext", "poppler-utils"),
    ("qpdf", "qpdf"),
];
/// What the tests ask of Python, with the version on PyPI: outsiders read labels with it.
const MODULES: &[(&str, &str)] = &[("lxml", "6.1.3"), ("asn1crypto", "1.5.1"), ("bagit", "1.9.0")];
/// What the browser walks take.
pub const WALKS: &[Tool] = &[
    ("chromium", "chromium"),
    ("node", "nodejs"),
    ("npm", "npm"),
    ("java", "default-jre-headless"),
    ("fc-list", "fontconfig"),
];
/// The yardsticks of the bench.
pub const BENCH: &[Tool] =
    &[("notmuch", "notmuch"), ("pdftotext", "poppler-utils"), ("tesseract", "tesseract-ocr")];
/// Letters for pages; without them a browser draws boxes.
const FONTS: &str = "fonts-dejavu-core";

/// Finds the tools, installs those that are absent, and fails by name for those that still are.
pub fn ready(tools: &[Tool]) -> anyhow::Result<()> {
    let absent: Vec<Tool> = tools.iter().copied().filter(|(program, _)| !there(program)).collect();
    if absent.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = absent.iter().map(|(_, package)| *package).collect();
    if !may_install() {
        bail!("the tests need {}: install {}", names(&absent), packages.join(" "));
    }
    install(&packages, absent.iter().any(|(program, _)| *program == "fc-list"))?;
    let still: Vec<Tool> = absent.into_iter().filter(|(program, _)| !there(program)).collect();
    if !still.is_empty() {
        bail!("{} is still not here after it was installed: see what apt-get says above", names(&still));
    }
    Ok(())
}

/// Whether a program can be started.
pub fn there(program: &str) -> bool {
    let mut command = run::program(program);
    command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok()
}

/// A Python that imports what the tests ask of it: the one at hand, else one of our own with the pinned packages.
pub fn python() -> anyhow::Result<String> {
    if imports("python3") {
        return Ok("python3".into());
    }
    let folder = run::target().join("python");
    run::done(run::program("python3").args(["-m", "venv"]).arg(&folder))?;
    let own = folder.join("bin/python3").display().to_string();
    let packages = MODULES.iter().map(|(module, version)| format!("{module}=={version}"));
    run::done(run::program(&own).args(["-m", "pip", "install", "--quiet"]).args(packages))?;
    if !imports(&own) {
        bail!("the tests' own Python lacks what it was given: remove {} and run again", folder.display());
    }
    Ok(own)
}

fn imports(python: &str) -> bool {
    let all = MODULES.iter().map(|(module, _)| *module).collect::<Vec<_>>().join(", ");
    let mut program = run::program(python);
    program.args(["-c", &format!("import {all}")]).stdin(Stdio::null()).stderr(Stdio::null());
    program.status().is_ok_and(|status| status.success())
}

fn names(tools: &[Tool]) -> String {
    tools.iter().map(|(program, _)| *program).collect::<Vec<_>>().join(", ")
}

fn may_install() -> bool {
    let root = run::program("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    root && there("apt-get")
}

fn install(packages: &[&str], fonts: bool) -> anyhow::Result<()> {
    run::done(run::program("apt-get").arg("update").arg("--quiet"))?;
    let mut install = run::program("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive").args(["install", "--yes", "--quiet"]);
    install.arg("--no-install-recommends").args(packages);
    run::done(install.args(Some(FONTS).filter(|_| fonts)))
}
