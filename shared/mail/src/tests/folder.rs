//! The mailbox folder.

use chrono::TimeDelta;

use super::{at, email, message, sender};
use crate::transport::Folder;
use crate::{Attachment, Message, ReplyTo, Transport};

fn files(dir: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(dir.join("mailbox"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_message_is_read_back_as_it_left() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::open(dir.path(), sender()).unwrap();
    let sent = Message {
        subject: "Zoé\r\nBcc: x@example.org".to_owned(),
        reply_to: Some(ReplyTo { name: None, address: email("zoe@zoe-robotics.example") }),
        attachments: vec![Attachment {
            name: "a.txt".to_owned(),
            mime: "text/plain".to_owned(),
            bytes: b"abc".to_vec(),
        }],
        ..message("d1")
    };
    folder.send(&sent, at()).await.unwrap();
    let listed = folder.list(10, None).await.unwrap();
    insta::assert_json_snapshot!(listed);
    assert_eq!(folder.find("d1").await.unwrap().as_ref(), listed.first());
    let eml = folder.eml("d1").await.unwrap().unwrap();
    assert_eq!(eml, crate::rfc5322(&sent, &sender(), at()));
    assert_eq!(folder.find("../d1").await.unwrap(), None);
}

#[tokio::test]
async fn messages_are_listed_newest_first_in_pages() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::open(dir.path(), sender()).unwrap();
    for n in 0..5 {
        folder.send(&message(&format!("d{n}")), at().plus(TimeDelta::minutes(n))).await.unwrap();
    }
    let ids = |list: Vec<crate::transport::StoredMessage>| list.into_iter().map(|stored| stored.id).collect::<Vec<_>>();
    assert_eq!(ids(folder.list(2, None).await.unwrap()), ["d4", "d3"]);
    assert_eq!(ids(folder.list(2, Some("d3")).await.unwrap()), ["d2", "d1"]);
    assert_eq!(ids(folder.list(100, Some("d1")).await.unwrap()), ["d0"]);
}

#[tokio::test]
async fn a_delivery_tried_again_overwrites_itself_even_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    for minute in 0..3 {
        let folder = Folder::open(dir.path(), sender()).unwrap();
        folder.send(&message("d1"), at().plus(TimeDelta::minutes(minute))).await.unwrap();
    }
    assert_eq!(files(dir.path()).len(), 2, "{:?}", files(dir.path()));
    let folder = Folder::open(dir.path(), sender()).unwrap();
    assert_eq!(folder.list(10, None).await.unwrap()[0].at, at().plus(TimeDelta::minutes(2)));
}

#[tokio::test]
async fn an_id_never_leads_out_of_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::open(dir.path(), sender()).unwrap();
    folder.send(&message("../../evil/é"), at()).await.unwrap();
    assert_eq!(files(dir.path()).len(), 2);
    assert_eq!(folder.find("../../evil/é").await.unwrap().unwrap().id, "../../evil/é");
}

#[tokio::test]
async fn a_folder_that_is_gone_is_unreachable_until_it_is_back() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::open(dir.path(), sender()).unwrap();
    std::fs::remove_dir_all(dir.path().join("mailbox")).unwrap();
    assert_eq!(
        folder.send(&message("d1"), at()).await,
        Err(crate::SendError::Unreachable(crate::Failure::at(crate::Stage::Message)))
    );
    folder.probe().await.unwrap();
    folder.send(&message("d1"), at()).await.unwrap();
    assert_eq!(files(dir.path()).len(), 2);
}

#[cfg(unix)]
#[test]
fn the_mailbox_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    Folder::open(dir.path(), sender()).unwrap();
    let mode = std::fs::metadata(dir.path().join("mailbox")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}
