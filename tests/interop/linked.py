"""Linked data read by programs that are not ours.

    linked.py <folder> [<shapes of CPSV-AP>]

Beside each NAME.jsonld stands NAME.ttl with the same statements; *.html are pages
with a block of schema.org. With the shapes, all of it conforms to them. Prints how
much was looked at as JSON; what is wrong goes to standard error, and the status is
then 1.
"""
import json
import pathlib
import sys

import extruct
import rdflib
from rdflib.compare import isomorphic

CPSV = rdflib.Namespace("http://purl.org/vocab/cpsv#")
CV = rdflib.Namespace("http://data.europa.eu/m8g/")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
SKOS = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")

# What must be said in French and in Dutch of each.
BOTH = {
    CPSV.PublicService: [DCT.title, DCT.description],
    CV.PublicOrganisation: [SKOS.prefLabel, DCT.description],
    DCAT.Catalog: [DCT.title, DCT.description],
    DCAT.Dataset: [DCT.title, DCT.description],
}
# What schema.org's readers want of each.
WANTED = {
    "GovernmentService": ["name", "description", "url", "areaServed", "availableChannel"],
    "GovernmentOrganization": ["name", "description", "url"],
    "Place": ["name", "address", "geo"],
    "Event": ["name", "startDate", "endDate", "location", "organizer", "eventStatus"],
    "EventSeries": ["name", "eventSchedule", "location"],
}


def conforms(graph, shapes):
    import pyshacl

    good, _, said = pyshacl.validate(graph, shacl_graph=shapes)
    return good, said


def in_both(graph):
    wrong = []
    for kind, properties in BOTH.items():
        for thing in set(graph.subjects(rdflib.RDF.type, kind)):
            for what in properties:
                tags = {getattr(value, "language", None) for value in graph.objects(thing, what)}
                if not {"fr", "nl"} <= tags:
                    wrong.append(f"{thing} has {what} in {tags}")
    return wrong


def page(path):
    blocks = extruct.extract(path.read_text(), syntaxes=["json-ld"])["json-ld"]
    if len(blocks) != 1:
        return [f"{path.name}: {len(blocks)} blocks"], 0
    things = blocks[0]["@graph"]
    known, wrong = {thing["@id"] for thing in things}, []
    for thing in things:
        for field in WANTED[thing["@type"]]:
            if not thing.get(field):
                wrong.append(f"{path.name}: {thing['@id']} without {field}")
        for field in ("location", "organizer", "provider", "superEvent"):
            other = thing.get(field)
            if other and other["@id"] not in known:
                wrong.append(f"{path.name}: {thing['@id']} names {other['@id']}, which is not there")
        names = thing["name"]
        if isinstance(names, list) and not {"fr", "nl"} <= {name["@language"] for name in names}:
            wrong.append(f"{path.name}: {thing['@id']} is not named in both languages")
    return wrong, len(things)


def main():
    folder = pathlib.Path(sys.argv[1])
    wrong, everything, one, catalogue = [], rdflib.Graph(), None, None
    for path in sorted(folder.glob("*.jsonld")):
        graph = rdflib.Graph().parse(path, format="json-ld")
        if not isomorphic(graph, rdflib.Graph().parse(path.with_suffix(".ttl"), format="turtle")):
            wrong.append(f"{path.name} and its Turtle differ")
        one = one or (graph if path.name.startswith("services") else None)
        everything += graph
        catalogue = graph if path.stem == "catalogue" else catalogue
    wrong += in_both(everything)
    things = 0
    for path in sorted(folder.glob("*.html")):
        problems, count = page(path)
        wrong, things = wrong + problems, things + count
    if len(sys.argv) > 2:
        shapes = rdflib.Graph().parse(sys.argv[2], format="turtle")
        good, said = conforms(everything, shapes)
        if not good:
            wrong.append(said[:3000])
        # Alone too: what another says of its publisher does not count for it.
        good, said = conforms(catalogue, shapes)
        if not good:
            wrong.append(said[:3000])
        # The shapes notice what is missing.
        one.remove((None, DCT.identifier, None))
        if conforms(one, shapes)[0]:
            wrong.append("a service without identifier conforms")
    services = len(set(everything.subjects(rdflib.RDF.type, CPSV.PublicService)))
    agencies = len(set(everything.subjects(rdflib.RDF.type, CV.PublicOrganisation)))
    for problem in wrong[:20]:
        print(problem, file=sys.stderr)
    print(json.dumps({"services": services, "agencies": agencies, "things": things}))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
