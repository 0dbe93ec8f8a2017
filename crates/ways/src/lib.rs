//! Ways in: a watched folder, and mail by LMTP on a socket.
//!
//! Whatever comes is filed into the in-tray and is durable before its sender is told so. What is not for him to
//! know, such as that the same bytes are held, is not told to him: a file that is held and one that is new are
//! both done.

mod folder;
mod lmtp;
mod taker;

pub use folder::{Round, Watch};
pub use lmtp::{MESSAGE_BYTES_MAX, converse, listen};
pub use taker::{Taker, Took};
