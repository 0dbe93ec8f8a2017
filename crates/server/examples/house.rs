//! Serves the sample answers on this machine, to be walked by a browser: `house PORT`.
//!
//! `coles` and `clerk` sign in with the password that the tests use.

#[path = "../tests/house/mod.rs"]
mod house;

use chancery_server::{Settings, serve_over};
use std::sync::Arc;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(8420);
    let settings = Settings::on(([127, 0, 0, 1], port).into());
    let listener = TcpListener::bind(settings.addr).await?;
    serve_over(listener, Arc::new(house::SampleDesk::default()), &settings, std::future::pending()).await
}
