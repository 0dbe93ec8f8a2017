//! What a vault does with bodies, and what it says when they are not as they must be.
#![allow(clippy::unwrap_used, reason = "a helper that fails stops its test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chancery_vault::{Digest, Swept, Vault, VaultError};

const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn vault() -> (tempfile::TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::create(&folder.path().join("vault")).unwrap();
    (folder, vault)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let shelves = fs::read_dir(folder.join("vault")).unwrap().map(|shelf| shelf.unwrap().path());
    let mut files: Vec<PathBuf> =
        shelves.flat_map(|shelf| fs::read_dir(shelf).unwrap().map(|file| file.unwrap().path())).collect();
    files.sort();
    files.iter().map(|file| file.strip_prefix(folder).unwrap().to_owned()).collect()
}

fn flaws(vault: &Vault, wanted: &[Digest]) -> Vec<String> {
    let mut told = Vec::new();
    let flaws = vault.verify(&mut wanted.iter().copied(), &mut |done, total| told.push((done, total)));
    let total = wanted.len() as u64;
    assert_eq!(told, (1..=total).map(|done| (done, total)).collect::<Vec<_>>());
    flaws.iter().map(ToString::to_string).collect()
}

#[test]
fn a_body_lies_under_the_digest_of_its_bytes() {
    let (folder, vault) = vault();
    let digest = vault.put(b"abc").unwrap();
    assert_eq!(digest.to_string(), ABC);
    assert_eq!(files(folder.path()), [Path::new("vault/ba").join(&ABC[2..])]);
    assert_eq!(vault.get(&digest).unwrap(), b"abc");
    vault.sync().unwrap();
    vault.sync().unwrap();
}

#[test]
fn the_same_body_is_kept_once_and_the_empty_one_is_a_body() {
    let (folder, vault) = vault();
    assert_eq!(vault.put(b"abc").unwrap(), vault.put(b"abc").unwrap());
    assert_eq!(files(folder.path()).len(), 1);
    let empty = vault.put(b"").unwrap();
    assert_eq!(vault.get(&empty).unwrap(), b"");
    let digests: Vec<Digest> = vault.digests().map(Result::unwrap).collect();
    assert_eq!(digests, [ABC.parse().unwrap(), empty]);
}

#[test]
fn a_vault_is_made_once_and_opened_whole() {
    let (folder, vault) = vault();
    let path = folder.path().join("vault");
    vault.put(b"abc").unwrap();
    assert!(matches!(Vault::create(&path), Err(VaultError::Io(_))), "never over another");
    assert_eq!(Vault::open(&path).unwrap().get(&ABC.parse().unwrap()).unwrap(), b"abc");
    fs::remove_dir(path.join("7f")).unwrap();
    assert!(matches!(Vault::open(&path), Err(VaultError::NotAVault(missing)) if missing == "7f"));
}

#[test]
fn a_missing_body_and_a_damaged_one_are_told_apart() {
    let (folder, vault) = vault();
    let (one, two) = (vault.put(b"one").unwrap(), Digest::of(b"two"));
    let file = folder.path().join(&files(folder.path())[0]);
    fs::write(&file, b"onf").unwrap();
    assert!(matches!(vault.get(&one), Err(VaultError::Damaged(digest)) if digest == one));
    assert!(matches!(vault.get(&two), Err(VaultError::Missing(digest)) if digest == two));
    let found = flaws(&vault, &[one, two]);
    assert_eq!(
        found,
        [format!("body {one}: its bytes are not what its name says"), format!("body {two}: it is missing")]
    );
    vault.put(b"one").unwrap();
    assert_eq!(flaws(&vault, &[one]), [""; 0], "to put a damaged body again mends it");
}

#[test]
fn every_flipped_bit_of_a_body_is_named() {
    let (folder, vault) = vault();
    let bytes: Vec<u8> = (0..=255).collect();
    let digest = vault.put(&bytes).unwrap();
    let file = folder.path().join(&files(folder.path())[0]);
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(&file, flipped).unwrap();
        assert_eq!(flaws(&vault, &[digest]).len(), 1, "bit {bit}");
    }
    for cut in [0, 1, 255] {
        fs::write(&file, &bytes[..cut]).unwrap();
        assert_eq!(flaws(&vault, &[digest]).len(), 1, "cut at {cut}");
    }
}

