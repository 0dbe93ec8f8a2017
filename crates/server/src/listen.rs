//! Listening: how many connections, how long each is waited for, and how serving ends.
//!
//! A connection that is not being answered must bring a whole request within a limit, however it
//! dribbles it, and must take what is written to it; else it is dropped.

use crate::routes::router_over;
use crate::settings::Settings;
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use chancery_registry::Registry;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::{Instant, Sleep, sleep_until};

/// So many connections are open at once; more wait to be accepted.
const CONNECTIONS_MAX: usize = 512;
/// A request's head has arrived within this; a connection is kept so long between requests.
const HEAD_SECONDS_MAX: u64 = 30;
/// A peer takes some of what is written within this.
const WRITE_SECONDS_MAX: u64 = 30;
/// Requests that are being answered have this long to end when serving ends.
const SHUTDOWN_SECONDS_MAX: u64 = 10;
/// After a failure to accept, such as too few file handles, this long is waited.
const ACCEPT_AGAIN_MILLIS: u64 = 500;

/// Serves a registry until `shutdown` comes.
pub async fn serve(
    listener: TcpListener,
    registry: Registry,
    settings: Settings,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    serve_over(listener, Arc::new(registry), &settings, shutdown).await
}

/// Serves any desk until `shutdown` comes.
pub async fn serve_over(
    listener: TcpListener,
    desk: Arc<dyn crate::desk::Desk>,
    settings: &Settings,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let make = router_over(desk, settings).into_make_service_with_connect_info::<Conversation>();
    let door = Door { listener, places: Arc::new(Semaphore::new(CONNECTIONS_MAX)) };
    let (tell, told) = oneshot::channel();
    let serving = axum::serve(door, make).with_graceful_shutdown(async move {
        shutdown.await;
        // Nobody listens only if serving has ended already.
        let _ = tell.send(());
    });
    tokio::select! {
        ended = serving => ended,
        () = too_late(told) => Ok(()),
    }
}

async fn too_late(told: oneshot::Receiver<()>) {
    match told.await {
        Ok(()) => tokio::time::sleep(Duration::from_secs(SHUTDOWN_SECONDS_MAX)).await,
        Err(_) => std::future::pending().await,
    }
}

/// A listener with a bounded number of places.
pub(crate) struct Door {
    listener: TcpListener,
    places: Arc<Semaphore>,
}

impl Listener for Door {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Line, SocketAddr) {
        loop {
            let place = Arc::clone(&self.places).acquire_owned().await.ok();
            match self.listener.accept().await {
                Ok((stream, peer)) => return (Line::new(stream, place), peer),
                Err(error) => {
                    tracing::error!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(ACCEPT_AGAIN_MILLIS)).await;
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// Until when a connection is waited for; `None` while a request of it is being answered.
#[derive(Clone, Debug)]
pub(crate) struct Conversation(Arc<Mutex<Option<Instant>>>);

impl Conversation {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(Some(head_due()))))
    }

    /// Stops the clock until the answer is made.
    pub fn busy(self) -> Busy {
        self.set(None);
        Busy(self)
    }

    fn due(&self) -> Option<Instant> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, due: Option<Instant>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = due;
    }
}

/// A request is being answered; the clock starts again when this is dropped.
pub(crate) struct Busy(Conversation);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.set(Some(head_due()));
    }
}

impl Connected<IncomingStream<'_, Door>> for Conversation {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        stream.io().conversation.clone()
    }
}

fn head_due() -> Instant {
    Instant::now() + Duration::from_secs(HEAD_SECONDS_MAX)
}

fn write_due() -> Instant {
    Instant::now() + Duration::from_secs(WRITE_SECONDS_MAX)
}

/// A connection with a clock.
pub(crate) struct Line {
    stream: TcpStream,
    conversation: Conversation,
    reading: Pin<Box<Sleep>>,
    writing: Option<Pin<Box<Sleep>>>,
    // Given back when the connection ends.
    _place: Option<OwnedSemaphorePermit>,
}

impl Line {
    fn new(stream: TcpStream, place: Option<OwnedSemaphorePermit>) -> Self {
        let conversation = Conversation::new();
        let reading = Box::pin(sleep_until(head_due()));
        Self { stream, conversation, reading, writing: None, _place: place }
    }

    /// Ready once the peer has had its time to bring a request.
    fn poll_patience(&mut self, context: &mut Context<'_>) -> Poll<io::Error> {
        loop {
            // While a request is answered the clock is only looked at again later.
            let due = self.conversation.due().unwrap_or_else(head_due);
            if due <= Instant::now() {
                return Poll::Ready(io::ErrorKind::TimedOut.into());
            }
            if self.reading.is_elapsed() || self.reading.deadline() > due {
                self.reading.as_mut().reset(due);
            }
            ready!(self.reading.as_mut().poll(context));
        }
    }

    fn after_write<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.writing = None;
            return written;
        }
        let writing = self.writing.get_or_insert_with(|| Box::pin(sleep_until(write_due())));
        ready!(writing.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        // The clock is asked first: a peer that dribbles always has something to read.
        if let Poll::Ready(late) = self.poll_patience(context) {
            return Poll::Ready(Err(late));
        }
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.after_write(context, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.after_write(context, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
