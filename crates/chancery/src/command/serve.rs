//! `chancery serve`.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use anyhow::Context as _;
use chancery_registry::Registry;
use chancery_server::Settings;
use chancery_server::tongue::Tongue;

use crate::args::{Common, ServeArgs};
use crate::exit::Usage;
use crate::{office, terminal};

/// Serves the office until it is told to stop.
pub fn run(common: &Common, args: ServeArgs) -> anyhow::Result<()> {
    let listen = args.port.map_or(args.listen, |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    chancery_server::may_listen(&listen, false).map_err(Usage)?;
    let registry = office::open_alone(common)?;
    let watch = args.watch.map(|folder| (folder, args.settle_seconds));
    super::ways::beside(&registry, common.reader(), watch, args.lmtp)?;
    if let Some(told) = registry.second_reader() {
        terminal::note(&format!("a second reader is on: {told}"));
    }
    let tongues = tongues(args.test_tongue);
    let settings = Settings { tls: args.behind_tls, tongues, ..Settings::on(listen) };
    serve((registry, &common.registry), settings, |addr| {
        terminal::note(&format!("serving on http://{addr}; Ctrl-C ends"));
    })
}

/// The languages between which readers choose.
pub fn tongues(test: bool) -> &'static [Tongue] {
    if test { Tongue::TESTED } else { Tongue::OFFERED }
}

/// Serves a registry, which lies in a folder; `ready` hears the address once it is listened on.
pub fn serve(
    (registry, dir): (Registry, &Path),
    settings: Settings,
    ready: impl FnOnce(SocketAddr),
) -> anyhow::Result<()> {
    terminal::log();
    let holding = super::ways::held(&registry, dir);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(settings.addr).await.with_context(|| {
            let listen = settings.addr;
            format!("{listen} cannot be listened on: name another with --listen or --port")
        })?;
        let addr = listener.local_addr()?;
        ready(addr);
        let settings = Settings { addr, ..settings };
        chancery_server::serve(listener, registry.clone(), settings, asked_to_stop()).await?;
        anyhow::Ok(())
    });
    drop((runtime, holding));
    registry.close();
    served
}

async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminated) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}
