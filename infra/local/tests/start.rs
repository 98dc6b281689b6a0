//! How the host starts, and what it does where nobody hears it.
#![expect(clippy::unwrap_used, reason = "what a test unwraps is what it asserts")]

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// On a plain Tuesday, whatever the machine's clock says.
fn permanence(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_permanence"));
    command.env_clear().env("PERMANENCE_DATA", data);
    command.env("PERMANENCE_DEMO", "1").env("PERMANENCE_CLOCK", "2026-11-24T09:00:00Z");
    command
}

fn invite(data: &Path) -> Output {
    permanence(data).args(["invite", "you@example.brussels", "--name", "You"]).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A host whose output goes nowhere: both pipes are closed.
struct Unheard {
    child: Child,
    at: String,
}

impl Unheard {
    fn serve(data: &Path, arguments: &[&str]) -> Self {
        let at = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let mut command = permanence(data);
        command.arg("serve").args(arguments).env("PERMANENCE_LISTEN", &at).env("PERMANENCE_LOG", "debug");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop((child.stdout.take(), child.stderr.take()));
        let host = Self { child, at };
        // It ends by the test's own limit where it never starts.
        while TcpStream::connect(&host.at).is_err() {
            std::thread::sleep(Duration::from_millis(20));
        }
        host
    }

    fn get(&self, path: &str) -> String {
        let mut client = TcpStream::connect(&self.at).unwrap();
        let (at, mut answer) = (&self.at, String::new());
        write!(client, "GET {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n").unwrap();
        client.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Unheard {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_store_is_not_served_under_another_key() {
    let data = tempfile::tempdir().unwrap();
    assert!(invite(data.path()).status.success());
    let key = data.path().join("server.key");
    let own = std::fs::read(&key).unwrap();

    std::fs::remove_file(&key).unwrap();
    let missing = invite(data.path());
    assert!(!missing.status.success() && said(&missing).contains("server.key is missing. Put server.key back"));
    assert!(!key.exists(), "none is made in its place");

    std::fs::write(&key, [7; 32]).unwrap();
    let foreign = invite(data.path());
    assert!(!foreign.status.success() && said(&foreign).contains("is not the one that this store was filled under"));
    assert!(said(&foreign).contains("serve --new-key"), "{}", said(&foreign));

    std::fs::write(&key, own).unwrap();
    assert!(invite(data.path()).status.success(), "put back, all is well");
    std::fs::remove_file(&key).unwrap();
    drop(Unheard::serve(data.path(), &["--new-key"]));
    assert!(invite(data.path()).status.success(), "the new one is the store's now");
}

#[test]
fn a_log_line_that_nobody_takes_costs_no_answer() {
    let data = tempfile::tempdir().unwrap();
    let host = Unheard::serve(data.path(), &[]);
    for path in ["/healthz", "/", "/v1/locations", "/nowhere", "/healthz"] {
        let answer = host.get(path);
        let status = if path == "/nowhere" { "HTTP/1.1 404" } else { "HTTP/1.1 200" };
        assert!(answer.starts_with(status), "{path}: {answer:.80}");
    }
}

#[test]
fn what_nobody_reads_to_its_end_ends_without_a_word() {
    let data = tempfile::tempdir().unwrap();
    assert!(invite(data.path()).status.success());
    for verb in ["openapi", "export"] {
        let mut command = permanence(data.path());
        let mut child = command.arg(verb).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert_eq!((said(&ended).as_str(), ended.status.code()), ("", Some(1)), "{verb}");
    }
}

#[test]
fn a_damaged_store_is_not_served_and_what_can_be_read_of_it_is_saved() {
    let data = tempfile::tempdir().unwrap();
    assert!(invite(data.path()).status.success());
    let sound = permanence(data.path()).arg("check").output().unwrap();
    assert!(sound.status.success() && said(&sound).contains("rows are as they were written"), "{}", said(&sound));

    // The name of whoever was invited, in each place where it stands.
    let file = data.path().join("permanence.redb");
    let mut bytes = std::fs::read(&file).unwrap();
    let name = b"You";
    let places: Vec<usize> = (0..bytes.len() - name.len()).filter(|at| bytes[*at..].starts_with(name)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at] ^= 1;
    }
    std::fs::write(&file, bytes).unwrap();
    let refused = permanence(data.path()).arg("serve").output().unwrap();
    assert!(!refused.status.success() && said(&refused).contains("is damaged"), "{}", said(&refused));
    assert!(said(&refused).contains("permanence check --save"), "it says how to go on: {}", said(&refused));

    let saved = data.path().join("all.jsonl");
    let found = permanence(data.path()).args(["check", "--save"]).arg(&saved).output().unwrap();
    assert!(!found.status.success() && said(&found).contains("damaged: STAFF/"), "{}", said(&found));
    let fresh = tempfile::tempdir().unwrap();
    let taken = permanence(fresh.path()).arg("import").arg(&saved).output().unwrap();
    assert!(taken.status.success(), "{}", said(&taken));
    std::fs::copy(data.path().join("server.key"), fresh.path().join("server.key")).unwrap();
    assert!(permanence(fresh.path()).arg("check").output().unwrap().status.success());
}