#[test]
fn a_sweep_removes_orphans_and_what_was_on_its_way() {
    let (folder, vault) = vault();
    let kept = vault.put(b"kept").unwrap();
    vault.put(b"orphan").unwrap();
    fs::write(folder.path().join("vault/00/.new-1-0"), b"half a bo").unwrap();
    fs::write(folder.path().join("vault/00/README"), b"put here by hand").unwrap();
    let swept = vault.sweep(&|digest| *digest == kept).unwrap();
    assert_eq!(swept, Swept { orphans: 1, unfinished: 1 });
    assert_eq!(files(folder.path()).len(), 2, "the wanted body, and what is not ours");
    assert_eq!(vault.sweep(&|digest| *digest == kept).unwrap(), Swept::default());
}

#[test]
fn bodies_are_put_by_many_at_once() {
    let (_folder, vault) = vault();
    std::thread::scope(|scope| {
        for writer in 0..8u8 {
            let vault = &vault;
            scope.spawn(move || {
                for body in 0..20u8 {
                    vault.put(&[body]).unwrap();
                    vault.put(&[writer, body]).unwrap();
                    vault.sync().unwrap();
                }
            });
        }
    });
    let digests: Vec<Digest> = vault.digests().map(Result::unwrap).collect();
    assert_eq!(digests.len(), 20 + 8 * 20);
    assert_eq!(flaws(&vault, &digests), [""; 0]);
}

/// The body of [`a_full_disk_refuses_a_body_and_keeps_nothing_of_it`], where there is room for 32 KiB.
#[test]
#[ignore = "run by the test above it, in a place without room"]
fn without_room() {
    let (folder, vault) = vault();
    let small = vault.put(b"small").unwrap();
    assert!(matches!(vault.put(&[7; 1 << 20]), Err(VaultError::Full)));
    assert_eq!(files(folder.path()).len(), 1, "nothing of it is left");
    assert_eq!(vault.get(&small).unwrap(), b"small");
    vault.put(b"another small one").unwrap();
    vault.sync().unwrap();
}

#[test]
fn a_full_disk_refuses_a_body_and_keeps_nothing_of_it() {
    let me = std::env::current_exe().unwrap();
    let limited = "trap '' XFSZ; ulimit -f 32; exec \"$0\" --exact without_room --ignored";
    let run = Command::new("sh").args(["-c", limited]).arg(&me).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));

    // A disk of its own that is truly full; not every system lets an ordinary user have one.
    let folder = tempfile::tempdir().unwrap();
    let mounted =
        "mount -t tmpfs -o size=64k none \"$TMPDIR\" || exit 77; exec \"$0\" --exact without_room --ignored";
    let mut disk = Command::new("unshare");
    let run = disk.args(["-Urm", "sh", "-c", mounted]).arg(&me).env("TMPDIR", folder.path()).output();
    match run {
        Ok(run) if run.status.success() => {}
        Ok(run) if run.stdout.is_empty() => eprintln!("skipped: no small disk may be mounted here"),
        Ok(run) => panic!("{}", String::from_utf8_lossy(&run.stdout)),
        Err(error) => eprintln!("skipped: no small disk may be mounted here: {error}"),
    }
}

#[test]
fn a_copy_takes_what_it_lacks_and_keeps_what_is_whole() {
    let ((folder, vault), (aside, copy)) = (vault(), self::vault());
    let digests: Vec<Digest> = [&b"abc"[..], b"herring", b"tin"].map(|body| vault.put(body).unwrap()).into();
    let told = |copied: &chancery_vault::Copied| (copied.copied, copied.held, copied.flaws.len());
    assert_eq!(told(&vault.copy_into(&copy, &mut |_| ()).unwrap()), (3, 0, 0));
    assert_eq!(files(folder.path()), files(aside.path()));
    assert_eq!(told(&vault.copy_into(&copy, &mut |_| ()).unwrap()), (0, 3, 0));

    // Damaged here, whole there: it stays. Damaged there: it is copied again. Damaged in both: it is said.
    let lies = |folder: &Path, at: usize| folder.join(&files(folder)[at]);
    let [first, second, third] = [0, 1, 2];
    fs::write(lies(folder.path(), first), b"x").unwrap();
    fs::write(lies(aside.path(), second), b"x").unwrap();
    fs::write(lies(folder.path(), third), b"x").unwrap();
    fs::remove_file(lies(aside.path(), third)).unwrap();
    let copied = vault.copy_into(&copy, &mut |_| ()).unwrap();
    assert_eq!(told(&copied), (1, 1, 1));
    assert!(copied.flaws[0].to_string().ends_with("its bytes are not what its name says"));
    let whole = digests.iter().filter(|digest| copy.get(digest).is_ok()).count();
    assert_eq!(whole, 2);
}
