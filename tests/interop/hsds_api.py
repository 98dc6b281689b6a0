"""The API of open data asked at random, by schemathesis.

    hsds_api.py published <address> <schemas>   as HSDS's own OpenAPI has it: <schemas>/openapi.json
    hsds_api.py own <address>                   as ours has it: <address>/openapi.json, what is under /hsds

Half of what is asked names things that are there, else all would be answered 404.
Prints how many questions were asked and how many were answered with 200, as JSON;
what is wrong goes to standard error, and the status is then 1.
"""
import json
import os
import pathlib
import sys
import tempfile
import urllib.request

os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", tempfile.mkdtemp())  # nothing is left where it runs

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

EXAMPLES = 8
LISTS = ["services", "organizations", "service_at_locations", "locations", "taxonomies", "taxonomy_terms"]


def read(address):
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)


def published(folder):
    """HSDS's OpenAPI, with its schemas beside it. It stands by its word where it
    contradicts itself: `format` may be ndjson, and a service_at_location is one."""
    folder = pathlib.Path(folder)
    document = json.loads((folder / "openapi.json").read_text())
    compiled = {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json") if path.stem != "openapi"}
    term = compiled["service"]["properties"]["attributes"]["items"]["properties"]["taxonomy_term"]
    compiled |= {"taxonomy_term": term, "taxonomy": term["properties"]["taxonomy_detail"]}
    for name, schema in compiled.items():
        schema.pop("$schema", None), schema.pop("$id", None)
        document["components"]["schemas"][f"hsds_{name}"] = schema

    def local(part):
        if isinstance(part, list):
            return [local(one) for one in part]
        if not isinstance(part, dict):
            return part
        if str(part.get("$ref", "")).startswith("https://"):
            return {"$ref": f"#/components/schemas/hsds_{pathlib.Path(part['$ref']).stem}"}
        return {name: local(one) for name, one in part.items()}

    document["paths"] = local(document["paths"])
    single = document["paths"]["/service_at_locations/{id}"]["get"]["responses"]["200"]
    single["content"]["application/json"]["schema"]["$ref"] = "#/components/schemas/hsds_service_at_location"
    for path in document["paths"].values():
        for operation in (path[method] for method in ("get", "post") if method in path):
            operation["responses"]["200"]["content"].setdefault("application/x-ndjson", {"schema": {}})
    return document


def own(address):
    document = read(f"{address}/openapi.json")
    document["paths"] = {path: what for path, what in document["paths"].items() if path.startswith("/hsds")}
    return document


def there(address):
    """What is there: ids by list, and what filters can name."""
    every = {name: [one["id"] for one in read(f"{address}/hsds/{name}?per_page=1000")["contents"]] for name in LISTS}
    return every, {
        "taxonomy_term_id": every["taxonomy_terms"],
        "parent_id": every["taxonomy_terms"],
        "taxonomy_id": every["taxonomies"],
        "organization_id": every["organizations"],
        "modified_after": ["2026-01-01", "2026-11-24T09:00:00Z"],
        "search": ["subside", "export", "bruxelles", "zzz"],
        "postcode": ["1000", "1040"],
        "proximity": ["500", "20000"],
        "format": ["json", "ndjson"],
        "page": [1, 2],
        "per_page": [1, 20, 100],
    }


def season(data, case, every, filters):
    """Names things that are there instead of some that are not."""
    for name in list(case.query or {}):
        if name in filters and data.draw(st.booleans()):
            case.query[name] = data.draw(st.sampled_from(filters[name]))
    if case.path_parameters and data.draw(st.booleans()):
        ids = every[next(name for name in LISTS if f"/{name}/" in case.operation.path)]
        if ids:
            case.path_parameters["id"] = data.draw(st.sampled_from(ids))
    return case


def holds(check, case):
    """HSDS describes `minimal` as ids and dates alone, which its list's schema is not."""
    is_minimal = str((case.query or {}).get("minimal", "")).lower() == "true"
    is_theirs = not case.operation.path.startswith("/hsds")
    return not (is_minimal and is_theirs and check is checks.response_schema_conformance)


class Asking:
    def __init__(self, address):
        self.address = address
        self.asked = self.found = 0
        self.every, self.filters = there(address)
        self.wrong = []

    def operations(self, document, base, mode, held):
        for operation in schemathesis.openapi.from_dict(document).get_all_operations():
            self.one(operation.ok(), base, mode, held)

    def one(self, operation, base, mode, held):
        @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
                  phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(st.data())
        def ask(data):
            case = data.draw(operation.as_strategy(generation_mode=mode))
            if mode == GenerationMode.POSITIVE:
                case = season(data, case, self.every, self.filters)
            answer = case.call(base_url=base)
            self.asked += 1
            self.found += answer.status_code == 200
            case.validate_response(answer, checks=[check for check in held if holds(check, case)])

        try:
            ask()
        except Unsatisfiable:
            pass  # Nothing can be asked amiss where nothing can be asked.
        except BaseException as wrong:  # several failures come as a group
            self.wrong.append(f"{operation.method.upper()} {operation.path}: {wrong}")
            self.wrong += [str(one) for one in getattr(wrong, "exceptions", [])]


def main():
    what, address, *more = sys.argv[1:]
    asking = Asking(address)
    conforms = [not_a_server_error, checks.content_type_conformance, checks.response_schema_conformance]
    if what == "published":
        # It describes no refusal, so which are lawful is ours to say.
        asking.operations(published(more[0]), f"{address}/hsds", GenerationMode.POSITIVE, conforms)
    else:
        document = own(address)
        all_of = [*conforms, checks.status_code_conformance, checks.response_headers_conformance]
        asking.operations(document, address, GenerationMode.POSITIVE, all_of)
        asking.operations(document, address, GenerationMode.NEGATIVE, [*all_of, checks.negative_data_rejection])
    for one in asking.wrong[:40]:
        print(one, file=sys.stderr)
    print(json.dumps({"asked": asking.asked, "found": asking.found}))
    return 1 if asking.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
