//! Where the server may listen, and that it serves and ends when asked.

mod house;

use chancery_server::{may_listen, serve_over};
use house::{SampleDesk, settings};
use std::io::{Read, Write};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

#[test]
fn it_listens_beyond_this_machine_only_behind_tls() {
    let may = |addr: &str, tls| may_listen(&addr.parse().unwrap(), tls);
    assert_eq!(may("127.0.0.1:8420", false), Ok(()));
    assert_eq!(may("[::1]:8420", false), Ok(()));
    assert_eq!(may("192.0.2.1:8420", true), Ok(()));
    for open in ["0.0.0.0:8420", "192.0.2.1:8420", "[::]:8420"] {
        let refused = may(open, false).unwrap_err();
        assert!(
            refused.starts_with(open)
                && refused.contains("let a proxy on this machine that ends TLS speak to it")
        );
    }
}

fn ask(addr: std::net::SocketAddr, request: &str) -> std::io::Result<String> {
    let mut stream = std::net::TcpStream::connect(addr)?;
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

#[tokio::test]
async fn it_serves_over_a_socket_until_it_is_told_to_end() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let (tell, told) = oneshot::channel::<()>();
    let settings = settings(false);
    let serving = tokio::spawn(async move {
        let shutdown = async { told.await.unwrap_or_default() };
        serve_over(listener, Arc::new(SampleDesk::default()), &settings, shutdown).await
    });
    let request = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let answer = tokio::task::spawn_blocking(move || ask(addr, request)).await.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\nok"), "{answer}");
    tell.send(()).unwrap();
    serving.await.unwrap().unwrap();
}

// The clock of the runtime stands still and leaps whenever nothing else can happen, so this takes no time.
#[tokio::test(start_paused = true)]
async fn a_peer_that_dribbles_its_request_is_dropped() {
    use tokio::io::AsyncReadExt;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let settings = settings(false);
    tokio::spawn(async move {
        serve_over(listener, Arc::new(SampleDesk::default()), &settings, std::future::pending()).await
    });
    let mut stream = tokio::net::TcpStream::connect(addr).await.unwrap();
    stream.writable().await.unwrap();
    stream.try_write(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").unwrap();
    let mut answer = Vec::new();
    let an_hour = std::time::Duration::from_secs(3600);
    let ended = tokio::time::timeout(an_hour, stream.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "the connection was kept for an hour");
    assert_eq!(String::from_utf8_lossy(&answer), "");
}
