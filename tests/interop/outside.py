"""What feed readers and search engines read, held against what describes it.

    outside.py <sitemap.xsd> <folder>

Each <folder>/*.atom is an Atom feed by RFC 4287: its grammar (atom.rng), and what the
grammar leaves to prose: an author, a page or a content for each entry, ids that
differ. Each <folder>/*.xml is a sitemap by the schema of sitemaps.org, with links to
other languages as XHTML has them, at most 50,000 addresses and 50 MB.
Prints how much was read as JSON; what is wrong goes to standard error, and the status
is then 1.
"""
import json
import pathlib
import sys

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

# The one element of XHTML that stands in sitemaps.
LINK = b"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xhtml">
  <xsd:element name="link">
    <xsd:complexType>
      <xsd:attribute name="rel" type="xsd:NMTOKEN" use="required"/>
      <xsd:attribute name="hreflang" type="xsd:language" use="required"/>
      <xsd:attribute name="href" type="xsd:anyURI" use="required"/>
    </xsd:complexType>
  </xsd:element>
</xsd:schema>"""


def feed(grammar, document):
    wrong = [] if grammar.validate(document) else [str(grammar.error_log.last_error)]
    root = document.getroot()
    entries = root.findall(f"{ATOM}entry")
    if root.find(f"{ATOM}author") is None:
        wrong += ["an entry without an author" for entry in entries if entry.find(f"{ATOM}author") is None]
    own = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if len(own) != 1:
        wrong.append(f"{len(own)} links to itself")
    for entry in [root, *entries]:
        pages = [(link.get("type"), link.get("hreflang")) for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        if not pages and entry.find(f"{ATOM}content") is None:
            wrong.append("neither a page nor a content")
        if len(set(pages)) != len(pages):
            wrong.append(f"two pages of one kind: {pages}")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) != len(ids):
        wrong.append("two entries with one id")
    if any(":" not in one for one in [root.findtext(f"{ATOM}id"), *ids]):
        wrong.append("an id that is no IRI")
    return wrong, len(entries)


def sitemap(schema, document, size):
    wrong = [] if schema.validate(document) else [str(schema.error_log.last_error)]
    addresses = [found.text for found in document.iter(f"{SITEMAP}loc")]
    if len(addresses) > 50_000 or size > 50_000_000:
        wrong.append(f"{len(addresses)} addresses, {size} bytes")
    if len(set(addresses)) != len(addresses):
        wrong.append("an address stands twice")
    return wrong, len(addresses)


def main():
    sitemaps_org, folder = map(pathlib.Path, sys.argv[1:])
    grammar = etree.RelaxNG(etree.parse(str(pathlib.Path(__file__).with_name("atom.rng"))))
    link = folder / "link.xsd"
    link.write_bytes(LINK)
    both = f"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
      <xsd:import namespace="{SITEMAP[1:-1]}" schemaLocation="{sitemaps_org.resolve().as_uri()}"/>
      <xsd:import namespace="http://www.w3.org/1999/xhtml" schemaLocation="{link.resolve().as_uri()}"/>
    </xsd:schema>"""
    schema = etree.XMLSchema(etree.fromstring(both))
    found = {"entries": 0, "addresses": 0}
    wrong = []
    for path in sorted([*folder.glob("*.atom"), *folder.glob("*.xml")]):
        document = etree.parse(str(path))
        is_feed = path.suffix == ".atom"
        said, count = feed(grammar, document) if is_feed else sitemap(schema, document, path.stat().st_size)
        wrong += [f"{path.name}: {one}" for one in said]
        found["entries" if is_feed else "addresses"] += count
    for one in wrong[:40]:
        print(one, file=sys.stderr)
    print(json.dumps(found))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
