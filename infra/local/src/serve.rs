//! Starting, serving and stopping.

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use dispatch::{Dispatcher, Lane};
use mail::transport::{Folder, Smtp, SmtpUrl};
use mail::{Sender, Transport};
use runtime::HostSettings;
use store::Store;
use store_embedded::EmbeddedTable;
use tokio::net::TcpListener;
use web::extract::{Offers, Peer};
use web::{Context, Problem, Routes, Settings};
use webhooks::{Client, Guard};

use crate::metrics::{self, Metrics};
pub use crate::opening::Anew;
use crate::opening::{Host, must_exist, open};
use crate::{demo, first_start, listen, relay};

/// Characters of an administrator's key that nobody guesses: 128 bits in
/// base64.
const SURE_KEY: usize = 22;

/// Serves until SIGTERM or Ctrl-C, then lets running requests finish, for a
/// few seconds. What is begun `anew` may be missing.
pub async fn serve(settings: HostSettings, anew: Anew) -> anyhow::Result<()> {
    let host = open(&settings, anew).await?;
    let sender = Sender::parse(&settings.mail_from).context("PERMANENCE_MAIL_FROM")?;
    let folder = Folder::open(&settings.data, sender.clone()).context("the mailbox folder can't be opened")?;
    let dispatcher = Arc::new(Dispatcher::new(
        host.store.clone(),
        settings.base_url.clone(),
        flows::contexts_calling(Arc::new(Client::new(guard(&settings)))),
        transport(&settings, sender, &folder)?,
        host.store.ids().random(),
    ));
    let freed = dispatcher.void_leases().await?;
    if freed > 0 {
        tracing::info!(freed, "deliveries of a former process are free again");
    }
    if let Some(at) = host.store.server().is_copy_of().await? {
        let held = dispatcher.hold_back(at).await?;
        host.store.server().take_up().await?;
        let base = &settings.base_url;
        // As in `welcome`: nobody may be listening.
        let _ = writeln!(
            std::io::stdout(),
            "This store is the backup of {at}. {held} deliveries may have left since: they wait on \
             {base}/console/deliveries until somebody says what becomes of them"
        );
        tracing::warn!(%at, held, "a backup was put back; what may have left since waits");
    }
    if !settings.demo && settings.admin_key.as_ref().is_some_and(|key| key.len() < SURE_KEY) {
        tracing::warn!("PERMANENCE_ADMIN_KEY is so short that it can be guessed: `openssl rand -hex 32` makes one");
    }
    let listener = TcpListener::bind(settings.listen)
        .await
        .with_context(|| format!("PERMANENCE_LISTEN: {} can't be listened on", settings.listen))?;
    first_start::load(&host.store, &settings).await?;
    let link = first_start::coordinator_link(&host.store, &settings).await?;
    let client = Arc::new(Client::new(guard(&settings)));
    let context = Context::new(host.store.clone(), web_settings(&settings)).reaching(client);
    let mut app = router(context, &host, &dispatcher, &folder);
    if settings.demo {
        let own = demo::OwnHosts::new(listener.local_addr().unwrap_or(settings.listen), &settings.base_url);
        app = app.layer(middleware::from_fn_with_state(own, demo::demand_own_host));
    }
    let mut tasks = tokio::task::JoinSet::new();
    tasks.spawn(relay::plan_and_count(Arc::clone(&dispatcher), host.bell.clone()));
    tasks.spawn(relay::keep_clean(Arc::clone(&host.table), Arc::clone(&dispatcher), host.store.clone()));
    for (lane, bell) in [(Lane::Mails, host.bell.mails()), (Lane::Calls, host.bell.calls())] {
        tasks.spawn(relay::perform(Arc::clone(&dispatcher), host.store.clone(), lane, bell));
    }
    tasks.spawn(relay::work_out_plans(host.store.clone()));
    welcome(&settings, link.as_deref());
    tracing::info!(listen = %settings.listen, version = env!("CARGO_PKG_VERSION"), "the host serves");
    let limits = listen::Limits::HOST;
    let told = Arc::clone(&dispatcher);
    let stop = async move {
        told_to_stop().await;
        told.end_within(limits.to_stop);
    };
    let served = listen::serve(listener, app, limits, stop).await;
    // A mail that is broken off would leave again at the next start.
    dispatcher.finish().await;
    tasks.shutdown().await;
    host.table.close();
    tracing::info!("the host has stopped");
    served.context("the server stopped")
}

/// Adds a coordinator and prints a sign-in link.
pub async fn invite(settings: HostSettings, email: &str, name: &str) -> anyhow::Result<()> {
    let host = open(&settings, Anew::default()).await?;
    let link = first_start::invite(&host.store, &settings, email, name).await?;
    println!("{link}");
    host.table.close();
    Ok(())
}

/// Does something with the store while no host runs on it.
pub(crate) async fn with_store(
    settings: HostSettings,
    work: impl AsyncFnOnce(&Store) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let host = open(&settings, Anew::default()).await?;
    let done = work(&host.store).await;
    host.table.close();
    done
}

