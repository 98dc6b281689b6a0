// Which agency is where next: node open_data.mjs http://127.0.0.1:8080
const base = process.argv[2];

/** All of a list, page by page. */
async function* every(path) {
  while (path) {
    const answer = await fetch(base + path);
    yield* (await answer.json()).contents;
    path = answer.headers.get("link")?.match(/<(.*?)>/)[1];
  }
}

const services = {};
for await (const { id, name } of every("/hsds/services?lang=nl")) services[id] = name;
for await (const one of every("/hsds/service_at_locations?full=true&lang=nl")) {
  const row = one.schedules[0];
  if (row) console.log([row.valid_from, row.opens_at, one.location.name, services[one.service_id]].join(" | "));
}
