//! temp
use chancery_ledger::*;
use chancery_seal::sign::SigningKey;
use std::time::Instant;
fn set() -> Settings {
    Settings { origin: "chancery.example/office".into(), key: SigningKey::from_seed([7; 32]) }
}
fn d(n: u64, c: u64) -> Draft {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&n.to_be_bytes());
    id[8..].copy_from_slice(&c.to_be_bytes());
    let mut s = [0; 16];
    s[..8].copy_from_slice(&(n / 4).to_be_bytes());
    s[8..].copy_from_slice(&c.to_be_bytes());
    Draft {
        entry_id: id,
        stream: s,
        expected: None,
        head: SealedPart { salt: [1; 32], key_commit: [2; 32], sealed: vec![n as u8; 150] },
        body: SealedPart { salt: [1; 32], key_commit: [2; 32], sealed: vec![n as u8; 450] },
    }
}
fn main() {
    let t = tempfile::tempdir_in("/var/tmp").unwrap();
    for callers in [1u64, 8, 64] {
        let p = t.path().join(format!("l{callers}.db"));
        let l = Ledger::create(&p, set()).unwrap();
        let per = if callers == 1 { 2000 } else { 40000 / callers };
        let lat = std::sync::Mutex::new(Vec::new());
        let t0 = Instant::now();
        std::thread::scope(|s| {
            for c in 0..callers {
                let (l, lat) = (&l, &lat);
                s.spawn(move || {
                    let mut v = Vec::new();
                    for n in 0..per {
                        let a = Instant::now();
                        l.append(vec![d(n, c)]).unwrap();
                        v.push(a.elapsed());
                    }
                    lat.lock().unwrap().extend(v);
                });
            }
        });
        let e = t0.elapsed();
        let mut v = lat.into_inner().unwrap();
        v.sort();
        println!(
            "{callers} callers: {:.0}/s p50 {:?} p99 {:?}",
            v.len() as f64 / e.as_secs_f64(),
            v[v.len() / 2],
            v[v.len() * 99 / 100]
        );
        l.close();
    }
    let p = t.path().join("big.db");
    let l = Ledger::create(&p, set()).unwrap();
    let t0 = Instant::now();
    for b in 0..200u64 {
        l.append((b * 500..b * 500 + 500).map(|n| d(n, 0)).collect()).unwrap();
    }
    println!("300k in 500s: {:?}", t0.elapsed());
    let t1 = Instant::now();
    for i in 0..1000u64 {
        l.prove(i * 299).unwrap();
    }
    println!("1000 proofs {:?}", t1.elapsed());
    let t1 = Instant::now();
    l.close();
    println!("close {:?} {} MB", t1.elapsed(), std::fs::metadata(&p).unwrap().len() / 1000000);
    let t1 = Instant::now();
    let l = Ledger::open(&p, set(), Box::new(())).unwrap();
    println!("open {:?}", t1.elapsed());
    let t1 = Instant::now();
    println!("{:?}", l.verify(&mut |_, _| {}).unwrap());
    println!("verify {:?}", t1.elapsed());
    l.close();
    let t1 = Instant::now();
    println!(
        "{:?}",
        verify_file(&p, &set().key.verifying(), "chancery.example/office", &mut |_, _| {}).unwrap()
    );
    println!("verify_file {:?}", t1.elapsed());
}
