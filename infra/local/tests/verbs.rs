//! What the verbs refuse, what they leave behind, and what a host makes of a
//! full disk and of being told to stop.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what a test unwraps is what it asserts")]

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const KEY: &str = "a-key-that-nobody-guesses-at-all";

fn permanence(data: &Path, arguments: &[&str]) -> Output {
    program(data, arguments).output().unwrap()
}

fn program(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_permanence"));
    command.args(arguments);
    with_settings(command, data)
}

/// On a plain Tuesday, whatever the machine's clock says.
fn with_settings(mut command: Command, data: &Path) -> Command {
    command.env_clear().env("PERMANENCE_DATA", data);
    command.env("PERMANENCE_DEMO", "1").env("PERMANENCE_CLOCK", "2026-11-24T09:00:00Z");
    command
}

/// Outside demonstration mode, which has no clock but the machine's.
fn in_earnest(mut command: Command) -> Command {
    command.env_remove("PERMANENCE_DEMO").env_remove("PERMANENCE_CLOCK");
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What is said where the program must end by itself, and badly.
fn refused(mut command: Command) -> String {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let until = Instant::now() + Duration::from_mins(1);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > until {
            child.kill().unwrap();
            panic!("it goes on: {}", said(&child.wait_with_output().unwrap()));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let ended = child.wait_with_output().unwrap();
    assert!(!ended.status.success(), "{}", said(&ended));
    said(&ended)
}

/// A host that serves.
struct Host {
    child: Child,
    at: String,
}

impl Host {
    fn serve(data: &Path, arguments: &[&str]) -> Self {
        let mut command = program(data, &["serve"]);
        command.args(arguments);
        Self::start(command)
    }

    fn start(mut command: Command) -> Self {
        let at = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        command.env("PERMANENCE_LISTEN", &at).env("PERMANENCE_ADMIN_KEY", KEY);
        command.env("PERMANENCE_LOG", "warn").stdout(Stdio::piped()).stderr(Stdio::piped());
        let host = Self { child: command.spawn().unwrap(), at };
        // It ends by the test's own limit where it never starts.
        while TcpStream::connect(&host.at).is_err() {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(host.ask("GET", "/healthz", "").starts_with("HTTP/1.1 200"));
        host
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> String {
        let mut client = TcpStream::connect(&self.at).unwrap();
        let (at, length, mut answer) = (&self.at, body.len(), String::new());
        write!(
            client,
            "{method} {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\nAuthorization: Bearer {KEY}\r\n\
             Idempotency-Key: {length}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        client.read_to_string(&mut answer).unwrap();
        answer
    }

    fn state_need(&self, email: &str) -> String {
        let need = format!(
            r#"{{"location":"icab","member":{{"name":"Zoé Robotics"}},"need_types":["rd_grant"],
            "contact":{{"name":"Zoé Maes","email":"{email}","language":"nl"}},
            "description":"We zoeken steun.","consent":{{"share_with_agencies":true}}}}"#
        );
        self.ask("POST", "/v1/needs", &need)
    }

    /// Does something to its process: `$0` in it.
    fn shell(&self, script: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("/bin/sh").args(["-c", script, &pid]).status().unwrap().success(), "{script}");
    }

    /// Stops it; what it printed, and what it logged.
    fn stop(mut self) -> (String, String) {
        let (mut out, mut log) = (self.child.stdout.take().unwrap(), self.child.stderr.take().unwrap());
        self.child.kill().unwrap();
        let (mut printed, mut logged) = (String::new(), String::new());
        out.read_to_string(&mut printed).unwrap();
        log.read_to_string(&mut logged).unwrap();
        (printed, logged)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn invite(data: &Path, email: &str, name: &str) -> Output {
    permanence(data, &["invite", email, "--name", name])
}

#[test]
fn what_is_about_a_store_makes_none() {
    let data = tempfile::tempdir().unwrap();
    for verb in ["figures", "directory-export", "check", "export"] {
        let output = permanence(data.path(), &[verb]);
        assert!(!output.status.success() && said(&output).contains("there is no store"), "{verb}: {}", said(&output));
        assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0, "{verb}");
    }
}

#[test]
fn the_directory_is_written_for_its_owner_alone() {
    let data = tempfile::tempdir().unwrap();
    assert!(invite(data.path(), "you@example.brussels", "You").status.success());
    let file = data.path().join("directory.json");
    let written = permanence(data.path(), &["directory-export", "--to", file.to_str().unwrap()]);
    assert!(written.status.success(), "{}", said(&written));
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_store_that_is_gone_is_not_begun_anew_by_itself() {
    let data = tempfile::tempdir().unwrap();
    assert!(invite(data.path(), "you@example.brussels", "You").status.success());
    let file = data.path().join("permanence.redb");
    let kept = std::fs::read(&file).unwrap();
    for empty in [false, true] {
        if empty {
            std::fs::write(&file, b"").unwrap();
        } else {
            std::fs::remove_file(&file).unwrap();
        }
        let why = refused(program(data.path(), &["serve"]));
        assert!(why.contains("is missing or empty") && why.contains("serve --new-store"), "{why}");
    }
    std::fs::write(&file, kept).unwrap();
    let why = refused(program(data.path(), &["serve", "--new-store"]));
    assert!(why.contains("holds a store"), "it is no way to lose one: {why}");
    std::fs::remove_file(&file).unwrap();
    drop(Host::serve(data.path(), &["--new-store"]));
    drop(Host::serve(data.path(), &[]));
}

#[test]
fn a_new_key_is_taken_once_and_said() {
    let data = tempfile::tempdir().unwrap();
    assert!(invite(data.path(), "you@example.brussels", "You").status.success());
    let why = refused(program(data.path(), &["serve", "--new-key"]));
    assert!(why.contains("--new-key: this store was filled under"), "the key fits: {why}");
    std::fs::remove_file(data.path().join("server.key")).unwrap();
    let (_, logged) = Host::serve(data.path(), &["--new-key"]).stop();
    assert!(logged.contains("under a new key") && logged.contains("endpoints"), "{logged}");
}

#[test]
fn the_first_link_is_printed_until_somebody_else_coordinates() {
    let data = tempfile::tempdir().unwrap();
    let serve = || Host::start(in_earnest(program(data.path(), &["serve"])));
    for start in 0..2 {
        let (printed, _) = serve().stop();
        assert!(printed.contains("/console/enter/"), "start {start}: {printed}");
    }
    assert!(invite(data.path(), "you@example.brussels", "You").status.success());
    let (printed, _) = serve().stop();
    assert!(!printed.contains("/console/enter/"), "{printed}");
}

#[test]
fn an_invitation_is_held_to_what_the_console_takes_and_voids_the_one_before() {
    let data = tempfile::tempdir().unwrap();
    for name in ["", "  ", "two\nlines"] {
        let output = invite(data.path(), "you@example.brussels", name);
        assert!(!output.status.success() && said(&output).contains("--name"), "{name:?}: {}", said(&output));
    }
    let path = |output: &Output| {
        let link = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        link[link.find("/console/enter/").unwrap()..].to_owned()
    };
    let first = path(&invite(data.path(), "you@example.brussels", "You"));
    let second = path(&invite(data.path(), "you@example.brussels", "You"));
    let host = Host::serve(data.path(), &[]);
    assert!(!host.ask("GET", &first, "").starts_with("HTTP/1.1 200"), "the first is void");
    assert!(host.ask("GET", &second, "").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_backup_that_fails_leaves_nothing_and_says_how_to_go_on() {
    let data = tempfile::tempdir().unwrap();
    assert!(invite(data.path(), "you@example.brussels", "You").status.success());
    let (key, to) = (data.path().join("server.key"), data.path().join("backup"));
    let backup = || permanence(data.path(), &["backup", "--to", to.to_str().unwrap()]);
    let secret = std::fs::read(&key).unwrap();
    std::fs::remove_file(&key).unwrap();
    let output = backup();
    assert!(!output.status.success() && said(&output).contains("server.key is missing"), "{}", said(&output));
    assert!(!data.path().join("backup.part").exists());

    std::fs::write(&key, secret).unwrap();
    let file = data.path().join("permanence.redb");
    let mut bytes = std::fs::read(&file).unwrap();
    for byte in bytes.iter_mut().skip(4_096).step_by(97) {
        *byte ^= 1;
    }
    std::fs::write(&file, bytes).unwrap();
    let output = backup();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("permanence check --save"), "{}", said(&output));
    assert!(!data.path().join("backup.part").exists() && !to.exists());
}

#[test]
fn a_check_says_whether_the_key_is_there_and_fits() {
    let data = tempfile::tempdir().unwrap();
    assert!(invite(data.path(), "you@example.brussels", "You").status.success());
    let elsewhere = tempfile::tempdir().unwrap();
    let sound = permanence(data.path(), &["check", "--in", elsewhere.path().to_str().unwrap()]);
    assert!(sound.status.success() && said(&sound).contains("is there and fits"), "{}", said(&sound));
    assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0, "the copy is gone");
    let key = data.path().join("server.key");
    std::fs::write(&key, [7; 32]).unwrap();
    let foreign = permanence(data.path(), &["check"]);
    assert!(!foreign.status.success() && said(&foreign).contains("is not the one"), "{}", said(&foreign));
    std::fs::remove_file(&key).unwrap();
    let missing = permanence(data.path(), &["check"]);
    assert!(!missing.status.success() && said(&missing).contains("server.key is missing"), "{}", said(&missing));
    let exported = permanence(data.path(), &["export", "--to", data.path().join("all.jsonl").to_str().unwrap()]);
    assert!(exported.status.success() && said(&exported).contains("server.key is missing"), "{}", said(&exported));
}

#[test]
fn another_host_is_named_only_where_there_is_one() {
    let data = tempfile::tempdir().unwrap();
    let host = Host::serve(data.path(), &[]);
    for verb in ["figures", "export"] {
        let output = permanence(data.path(), &[verb]);
        assert!(said(&output).contains("is a host running on it?"), "{verb}: {}", said(&output));
    }
    drop(host);
    std::fs::write(data.path().join("permanence.redb"), [7; 9_000]).unwrap();
    for verb in ["figures", "export", "serve"] {
        let why = refused(program(data.path(), &[verb]));
        assert!(why.contains("is damaged") && !why.contains("host running"), "{verb}: {why}");
    }
}

#[test]
fn invented_data_does_not_come_into_a_store_in_use() {
    let data = tempfile::tempdir().unwrap();
    let host = Host::serve(data.path(), &[]);
    let answer = host.state_need("zoe@zoe-robotics.example");
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    drop(host);
    let mut command = in_earnest(program(data.path(), &["serve"]));
    command.env("PERMANENCE_DEMO_DATA", "1").env("PERMANENCE_LISTEN", "127.0.0.1:0");
    let why = refused(command);
    assert!(why.contains("PERMANENCE_DEMO_DATA: this store has needs"), "{why}");
}

/// The size of files is limited to nothing, which a program meets as a full disk.
#[test]
fn on_a_full_disk_nothing_is_saved_all_is_read_and_it_takes_up_again_by_itself() {
    if testkit::skipped::lacks("prlimit") {
        return;
    }
    let data = tempfile::tempdir().unwrap();
    let mut command = Command::new("/bin/sh");
    // Without this the signal that goes with the limit would end it.
    command.args(["-c", "trap '' XFSZ; exec \"$0\" serve", env!("CARGO_BIN_EXE_permanence")]);
    let host = Host::start(with_settings(command, data.path()));
    host.shell("prlimit --pid $0 --fsize=0:");
    let refused = host.state_need("a@zoe-robotics.example");
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("/problems/unwritable"), "{refused}");
    assert!(refused.to_lowercase().contains("retry-after: 60"), "{refused}");
    let health = host.ask("GET", "/healthz", "");
    assert!(health.starts_with("HTTP/1.1 503") && health.contains("/problems/unwritable"), "{health}");
    assert!(host.ask("GET", "/v1/locations", "").starts_with("HTTP/1.1 200"));
    host.shell("prlimit --pid $0 --fsize=unlimited:");
    let health = host.ask("GET", "/healthz", "");
    assert!(health.starts_with("HTTP/1.1 200"), "{health}");
    let saved = host.state_need("a@zoe-robotics.example");
    assert!(saved.starts_with("HTTP/1.1 201"), "{saved}");
}

/// A mail server that takes a message at once and says so a second later.
struct SlowMail {
    at: SocketAddr,
    taken: Arc<Mutex<Vec<String>>>,
}

impl SlowMail {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { at: listener.local_addr().unwrap(), taken: Arc::default() };
        let taken = Arc::clone(&server.taken);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let taken = Arc::clone(&taken);
                // Whoever hangs up has said enough.
                std::thread::spawn(move || converse(&client, &taken).is_ok());
            }
        });
        server
    }

    /// The Message-ID of each message that it took.
    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    fn wait_for(&self, messages: usize) {
        while self.taken().into_iter().collect::<BTreeSet<_>>().len() < messages {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn converse(mut client: &TcpStream, taken: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(client.try_clone()?).lines().map_while(Result::ok);
    client.write_all(b"220 slow\r\n")?;
    while let Some(command) = lines.next() {
        if !command.eq_ignore_ascii_case("DATA") {
            client.write_all(b"250 fine\r\n")?;
            continue;
        }
        client.write_all(b"354 go on\r\n")?;
        let message: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
        let id = message.iter().find_map(|line| line.strip_prefix("Message-ID: "));
        taken.lock().unwrap().push(id.unwrap_or_default().to_owned());
        std::thread::sleep(Duration::from_secs(1));
        client.write_all(b"250 taken\r\n")?;
    }
    Ok(())
}

#[test]
fn told_to_stop_amid_mails_it_settles_those_in_flight_and_none_leaves_again() {
    let (data, mails) = (tempfile::tempdir().unwrap(), SlowMail::start());
    let serve = |clock: &str| {
        let mut command = program(data.path(), &["serve"]);
        command.env("PERMANENCE_SMTP_URL", format!("smtp://{}", mails.at)).env("PERMANENCE_CLOCK", clock);
        Host::start(command)
    };
    let mut host = serve("2026-11-24T09:00:00Z");
    for name in ["a", "bb", "ccc", "dddd"] {
        let answer = host.state_need(&format!("{name}@zoe-robotics.example"));
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    }
    mails.wait_for(1);
    let told = Instant::now();
    host.shell("kill -TERM $0");
    assert!(host.child.wait().unwrap().success());
    assert!(told.elapsed() < Duration::from_secs(10), "{:?}", told.elapsed());
    let again = serve("2026-11-24T09:10:00Z");
    mails.wait_for(8);
    drop(again);
    let taken = mails.taken();
    assert_eq!(taken.len(), 8, "one to the agency and one to the member of each need: {taken:?}");
}
