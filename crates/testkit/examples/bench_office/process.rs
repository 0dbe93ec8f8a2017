//! The program itself, started, asked over a socket and weighed.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// `chancery serve`, running; it ends with this.
pub struct Process {
    child: Child,
    addr: String,
}

impl Process {
    /// Starts it, and returns when it says where it listens.
    pub fn start(program: &Path, registry: &Path, passphrase: &Path) -> Self {
        let mut child = Command::new(program)
            .arg("--registry")
            .arg(registry)
            .arg("--passphrase-file")
            .arg(passphrase)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program is built");
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            assert!(said.read_line(&mut line).unwrap() > 0, "the program ended before it served");
        }
        let addr = line.split("http://").nth(1).unwrap().split(';').next().unwrap().trim().to_owned();
        Self { child, addr }
    }

    /// Asks for a page, and stops where it does not come.
    pub fn get(&self, path: &str, cookie: &str) -> usize {
        let answer = self.ask(&format!("GET {path} HTTP/1.1\r\nCookie: {cookie}\r\n"), "");
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {}", answer.lines().next().unwrap_or_default());
        answer.len()
    }

    /// Signs in by a link; answers with the cookie.
    pub fn enter(&self, token: &str) -> String {
        let form = "password=&again=";
        let head = format!(
            "POST /enter/{token} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {}\r\n",
            form.len()
        );
        let answer = self.ask(&head, form);
        let cookie = answer.split("set-cookie: ").nth(1).expect("the link signs in");
        cookie.split(';').next().unwrap().to_owned()
    }

    fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.addr).unwrap();
        write!(stream, "{head}Host: {}\r\nConnection: close\r\n\r\n{body}", self.addr).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Memory that it holds, in MiB.
    pub fn resident_mib(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