/// Counts the figures of all quarters and surveys anew; fails where they are not
/// those that were kept, which are then mended.
pub async fn figures(settings: HostSettings) -> anyhow::Result<()> {
    must_exist(&settings)?;
    let host = open(&settings, Anew::default()).await?;
    let quarters = flows::figures::count_anew(&host.store).await;
    let surveys = flows::surveys::count_anew(&host.store).await;
    host.table.close();
    let quarters = quarters.context("the figures of quarters can't be counted")?;
    let surveys = surveys.context("the answers of surveys can't be counted")?;
    for (quarter, same) in &quarters {
        println!("{quarter}: {}", if *same { "as kept" } else { "differed; counted anew" });
    }
    let answers: u64 = surveys.iter().map(|survey| survey.n).sum();
    let differed: Vec<_> = surveys.iter().filter(|survey| !survey.differed.is_empty()).collect();
    println!("{answers} answers to {} surveys: {} differed", surveys.len(), differed.len());
    for survey in &differed {
        println!("survey {}: differed; counted anew", survey.survey);
        for (of, kept, anew) in &survey.differed {
            println!("  {of}: {kept} kept, {anew} counted");
        }
    }
    let same = quarters.iter().all(|(_, same)| *same) && differed.is_empty();
    ensure!(same, "figures differed from those that were kept; they are mended now");
    Ok(())
}

fn transport(settings: &HostSettings, sender: Sender, folder: &Folder) -> anyhow::Result<Arc<dyn Transport>> {
    match &settings.smtp_url {
        None => Ok(Arc::new(folder.clone())),
        Some(url) => {
            let url = SmtpUrl::parse(url).context("PERMANENCE_SMTP_URL")?;
            Ok(Arc::new(Smtp::new(url, sender).context("PERMANENCE_SMTP_URL")?))
        }
    }
}

/// A demonstration plays on one machine, endpoints too.
const fn guard(settings: &HostSettings) -> Guard {
    Guard::with_loopback(settings.demo)
}

fn web_settings(settings: &HostSettings) -> Settings {
    Settings {
        base_url: settings.base_url.clone(),
        demo: settings.demo,
        calls: guard(settings),
        rate_limits: settings.rate_limits,
        admin_key_hash: settings.admin_key.as_deref().map(Settings::hash_key),
        mail_from: settings.mail_from.clone(),
        trust_proxy: settings.trust_proxy,
    }
}

fn router(context: Context, host: &Host, dispatcher: &Arc<Dispatcher>, folder: &Folder) -> Router {
    let functions = crate::functions();
    let offers = Offers::described(&web::openapi::describe(&functions));
    let metrics = Metrics::new(Arc::clone(dispatcher));
    let mut routes = Router::from(functions.into_iter().collect::<Routes>())
        .merge(metrics::routes(Arc::clone(&metrics)))
        .route("/healthz", get(healthz).with_state(Arc::clone(&host.table)))
        .route("/openapi.json", get(openapi));
    if let Some(clock) = &host.clock {
        routes = routes.merge(demo::routes(demo::Demo {
            clock: Arc::clone(clock),
            dispatcher: Arc::clone(dispatcher),
            folder: folder.clone(),
        }));
    }
    web::layer::complete(routes, context, offers)
        .layer(middleware::from_fn_with_state(metrics, metrics::count))
        .layer(middleware::from_fn(tell_peer))
}

/// Tells the functions who is at the other end of the connection.
async fn tell_peer(ConnectInfo(peer): ConnectInfo<SocketAddr>, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(Peer(peer));
    next.run(request).await
}

/// 503 while nothing can be written.
async fn healthz(State(table): State<Arc<EmbeddedTable>>) -> Result<axum::Json<serde_json::Value>, Problem> {
    table.can_write().await?;
    Ok(axum::Json(serde_json::json!({"status": "ok"})))
}

async fn openapi() -> impl axum::response::IntoResponse {
    ([("content-type", "application/json"), ("cache-control", "public, max-age=300")], crate::OPENAPI)
}

fn welcome(settings: &HostSettings, link: Option<&str>) {
    let base = &settings.base_url;
    let mut lines = vec![
        format!("Permanence listens on {}", settings.listen),
        format!("  the public pages       {base}/"),
        format!("  one place              {base}/locations/icab"),
        format!("  state a need           {base}/needs/new"),
    ];
    if settings.demo {
        lines.push(format!("  the mails that left    {base}/demo/mail"));
    }
    lines.push(format!("  the console            {base}/console"));
    lines.extend(link.map(|link| format!("  sign in, once          {link}")));
    // Nobody may be listening; that is no reason not to serve.
    let _ = writeln!(std::io::stdout(), "{}", lines.join("\n"));
}

/// Resolves at Ctrl-C or SIGTERM.
async fn told_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
    tracing::info!("told to stop; what was begun is answered first, and what is in flight settled");
}
