"""A mail as its recipient's program sees it, and what a strict reader finds
wrong with it."""

import email
import email.policy
import re

LINK = re.compile(r"https?://[^\s<>\"']+")


def read(raw, recipients):
    """One message as its recipient's mail program sees it."""
    try:
        # A copy with the defects listed, then strictly: any defect raises.
        seen = email.message_from_bytes(raw, policy=email.policy.default)
        email.message_from_bytes(raw, policy=email.policy.strict)
        defects = []
    except email.errors.MessageError as error:
        defects = [f"{type(error).__name__}: {error}"]
    parts = list(seen.walk())
    for part in parts:
        defects += [repr(defect) for defect in part.defects]
        for name, value in part.items():
            defects += [f"{name}: {defect!r}" for defect in value.defects]

    def body(kind):
        found = seen.get_body(preferencelist=(kind,))
        return found.get_content().replace("\r\n", "\n") if found else ""

    def calendar():
        part = next((part for part in parts if part.get_content_type() == "text/calendar"), None)
        if part is None:
            return None
        ics = part.get_payload(decode=True).decode(part.get_content_charset("ascii"))
        return {"method": part.get_param("method"), "ics": ics}

    text = body("plain")
    if len(max(raw.split(b"\r\n"), key=len)) > 998:
        defects.append("a line is longer than 998 octets")
    return {
        "to": ", ".join(recipients),
        "from": str(seen["From"]),
        "header_to": str(seen["To"]),
        "subject": str(seen["Subject"]),
        "date": str(seen["Date"]),
        "message_id": str(seen["Message-ID"]),
        "auto_submitted": str(seen["Auto-Submitted"]),
        "headers": sorted({name.lower() for name in seen.keys()}),
        "text": text,
        "html": body("html"),
        "calendar": calendar(),
        "links": list(dict.fromkeys(link.rstrip(".,;:)") for link in LINK.findall(text))),
        "defects": defects,
    }
