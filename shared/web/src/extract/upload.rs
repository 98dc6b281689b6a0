//! Forms with a file: `multipart/form-data` of RFC 7578, small and whole. Read
//! by hand, for a body is bounded and in memory before it is looked at, and
//! what there is to read is a separator and two headers.

use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::body::{IMPORT_LIMIT, expect_type, read_body};
use crate::context::Context;
use crate::problem::Problem;

/// The type of such a form.
const MULTIPART: &str = "multipart/form-data";
/// Fields and files of a form at most.
const MAX_PARTS: usize = 20;
/// Characters of a separator at most (RFC 2046, 5.1.1).
const MAX_BOUNDARY: usize = 70;

/// A form that was sent with files, [`IMPORT_LIMIT`] in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// In the order of the form.
    parts: Vec<Part>,
}

/// A field or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    name: String,
    file_name: Option<String>,
    content: Bytes,
}

impl Upload {
    /// Reads a body; 400 where it is no such form.
    pub fn parse(headers: &HeaderMap, body: &Bytes) -> Result<Self, Problem> {
        let boundary = boundary(headers).ok_or_else(Problem::malformed_body)?;
        parts(body, &format!("--{boundary}")).map(|parts| Self { parts }).ok_or_else(Problem::malformed_body)
    }

    /// The bytes of a field or file; `None` where it was not sent or is empty,
    /// which is how a browser sends that nothing was chosen.
    pub fn get(&self, name: &str) -> Option<&Bytes> {
        self.part(name).map(|part| &part.content).filter(|bytes| !bytes.is_empty())
    }

    /// The name that a file had where it came from, at most 200 characters.
    pub fn name_of(&self, name: &str) -> Option<String> {
        let given = self.part(name)?.file_name.as_ref()?;
        let writable = given.chars().filter(|c| !domain::written::is_unwritable(*c) && !c.is_control());
        Some(writable.take(200).collect())
    }

    fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}

impl FromRequest<Context> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Context) -> Result<Self, Problem> {
        expect_type(request.headers(), MULTIPART, None)?;
        let headers = request.headers().clone();
        Self::parse(&headers, &read_body(request, IMPORT_LIMIT).await?)
    }
}

/// Whether a body is announced as such a form.
pub(crate) fn is_upload(headers: &HeaderMap) -> bool {
    expect_type(headers, MULTIPART, None).is_ok()
}

fn boundary(headers: &HeaderMap) -> Option<String> {
    let announced = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let boundary = parameter(announced, "boundary")?;
    (1..=MAX_BOUNDARY).contains(&boundary.len()).then_some(boundary)
}

/// The parts between the separators, the last of which ends with two hyphens;
/// `None` where the form is cut off or has too many.
fn parts(body: &Bytes, separator: &str) -> Option<Vec<Part>> {
    let between = format!("\r\n{separator}");
    let mut at =
        if body.starts_with(separator.as_bytes()) { separator.len() } else { find(body, 0, &between)? + between.len() };
    let mut parts = Vec::new();
    while !body.get(at..)?.starts_with(b"--") {
        let begin = find(body, at, "\r\n")? + 2;
        let content = find(body, begin, "\r\n\r\n")? + 4;
        let end = find(body, content.checked_sub(2)?, &between)?;
        let headers = std::str::from_utf8(body.get(begin..content)?).ok()?;
        let of_disposition = |wanted: &str| {
            headers.lines().find_map(|line| {
                let (header, value) = line.split_once(':')?;
                header.eq_ignore_ascii_case("content-disposition").then(|| parameter(value, wanted))?
            })
        };
        let (name, file_name) = (of_disposition("name")?, of_disposition("filename"));
        parts.push(Part { name, file_name, content: body.slice(content.min(end)..end) });
        if parts.len() > MAX_PARTS {
            return None;
        }
        at = end + between.len();
    }
    Some(parts)
}

/// Where a text begins in a body, from `at` on.
fn find(body: &[u8], at: usize, text: &str) -> Option<usize> {
    let text = text.as_bytes();
    body.get(at..)?.windows(text.len()).position(|window| window == text).map(|found| at + found)
}

/// A parameter of a header, without its quotes.
fn parameter(header: &str, name: &str) -> Option<String> {
    let mut in_quotes = false;
    let pieces = header.split(|c| {
        in_quotes ^= c == '"';
        c == ';' && !in_quotes
    });
    pieces.skip(1).find_map(|piece| {
        let (given, value) = piece.trim().split_once('=')?;
        given.eq_ignore_ascii_case(name).then(|| value.trim_matches('"').to_owned())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn read(kind: &str, body: &[u8]) -> Option<Upload> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        Upload::parse(&headers, &Bytes::copy_from_slice(body)).ok()
    }

    const FORM: &str = "--xYz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nsecret\r\n\
        --xYz\r\ncontent-disposition: form-data; filename=\"my; name=\\\"a\\\".ics\"; name=\"file\"\r\n\
        Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n\r\n--xY\r\n\r\n--xYz\r\n\
        Content-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--xYz--\r\n";

    #[test]
    fn fields_and_files_are_read_as_they_are() {
        for kind in ["multipart/form-data; boundary=xYz", "Multipart/Form-Data; charset=utf-8; Boundary=\"xYz\""] {
            for preamble in ["", "nothing\r\n"] {
                let form = read(kind, format!("{preamble}{FORM}").as_bytes()).unwrap();
                assert_eq!(form.get("csrf").unwrap().as_ref(), b"secret");
                assert_eq!(form.get("file").unwrap().as_ref(), b"BEGIN:VCALENDAR\r\n\r\n--xY\r\n");
                assert_eq!((form.get("empty"), form.get("other")), (None, None));
            }
        }
    }

    #[rstest]
    #[case("multipart/form-data", FORM)]
    #[case("multipart/form-data; boundary=", FORM)]
    #[case("multipart/form-data; boundary=other", FORM)]
    #[case("multipart/form-data; boundary=xYz", "")]
    #[case("multipart/form-data; boundary=xYz", "--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut")]
    #[case("multipart/form-data; boundary=xYz", "--xYz\r\nContent-Type: text/plain\r\n\r\nnameless\r\n--xYz--")]
    fn what_is_no_such_form_is_refused(#[case] kind: &str, #[case] body: &str) {
        assert_eq!(read(kind, body.as_bytes()), None);
    }

    #[test]
    fn a_form_of_too_many_parts_is_refused() {
        let part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
        let form = |parts: usize| format!("{}--b--", part.repeat(parts));
        assert!(read("multipart/form-data; boundary=b", form(MAX_PARTS).as_bytes()).is_some());
        assert!(read("multipart/form-data; boundary=b", form(MAX_PARTS + 1).as_bytes()).is_none());
    }

    proptest! {
        #[test]
        fn any_file_comes_back_and_no_body_breaks_reading(file in prop::collection::vec(any::<u8>(), 0..200), cut in 0_usize..300) {
            let mut body = b"--b0und\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n".to_vec();
            body.extend(&file);
            body.extend(b"\r\n--b0und--\r\n");
            let kind = "multipart/form-data; boundary=b0und";
            let whole = read(kind, &body).unwrap();
            prop_assert_eq!(whole.get("file").map(|bytes| bytes.to_vec()), Some(file).filter(|file| !file.is_empty()));
            // Cut before its last separator it is none.
            let short = cut.min(body.len().saturating_sub(5));
            prop_assert_eq!(read(kind, &body[..short]), None);
        }
    }
}
