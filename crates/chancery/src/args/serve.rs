//! What may be typed of serving: an office, or one to look at.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args as ClapArgs;

/// `chancery serve`.
#[derive(ClapArgs, Debug)]
pub struct ServeArgs {
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1:8082", conflicts_with = "port")]
    pub listen: SocketAddr,
    /// Port on loopback, in the place of an address; 0 takes a free one
    #[arg(long)]
    pub port: Option<u16>,
    /// A proxy on this machine ends TLS before it: cookies are then for TLS alone
    #[arg(long)]
    pub behind_tls: bool,
    /// Folder that is watched meanwhile, as by `chancery watch`
    #[arg(long)]
    pub watch: Option<PathBuf>,
    /// A file in it is at rest when it has not changed for so long
    #[arg(long, default_value_t = 5)]
    pub settle_seconds: u64,
    /// Socket on which mail is taken in meanwhile, as by `chancery lmtp`
    #[arg(long)]
    pub lmtp: Option<PathBuf>,
    /// Offer readers the test language too: English in other letters, from right to left
    #[arg(long, hide = true)]
    pub test_tongue: bool,
}

/// `chancery demo`.
#[derive(ClapArgs, Debug)]
pub struct DemoArgs {
    /// Folder of the registry that it makes or opens
    #[arg(long, default_value = "demo.chancery")]
    pub dir: PathBuf,
    /// Port on loopback; 0 takes a free one
    #[arg(long, default_value_t = 8082)]
    pub port: u16,
    /// Make and fill it, and do not serve
    #[arg(long)]
    pub no_serve: bool,
    /// Offer readers the test language too: English in other letters, from right to left
    #[arg(long, hide = true)]
    pub test_tongue: bool,
}
