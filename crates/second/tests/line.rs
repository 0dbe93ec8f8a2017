//! What a line to a model does, and what it does not: tried against what listens on loopback.
#![allow(clippy::unwrap_used)]

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;

use chancery_second::{Line, NoAnswer};

const PATIENCE: Duration = Duration::from_secs(20);
const BYTES_MAX: usize = 1_000;

/// Listens on loopback, gives the first who comes these bytes, and answers what he asked.
fn stub(answer: impl Into<Vec<u8>>) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answer = answer.into();
    let asked = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let asked = request(&mut stream);
        // Who has heard enough hangs up.
        let _ = stream.write_all(&answer);
        asked
    });
    (url, asked)
}

/// The request, to the end of its JSON.
fn request(stream: &mut TcpStream) -> String {
    let mut asked = String::new();
    let mut bytes = [0; 4096];
    while !asked.ends_with('}') {
        let n = stream.read(&mut bytes).unwrap();
        asked.push_str(&String::from_utf8_lossy(&bytes[..n]));
    }
    asked
}

fn ask(answer: impl Into<Vec<u8>>) -> Result<Vec<u8>, NoAnswer> {
    let (url, _asked) = stub(answer);
    Line::to(&url, PATIENCE).unwrap().ask("{}", BYTES_MAX)
}

fn refused(url: &str) -> String {
    Line::to(url, PATIENCE).unwrap_err().to_string()
}

#[test]
fn a_question_is_asked_once_and_its_answer_given_back_as_it_came() {
    let (url, asked) = stub("HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nan hour");
    let answer = Line::to(&url, PATIENCE).unwrap().ask("{\"q\":1}", BYTES_MAX).unwrap();
    assert_eq!(answer, b"an hour");
    let asked = asked.join().unwrap();
    assert!(asked.starts_with("POST /v1/chat/completions HTTP/1.1\r\n"), "{asked}");
    assert!(asked.ends_with("\r\n\r\n{\"q\":1}"), "{asked}");
}

#[test]
fn what_is_not_on_this_machine_is_not_asked() {
    let elsewhere = [
        "http://192.168.1.4:8080",
        "http://model.example:8080",
        "http://0.0.0.0:8080",
        "http://[::]:8080",
        "http://[::ffff:127.0.0.1]:8080",
        "http://127.0.0.1.example:8080",
        "http://localhost.example",
        "http://2130706433",
    ];
    for url in elsewhere {
        assert_eq!(
            refused(url),
            format!(
                "`{url}` is not on this machine: only a loopback address such as 127.0.0.1 or [::1], or localhost"
            )
        );
    }
    for url in ["https://127.0.0.1", "ftp://127.0.0.1", "http://me@127.0.0.1", "http://127.0.0.1/?to=x"] {
        assert!(refused(url).contains("is not plain http"), "{url}");
    }
    assert!(refused("").contains("is not an address"));
    assert!(refused("127.0.0.1:8080").starts_with('`'));
}

#[test]
fn loopback_is_taken_by_its_number_or_as_localhost() {
    let to = |url: &str| Line::to(url, PATIENCE).unwrap().url().to_owned();
    assert_eq!(to("http://127.0.0.1:8080"), "http://127.0.0.1:8080/v1/chat/completions");
    assert_eq!(to("http://127.8.0.1/chat"), "http://127.8.0.1:80/chat");
    assert_eq!(to("http://[::1]:9/"), "http://[::1]:9/v1/chat/completions");
    assert!(
        ["127.0.0.1", "[::1]"]
            .contains(&to("http://LOCALHOST:9").split(":9").next().unwrap().trim_start_matches("http://"))
    );
}

#[test]
fn a_redirect_to_another_host_is_not_followed() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    other.set_nonblocking(true).unwrap();
    let to = format!(
        "HTTP/1.1 307 x\r\nlocation: http://{}/\r\ncontent-length: 0\r\n\r\n",
        other.local_addr().unwrap()
    );
    assert_eq!(ask(to), Err(NoAnswer::Moved));
    assert!(other.accept().is_err(), "nobody came");
}

#[test]
fn an_answer_of_ten_megabytes_is_not_read() {
    let announced = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", 10 << 20);
    let unannounced = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_owned();
    for head in [announced, unannounced] {
        assert_eq!(ask([head.into_bytes(), vec![b'x'; 10 << 20]].concat()), Err(NoAnswer::Long(BYTES_MAX)));
    }
}

#[test]
fn a_failure_is_not_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let served = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        request(&mut stream);
        stream.write_all(b"HTTP/1.1 500 x\r\ncontent-length: 0\r\n\r\n").unwrap();
        listener.set_nonblocking(true).unwrap();
        listener
    });
    assert_eq!(Line::to(&url, PATIENCE).unwrap().ask("{}", BYTES_MAX), Err(NoAnswer::Status(500)));
    assert!(served.join().unwrap().accept().is_err(), "asked once");
}

#[test]
fn who_is_slow_is_not_waited_for() {
    // It accepts, and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    assert_eq!(Line::to(&url, Duration::from_secs(1)).unwrap().ask("{}", BYTES_MAX), Err(NoAnswer::Late(1)));
}

#[test]
fn what_is_no_http_is_no_answer() {
    assert_eq!(ask("220 mail.example ESMTP\r\n"), Err(NoAnswer::Nothing));
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let line = Line::to(&format!("http://{free}"), PATIENCE).unwrap();
    assert_eq!(line.ask("{}", BYTES_MAX), Err(NoAnswer::Nothing));
}
