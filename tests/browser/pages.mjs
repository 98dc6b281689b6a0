// Every page there is, found through the API, the mailbox and the links.

import { createHmac } from "node:crypto";
import { createServer } from "node:http";

import { DAY, day } from "./host.mjs";

const first = (items, what) => {
  if (!items.length) throw new Error(`the invented data holds no ${what}`);
  return items[0];
};

/** Puts a need in each state that the invented data may lack, and finds links. */
async function links(host) {
  const need = (name, agencies, domain = "zoe-robotics.example") => ({
    location: "icab",
    member: { name, stage: "launch" },
    contact: { name: "Zoé Maes", email: `${name.toLowerCase()}@${domain}`, language: "nl" },
    need_types: ["rd_grant"],
    description: "We zoeken steun voor een prototype van onze robotarm.",
    consent: { share_with_agencies: agencies },
  });
  const names = ["Open", "Accepted", "Done", "Declined", "Withdrawn", "Renewed"];
  for (const name of names) await host.create("/v1/needs", need(name, true));
  // Nobody can have this address: the mail to it is refused for good.
  await host.create("/v1/needs", need("Refused", true, "zoe-robotics.invalid"));
  await host.create("/v1/sources", { location: "icab", kind: "standard_webhooks" });
  await host.settle();
  const mails = await host.mails();
  const link = (name, kind) => {
    const mail = mails.find(({ text, links }) => text.includes(name) && links.some((one) => one.includes(kind)));
    return new URL(mail.links.find((one) => one.includes(kind))).pathname;
  };
  const press = async (path, fields) => {
    const answer = await fetch(host.base + path, {
      method: "POST",
      redirect: "manual",
      headers: { origin: host.base },
      body: new URLSearchParams(fields),
    });
    if (answer.status !== 303) throw new Error(`${path} ${JSON.stringify(fields)}: ${answer.status}`);
  };
  const agency = Object.fromEntries(names.map((name) => [name, link(name, "/r/")]));
  const member = Object.fromEntries(names.map((name) => [name, mails.find(({ to }) => to.startsWith(name.toLowerCase()))]));
  const own = Object.fromEntries(
    names.map((name) => [name, new URL(member[name].links.find((one) => one.includes("/n/"))).pathname]),
  );
  await press(agency.Accepted, { action: "accept" });
  await press(agency.Done, { action: "accept" });
  await press(agency.Done, { action: "done", outcome: "helped", note: "Aanvraag ingediend." });
  await press(agency.Declined, { action: "decline", reason: "capacity", note: "Complet ce mois-ci." });
  await press(own.Withdrawn, { action: "withdraw" });
  // The links that these mails hold are replaced by newer ones.
  await press(agency.Renewed, { action: "new_link" });
  await press(own.Renewed, { action: "new_link" });
  await host.settle();
  return { agency, own, mail: mails[0] };
}

/** Endpoints: one that takes what comes, one that does not, one that is gone; and what came of telling them. */
async function endpointsOf(host) {
  const answers = (answer) =>
    new Promise((resolve) => {
      const server = createServer((request, response) => {
        request.resume().on("end", () => answer(request, response));
      });
      // Where a page can't be made, nothing waits for it.
      server.unref().listen(0, "127.0.0.1", () => resolve({ server, url: `http://127.0.0.1:${server.address().port}/hooks` }));
    });
  const some = await answers(({ url }, response) =>
    url.endsWith("/innoviris") ? response.writeHead(500).end('{"error":"the queue of orders is full"}') : response.end("ok"),
  );
  const none = await answers((_, response) => response.writeHead(410).end());
  const types = ["need.received", "referral.sent"];
  await host.create("/v1/endpoints", { url: some.url, types });
  const gone = await host.create("/v1/endpoints", { url: none.url, types, location: "icab" });
  const one = await host.create("/v1/endpoints", { url: `${some.url}/innoviris`, types: ["referral.*"], agency: "innoviris" });
  await host.create("/v1/needs", {
    location: "icab",
    member: { name: "Told", stage: "launch" },
    contact: { name: "Zoé Maes", email: "told@zoe-robotics.example", language: "nl" },
    need_types: ["rd_grant"],
    description: "We zoeken steun voor een prototype van onze robotarm.",
    consent: { share_with_agencies: true, show_to_place: true },
  });
  await host.settle();
  for (const { server } of [some, none]) {
    server.closeAllConnections();
    server.close();
  }
  return { one: one.id, gone: gone.id };
}

/** A rota that was asked for, once it stands so and nothing of it is under way. */
async function stands(host, id, status) {
  for (let tries = 0; ; tries += 1) {
    const plan = await host.json(`/v1/plans/${id}`);
    if (plan.status === status && !plan.published?.left) return plan;
    if (tries > 240) throw new Error(`the rota is ${plan.status}, not ${status}`);
    if (plan.published) await host.settle();
    else await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Does something with a rota. */
const act = (host, id, what, body = {}) => host.json(`/v1/plans/${id}/${what}`, { method: "POST", body: JSON.stringify(body) });

/** The link that the last agency got that was asked about a rota. */
async function linkToPart(host) {
  await host.settle();
  const { links } = (await host.mails()).find(({ links }) => links.some((link) => link.includes("/p/")));
  return new URL(links.find((link) => link.includes("/p/"))).pathname;
}

/** A rota of some weeks far ahead, of which one permanence is published, and the link of its agency. */
async function publishedOf(host, weeksAhead) {
  const tuesday = day(DAY, 7 * weeksAhead);
  const from = day(tuesday, -((new Date(`${tuesday}T12:00:00Z`).getUTCDay() + 6) % 7));
  const { id } = await host.create("/v1/plans", { from, weeks: 3, keep: "all" });
  const { assignments } = await stands(host, id, "ready");
  const one = first(assignments.filter(({ change }) => change === "new"), "assignment that is new");
  await act(host, id, "ask", { agencies: [one.agency] });
  const link = await linkToPart(host);
  await act(host, id, "publish", { assignments: [one.id] });
  await stands(host, id, "published");
  return { id, link };
}

/** The rota that the invented data asked for, once it is worked out, an agency's link to its part, and rotas that became one. */
async function plansOf(host) {
  const [plan] = await host.list("/v1/plans");
  const { assignments } = await stands(host, plan.id, "ready");
  await act(host, plan.id, "ask", { agencies: ["innoviris"] });
  const link = await linkToPart(host);
  const imagined = await host.create(`/v1/plans/${plan.id}/what-if`, { changes: [{ kind: "adviser_more", agency: "hub", most_a_week: 3 }] });
  await stands(host, imagined.id, "ready");
  const published = await publishedOf(host, 24);
  const undone = await publishedOf(host, 28);
  await act(host, undone.id, "undo");
  await stands(host, undone.id, "undone");
  const of = first(assignments.filter(({ change }) => change !== "kept"), "assignment that changes something").id;
  return { one: plan.id, imagined: imagined.id, of, link, published, undone };
}

/** What is broken in the invented rota, once what mends it is worked out. */
async function brokenOf(host) {
  for (let tries = 0; ; tries += 1) {
    const broken = (await host.list("/v1/repairs")).find(({ repairs }) => repairs.length);
    if (broken) return broken.id;
    if (tries > 240) throw new Error("nothing that is broken in the invented rota has a repair");
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** A form's source with a message that waits, and one with a message to put right. */
async function sourcesOf(host) {
  const answer = (label, value, key) => ({ key, label, type: "INPUT_TEXT", value });
  const at = async (name, email) => {
    const { id, url, secret } = await host.create("/v1/sources", { location: "icab", kind: "tally" });
    const body = JSON.stringify({
      eventId: name, eventType: "FORM_RESPONSE",
      data: { fields: [answer("Entreprise", "Zoé Robotics", "q1"), answer("Votre nom", "Zoé Müller", "q2"), answer("E-mail", email, "q3"), answer("Votre besoin", "Un subside pour notre bras robotisé", "q4")] },
    });
    const send = async () => {
      const headers = { "content-type": "application/json", "tally-signature": createHmac("sha256", secret).update(body).digest("base64") };
      const taken = await fetch(url, { method: "POST", headers, body });
      if (taken.status !== 202) throw new Error(`not kept: ${taken.status}`);
      return (await taken.json()).messages[0].id;
    };
    return { path: `/console/needs/sources/${id}`, api: `/v1/sources/${id}`, send };
  };
  const [waits, wrong] = [await at("waits", "zoe@zoe-robotics.example"), await at("wrong", "zoe at zoe")];
  await waits.send();
  const fields = { "/member/name": ["q1"], "/contact/name": ["q2"], "/contact/email": ["q3"], "/description": ["q4"] };
  await host.json(wrong.api, { method: "PATCH", headers: { "if-match": "*" }, body: JSON.stringify({ mapping: { fields }, on: true }) });
  return { waits: waits.path, wrong: wrong.path, message: `${wrong.path}/messages/${await wrong.send()}` };
}

/** A member that was asked, with the links of its mail, and two entries that may be one. */
async function membersOf(host) {
  const member = first((await host.list("/v1/members?proposal=rd_grant")).filter(({ missing }) => !missing.includes("contact_email")), "member to ask");
  const ask = await fetch(`${host.base}/v1/proposals/${member.id}.rd_grant`, {
    method: "POST", headers: { ...host.headers, "content-type": "application/json" }, body: JSON.stringify({ decision: "ask" }),
  });
  if (ask.status !== 200) throw new Error(`not asked: ${ask.status}`);
  await host.settle();
  const { links, to } = (await host.mails()).find(({ links }) => links.some((link) => link.includes("/m/")));
  const email = to.match(/[^<\s]+@[^>\s]+/)[0];
  const person = first(await host.list(`/v1/people?q=${encodeURIComponent(email)}`), "person that is found");
  const path = (kind) => new URL(links.find((link) => link.includes(kind))).pathname;
  const list = "Entreprise;BCE;Phase;E-mail\nNieuw Werk;;lancering;info@nieuw-werk.example\nNieuw Werk;;groei;\nFout;123;enorm;fout@\n";
  const imported = async (key) => {
    const answer = await fetch(`${host.base}/v1/imports?location=icab&name=leden.csv`, {
      method: "POST", headers: { ...host.headers, "idempotency-key": key, "content-type": "text/csv" }, body: list,
    });
    if (answer.status !== 201) throw new Error(`not taken in: ${answer.status}`);
    return (await answer.json()).id;
  };
  const [columns, checked] = [await imported("columns"), await imported("checked")];
  await host.json(`/v1/imports/${checked}`, { method: "PUT", headers: { "if-match": "*" }, body: JSON.stringify({ columns: [] }) });
  await host.settle();
  const page = (id) => `/console/members/imports/${id}`;
  const pair = first(await host.list("/v1/members/duplicates"), "pair that may be one");
  return { id: member.id, email, person: person.id, columns: page(columns), checked: page(checked), own: path("/m/"), unsubscribe: path("/u/"), pair: `/console/members/duplicates/${pair.this.id}/${pair.with.id}` };
}

/** Signs somebody in by a mailed link; answers the session's cookie, and the link, used up. */
async function signedIn(host, email) {
  const headers = { origin: host.base };
  const post = (path, fields) =>
    fetch(host.base + path, { method: "POST", redirect: "manual", headers, body: new URLSearchParams(fields) });
  await post("/console/sign-in", { email });
  await host.settle();
  const mail = (await host.mails()).find(({ to, links }) => to === email && links.some((link) => link.includes("/console/enter/")));
  const link = new URL(mail.links.find((one) => one.includes("/console/enter/"))).pathname;
  const answer = await post(link, {});
  if (answer.status !== 303) throw new Error(`${email} can't sign in: ${answer.status}`);
  const cookies = answer.headers.getSetCookie().map((cookie) => {
    const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
    return { name, value, url: host.base };
  });
  return { cookies, used: link };
}

/** A slot of a day to come with somebody in it, one beside it that is free, and the link of who booked. */
async function booking(host) {
  const of = (text) => text.slice(0, 10);
  const today = of((await host.json("/demo/clock")).now);
  const free = ({ slots = [] }) => slots.filter((slot) => slot.free > 0);
  const session = first(
    (await host.list("/v1/sessions")).filter((one) => of(one.local_start) > today && one.status === "scheduled" && free(one).length > 1),
    "session with two free slots",
  );
  const [taken, open] = free(session).map(({ local_start }) => local_start);
  const contact = { name: "Zoé Maes", email: "zoe@desk-robotics.example", language: "nl" };
  const made = await host.create("/v1/bookings", { session: session.id, slot: taken, contact });
  await host.settle();
  const { links } = (await host.mails()).find(({ to, links }) => to === contact.email && links.some((link) => link.includes("/b/")));
  const own = new URL(links.find((link) => link.includes("/b/"))).pathname;
  const at = (slot) => `session=${session.id}&slot=${slot}`;
  return { id: made.id, own, session: session.id, day: of(session.local_start), taken: at(taken), open: at(open) };
}

/** Sends a form of the page that the browser's own checks would hold back. */
const sendForm = (action, change = () => {}, given) => async (page) => {
  const form = page.locator(`main form[action${action}]`).last();
  await form.evaluate((form) => {
    form.noValidate = true;
    for (let box = form; (box = box.parentElement?.closest("details")); ) box.open = true;
  });
  await form.evaluate(change, given);
  await form.locator('button[type="submit"], button:not([type])').last().click();
  await page.waitForLoadState();
};

/** Sends a form that this page, or one of somebody else, never had. */
/** A need as it is stated, before the questions that follow it. */
const NEED = {
  submission: "pages", asks: "true", location: "icab", description: "Un prototype.", need_types: "rd_grant",
  company: "A", name: "B", email: "b@a.example", language: "fr", share: "true",
};

const sendNew = (path, fields, elsewhere = false) => async (page) => {
  if (elsewhere) await page.goto("data:text/html,<title>elsewhere</title>");
  await page.evaluate(
    ({ action, fields }) => {
      const form = document.createElement("form");
      Object.assign(form, { method: "post", action });
      for (const [name, value] of Object.entries(fields)) {
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      }
      const button = Object.assign(document.createElement("button"), { id: "new", textContent: "send" });
      form.append(button);
      document.body.prepend(form);
    },
    { action: path, fields },
  );
  await Promise.all([page.waitForEvent("load"), page.locator("#new").click()]);
};

/** Pages of a host that counts how often somebody asks. */
export async function limited(host) {
  const fields = { email: "somebody@permanence.example" };
  for (let times = 0; ; times++) {
    const body = new URLSearchParams(fields);
    const answer = await fetch(`${host.base}/console/sign-in`, { method: "POST", redirect: "manual", headers: { origin: host.base }, body });
    if (answer.status === 429) break;
    if (times > 50) throw new Error("no limit is reached");
  }
  return [{ name: "too-many", path: "/console/sign-in", open: sendNew("/console/sign-in", fields), sent: 429 }];
}

/**
 * Every page: `{name, path, status?, open?, sent?}`; `open` does something on
 * the page first, and `sent` is then the answer's status. `inside` needs the
 * coordinator's session; `adviser` and `hosting` are pages with their sessions.
 */
export async function pages(host) {
  const { agency, own, mail } = await links(host);
  const adviserSession = await signedIn(host, "adviser1@innoviris.example");
  const hostSession = await signedIn(host, "host@icab.example");
  const needs = await host.list("/v1/needs");
  const of = (status) => first(needs.filter((need) => need.status === status), `need that is ${status}`).id;
  const referrals = await host.list("/v1/referrals");
  const referral = first(referrals, "referral").id;
  const awaited = first(referrals.filter(({ agency, status }) => agency === "innoviris" && status === "sent"), "open referral").id;
  const permanence = first(await host.list("/v1/permanences"), "permanence").id;
  const session = first((await host.list("/v1/sessions")).filter(({ status }) => status === "scheduled"), "session");
  const booked = await booking(host);
  const adviser = first(await host.list("/v1/advisers"), "adviser").id;
  const away = await fetch(`${host.base}/v1/advisers/${adviser}`, { headers: host.headers });
  await host.json(`/v1/advisers/${adviser}`, {
    method: "PUT",
    headers: { "if-match": away.headers.get("etag") },
    body: JSON.stringify({ ...(await away.json()), absences: [{ from: DAY, to: day(DAY, 400) }] }),
  });
  const surveys = await host.list("/v1/surveys");
  const sizes = await Promise.all(surveys.map(async ({ id }) => (await host.json(`/v1/surveys/${id}/results`)).n));
  const survey = first(surveys.filter((_, at) => sizes[at] >= 5), "survey with figures");
  const small = first(surveys.filter((_, at) => sizes[at] < 5), "survey with too few answers");
  const waves = await host.list("/v1/waves");
  const wave = first(waves.filter(({ id }) => id === "demo-now"), "wave that runs").id;
  const alert = first(await host.list("/v1/alerts"), "alert").id;
  const asking = await host.create("/v1/waves", { variant: "quarterly", opens: day(DAY, -1), closes: day(DAY, 60) });
  await host.settle();
  const invitation = (await host.mails()).flatMap(({ links }) => links).find((link) => link.includes("/i/"));
  if (!invitation) throw new Error("no member was invited to a survey");
  const suggested = async (body) => (await host.create("/v1/suggestions", body)).id;
  const evening = await suggested({ text: "Un créneau en soirée, après 17 h", place: "icab" });
  await suggested({ text: "Des créneaux le soir, svp", place: "icab" });
  await suggested({
    text: "Savoir qui viendra", place: "icab", agency: "innoviris", state: "done",
    answer: { fr: "Le nom du conseiller figure dans la confirmation.", nl: "De naam van de adviseur staat in de bevestiging." },
  });
  const staff = first(await host.list("/v1/staff"), "staff").id;
  const old = await host.create("/v1/surveys", {
    variant: "after_visit", location: "icab", agency: "innoviris", opens: day(DAY, -600), closes: day(DAY, -570),
  });
  const later = await host.create("/v1/surveys", {
    variant: "after_visit", location: "icab", agency: "innoviris", opens: day(DAY, 600), closes: day(DAY, 630),
  });
  const send = async (page) => {
    // Nothing is filled in, and the browser's own checks stand aside, so that
    // the server's are seen.
    await page.locator("main form").last().evaluate((form) => {
      form.noValidate = true;
      for (const date of form.querySelectorAll('[type="date"]')) date.value = "";
    });
    await page.locator('main form button[type="submit"], main form button:not([type])').last().click();
    await page.waitForLoadState();
  };
  const tryOut = async (page) => {
    await page.locator('main button[value="try"]').click();
    await page.waitForLoadState();
  };
  const untick = (form) => form.querySelectorAll('[name="agencies"]').forEach((box) => (box.checked = false));
  const stale = (form) => {
    form.querySelector('[name="version"]').value = "999";
    form.querySelector('[name="outcome"]').checked = true;
  };
  const wrongHours = sendForm("", (form) => {
    form.querySelector('[name="open_0"]').value = "17:00";
    form.querySelector('[name="close_0"]').value = "09:00";
  });
  const nothingLooked = (form) => {
    for (const box of form.querySelectorAll('[name="fact"]')) box.checked = false;
    form.querySelector('[name="checked_on"]').value = "";
  };
  const endsAlone = sendForm('$="/end"', (form, last) => {
    form.querySelector('[name="how"][value="ends"]').checked = true;
    form.querySelector('[name="last"]').value = last;
  }, day(DAY, 60));
  const newEndpoint = sendForm('$="/endpoints"', (form) => {
    form.querySelector('[name="url"]').value = "http://127.0.0.1:9/hooks";
    form.querySelector('[name="types"]').checked = true;
  });
  const pressed = async (page, act) => {
    await page.locator(`main button[name="act"][value="${act}"]`).first().click();
    await page.waitForLoadState();
  };
  // A title in French only.
  const halfItem = async (page) => {
    await page.locator("main form").last().evaluate((form) => {
      form.noValidate = true;
      for (const box of form.querySelectorAll("details")) box.open = true;
      form.querySelector('[name^="title_fr_"]').value = "Appel";
    });
    await page.locator("main form").last().locator("button").last().click();
    await page.waitForLoadState();
  };
  const month = DAY.slice(0, 7);
  const newSource = async (page) => {
    await page.locator('main [name="location"]').selectOption("icab");
    await page.locator('main form[action$="/sources"] button').click();
    await page.waitForLoadState();
  };
  const open = [
    { name: "home", path: "/" },
    { name: "statistics", path: "/statistics" },
    { name: "services", path: "/services" },
    { name: "services-search", path: "/services?q=subside" },
    { name: "services-nothing", path: "/services?q=xyzzy" },
    { name: "search", path: "/search" },
    { name: "search-found", path: "/search?q=subside%20prototipe" },
    { name: "search-together", path: "/search?q=innoviris%20icab" },
    { name: "search-nothing", path: "/search?q=xyzzyq" },
    { name: "search-too-long", path: `/search?q=${"x".repeat(201)}`, status: 422 },
    { name: "help", path: "/help/rd_grant" },
    { name: "help-nobody", path: "/help/contracts_tax" },
    { name: "not-found-help", path: "/help/nothing", status: 404 },
    { name: "service", path: "/services/innoviris-shape" },
    { name: "need-new-in-words", path: "/needs/new?description=subside%20prototipe" },
    { name: "locations", path: "/locations" },
    { name: "location", path: "/locations/icab" },
    { name: "agencies", path: "/agencies" },
    { name: "agency", path: "/agencies/innoviris" },
    { name: "agency-ended", path: "/agencies/impulse" },
    { name: "catalogue", path: "/catalogue" },
    { name: "week", path: "/locations/icab/week" },
    { name: "week-christmas", path: "/locations/icab/week?week=2026-W53" },
    { name: "week-unreadable", path: "/locations/icab/week?week=2026-W99" },
    { name: "week-nobody", path: "/locations/costation/week" },
    { name: "month", path: "/locations/becentral/month" },
    { name: "month-nobody", path: "/locations/costation/month?month=2026-12" },
    { name: "tour", path: "/agencies/innoviris/tour" },
    { name: "tour-heir", path: "/agencies/hub/tour" },
    { name: "tour-ended", path: "/agencies/impulse/tour" },
    { name: "near", path: "/near" },
    { name: "near-postcode", path: "/near?postcode=1050" },
    { name: "near-unknown", path: "/near?postcode=4000", status: 422 },
    { name: "near-nobody", path: "/near?nis=21019&week=2030-W10" },
    { name: "lobby", path: "/lobby/icab" },
    { name: "lobby-nobody", path: "/lobby/costation" },
    { name: "embed", path: "/embed/locations/icab" },
    { name: "embed-dark", path: "/embed/locations/icab?look=dark" },
    { name: "embed-next", path: "/embed/locations/icab/next" },
    { name: "embed-next-dark", path: "/embed/locations/icab/next?look=dark" },
    { name: "embed-next-nobody", path: "/embed/locations/costation/next" },
    ...[["", "?look=light"], ["-dark", "?look=dark"]].flatMap(([name, look]) => {
      const need = `/embed/locations/icab/need${look}`;
      const survey = `/embed/locations/icab/survey${look}`;
      return [
        { name: `embed-need${name}`, path: need, unfold: true },
        { name: `embed-need-refused${name}`, path: need, open: send, sent: 422 },
        { name: `embed-need-questions${name}`, path: need, open: sendNew(need, NEED), sent: 200 },
        { name: `embed-need-sent${name}`, path: `/embed/locations/icab/need/sent${look}` },
        { name: `embed-survey${name}`, path: survey, unfold: true },
        { name: `embed-survey-refused${name}`, path: survey, open: send, sent: 422 },
        { name: `embed-survey-thanks${name}`, path: `/embed/locations/icab/survey/thanks${look}&done=contact` },
        { name: `embed-not-found${name}`, path: `/embed/locations/nowhere/need${look}`, status: 404 },
      ];
    }),
    { name: "embed-need-closed", path: "/embed/locations/costation/need?look=light" },
    { name: "kit", path: "/locations/icab/kit" },
    { name: "kit-dark", path: "/locations/icab/kit?language=nl&look=dark" },
    { name: "embed-nobody", path: "/embed/locations/costation" },
    { name: "print", path: "/print/locations/icab" },
    { name: "print-long-names", path: "/print/locations/buzzynest" },
    { name: "book", path: "/book" },
    { name: "book-here", path: "/book?location=icab" },
    { name: "book-nothing-here", path: "/book?location=costation" },
    { name: "book-details", path: `/book/details?${booked.open}` },
    { name: "book-details-refused", path: `/book/details?${booked.open}`, open: send, sent: 422 },
    { name: "book-waiting", path: `/book/details?${booked.taken}&waiting=true` },
    { name: "book-sent", path: "/book/sent" },
    { name: "booking-own", path: booked.own },
    { name: "booking-own-move", path: `${booked.own}/move` },
    { name: "not-found-week", path: "/locations/nowhere/week", status: 404 },
    { name: "need-new", path: "/needs/new" },
    { name: "need-new-here", path: "/needs/new?location=icab" },
    { name: "need-new-questions", path: "/needs/new", open: sendNew("/needs/new", NEED), sent: 200 },
    { name: "need-new-refused", path: "/needs/new", open: send, sent: 422 },
    { name: "need-sent", path: "/needs/sent" },
    { name: "not-found", path: "/nothing-is-here", status: 404 },
    { name: "not-found-agency", path: "/agencies/nobody", status: 404 },
    { name: "not-found-link", path: "/r/nothing", status: 404 },
    { name: "problem-clash", path: "/problems/clash" },
    ...["adviser-in-use", "address-taken", "booking-closed", "handed-over", "in-use", "last-coordinator", "link-over", "not-dead", "slot-taken"]
      .map((problem) => ({ name: `problem-${problem}`, path: `/problems/${problem}` })),
    { name: "privacy", path: "/privacy" },
    { name: "accessibility", path: "/accessibility" },
    { name: "survey", path: `/s/${survey.code}` },
    { name: "survey-small", path: `/s/${small.code}` },
    { name: "survey-refused", path: `/s/${survey.code}`, open: send, sent: 422 },
    { name: "survey-thanks", path: `/s/${survey.code}/thanks?done=contact` },
    { name: "survey-contact", path: `/s/${survey.code}/contact` },
    { name: "survey-poster", path: `/s/${survey.code}/poster`, print: true },
    { name: "survey-cards", path: "/s/p.icab/poster?as=cards", print: true },
    { name: "survey-door", path: "/s/a.innoviris.icab/poster?as=door", print: true },
    { name: "survey-of-a-place", path: "/s/p.icab" },
    { name: "survey-invited", path: new URL(invitation).pathname },
    { name: "survey-over", path: `/s/${old.code}`, status: 410 },
    { name: "survey-late", path: "/search", open: sendNew(`/s/${old.code}`, { submission: "abcdefghij", suggestions: "Un créneau le soir." }), sent: 410 },
    { name: "survey-early", path: `/s/${later.code}`, status: 404 },
    { name: "own-too-late", path: own.Done, open: sendNew(own.Done, { action: "withdraw" }), sent: 409 },
    { name: "own-replaced", path: own.Renewed, status: 410 },
    { name: "answer-too-late", path: agency.Declined, open: sendNew(agency.Declined, { action: "accept" }), sent: 409 },
    { name: "answer-replaced", path: agency.Renewed, status: 410 },
    { name: "enter-used", path: hostSession.used, status: 410 },
    { name: "from-elsewhere", path: "/needs/new", open: sendNew(`${host.base}/needs/new`, {}, true), sent: 403 },
    { name: "own-open", path: own.Open },
    { name: "own-accepted", path: own.Accepted },
    { name: "own-done", path: own.Done },
    { name: "own-withdrawn", path: own.Withdrawn },
    { name: "answer-open", path: agency.Open },
    { name: "answer-accepted", path: agency.Accepted },
    { name: "answer-say", path: `${agency.Accepted}?say=helped` },
    { name: "answer-say-meeting", path: `${agency.Accepted}?say=meeting` },
    { name: "answer-done", path: agency.Done },
    { name: "answer-declined", path: agency.Declined },
    { name: "answer-withdrawn", path: agency.Withdrawn },
    { name: "sign-in", path: "/console/sign-in" },
    { name: "sign-in-sent", path: "/console/sign-in/sent" },
    { name: "enter", path: host.signIn },
    { name: "enter-unreadable", path: "/console/enter/nothing", status: [404, 410] },
    { name: "demo-mail", path: "/demo/mail" },
    { name: "demo-mail-one", path: `/demo/mail/${mail.id}` },
  ];
  const members = await membersOf(host);
  const endpoints = await endpointsOf(host);
  const sources = await sourcesOf(host);
  const plans = await plansOf(host);
  open.push(
    { name: "member-own", path: members.own },
    { name: "member-own-refused", path: members.own, open: sendNew(members.own, { action: "save", trade_name: "A", contact_email: "nobody@" }), sent: 422 },
    { name: "member-unsubscribe", path: members.unsubscribe },
    ...["import-not-ready", "member-asked-before", "member-no-address", "member-unsubscribed", "merge-changed", "proposal-settled"]
      .map((problem) => ({ name: `problem-${problem}`, path: `/problems/${problem}` })),
  );
  const inside = [
    { name: "console-members", path: "/console/members" },
    { name: "console-members-found", path: "/console/members?q=robotics" },
    { name: "console-members-hosted", path: "/console/members?location=icab&hosted_from=2026-03-01&hosted_until=2026-05-31" },
    { name: "console-members-none", path: "/console/members?q=xyzzy" },
    { name: "console-members-map", path: "/console/members/map?show=proposals" },
    { name: "console-members-map-stage", path: "/console/members/map?stage=launch" },
    { name: "console-member-new", path: "/console/members/new" },
    { name: "console-member-refused", path: "/console/members/new", open: send, sent: 422 },
    { name: "console-member", path: `/console/members/${members.id}` },
    { name: "console-member-change", path: `/console/members/${members.id}/change` },
    { name: "console-member-need", path: `/needs/new?member=${members.id}` },
    { name: "console-member-need-refused", path: `/needs/new?member=${members.id}`, open: send, sent: 422 },
    { name: "console-proposals", path: "/console/members/proposals" },
    { name: "console-proposals-none", path: "/console/members/proposals?status=declined" },
    { name: "console-rules", path: "/console/members/rules" },
    { name: "console-rule", path: "/console/members/rules/R07" },
    { name: "console-rule-nested", path: "/console/members/rules/R17" },
    { name: "console-rule-new", path: "/console/members/rules/new" },
    { name: "console-imports", path: "/console/members/imports" },
    { name: "console-imports-refused", path: "/console/members/imports", open: send, sent: 422 },
    { name: "console-import-columns", path: members.columns },
    { name: "console-import-checked", path: members.checked },
    { name: "console-duplicates", path: "/console/members/duplicates" },
    { name: "console-duplicates-two", path: members.pair },
    { name: "console-people", path: "/console/members/people" },
    { name: "console-people-found", path: `/console/members/people?q=${encodeURIComponent(members.email)}` },
    { name: "console-people-none", path: "/console/members/people?q=xyzzy" },
    { name: "console-person", path: `/console/members/people/${members.person}` },
    { name: "console", path: "/console" },
    { name: "console-needs", path: "/console/needs" },
    { name: "console-needs-triage", path: "/console/needs?status=to_triage" },
    { name: "console-need-triage", path: `/console/needs/${of("to_triage")}` },
    { name: "console-need-referred", path: `/console/needs/${of("referred")}` },
    { name: "console-need-progress", path: `/console/needs/${of("in_progress")}` },
    { name: "console-need-closed", path: `/console/needs/${of("closed")}` },
    { name: "console-work", path: "/console/work" },
    { name: "console-strategies", path: "/console/needs/strategies" },
    { name: "console-strategy", path: "/console/needs/strategies/rd_grant" },
    { name: "console-strategy-conditions", path: "/console/needs/strategies/rd_grant", unfold: true },
    { name: "console-strategy-place", path: "/console/needs/strategies/rd_grant?location=icab" },
    { name: "console-strategy-tried", path: "/console/needs/strategies/rd_grant", open: tryOut, sent: 200 },
    { name: "console-keywords", path: "/console/needs/keywords" },
    { name: "console-keywords-one", path: "/console/needs/keywords/rd_grant" },
    { name: "console-sources", path: "/console/needs/sources" },
    { name: "console-endpoints", path: "/console/endpoints" },
    { name: "console-endpoints-refused", path: "/console/endpoints", open: send, sent: 422 },
    { name: "console-endpoints-secret", path: "/console/endpoints", open: newEndpoint, sent: 200 },
    { name: "console-endpoint", path: `/console/endpoints/${endpoints.one}` },
    { name: "console-endpoint-off", path: `/console/endpoints/${endpoints.gone}` },
    { name: "console-endpoint-rotated", path: `/console/endpoints/${endpoints.one}`, open: sendForm('$="/rotate"'), sent: 200 },
    { name: "console-referrals", path: "/console/referrals" },
    { name: "console-referral", path: `/console/referrals/${referral}` },
    { name: "console-schedule", path: "/console/schedule" },
    { name: "console-series", path: "/console/schedule/series" },
    { name: "console-unattended", path: "/console/schedule/unattended" },
    { name: "console-unattended-none", path: "/console/schedule/unattended?page=99" },
    { name: "console-series-next", path: "/console/schedule/series?page=2" },
    { name: "console-series-none", path: "/console/schedule/series?agency=innoviris&location=icab&page=9" },
    { name: "console-schedule-new", path: "/console/schedule/new" },
    { name: "console-schedule-form", path: "/console/schedule/new?agency=innoviris&location=icab" },
    { name: "console-schedule-refused", path: "/console/schedule/new?agency=innoviris&location=icab", open: send, sent: 422 },
    { name: "console-schedule-one", path: `/console/schedule/${permanence}` },
    { name: "console-schedule-delete", path: `/console/schedule/${permanence}/delete` },
    { name: "console-schedule-move", path: `/console/schedule/${session.permanence}/move?date=${session.id.slice(-8).replace(/(....)(..)(..)/, "$1-$2-$3")}` },
    { name: "console-day", path: `/console/schedule/day?day=${booked.day}` },
    { name: "console-day-nobody", path: "/console/schedule/day?day=2030-08-03" },
    { name: "console-book", path: `/console/schedule/book?${booked.open}` },
    { name: "console-book-refused", path: `/console/schedule/book?${booked.open}`, open: send, sent: 422 },
    { name: "console-book-waiting", path: `/console/schedule/book?${booked.taken}&waiting=true` },
    { name: "console-walk-in", path: `/console/schedule/walk-in?session=${booked.session}` },
    { name: "console-booking-move", path: `/console/schedule/bookings/${booked.id}/move` },
    { name: "console-locations", path: "/console/locations" },
    { name: "console-directory", path: "/console/directory" },
    { name: "console-directory-services", path: "/console/directory/services" },
    { name: "console-directory-agencies", path: "/console/directory/agencies" },
    { name: "console-directory-locations", path: "/console/directory/locations" },
    { name: "console-directory-new-refused", path: "/console/directory/services/new", open: sendForm('$="/new"'), sent: 422 },
    { name: "console-directory-new-agency", path: "/console/directory/agencies/new" },
    { name: "console-directory-new-location", path: "/console/directory/locations/new" },
    { name: "console-directory-service", path: "/console/directory/services/innoviris-shape" },
    { name: "console-directory-agency", path: "/console/directory/agencies/impulse" },
    { name: "console-directory-location", path: "/console/directory/locations/icab" },
    { name: "console-directory-facts-refused", path: "/console/directory/services/innoviris-shape", open: sendForm('$="/facts"', nothingLooked), sent: 422 },
    { name: "console-directory-edit", path: "/console/directory/services/innoviris-shape/edit" },
    { name: "console-directory-end", path: "/console/directory/agencies/innoviris/end" },
    { name: "console-directory-end-refused", path: "/console/directory/agencies/innoviris/end", open: sendForm('$="/end"'), sent: 422 },
    { name: "console-directory-end-asks", path: "/console/directory/agencies/innoviris/end", open: endsAlone, sent: 200 },
    { name: "console-directory-days-off", path: "/console/directory/days-off" },
    { name: "console-directory-exchange", path: "/console/directory/exchange" },
    { name: "console-agencies", path: "/console/agencies" },
    { name: "console-agency", path: "/console/agencies/innoviris" },
    { name: "console-agency-desks", path: "/console/agencies/innoviris", unfold: true },
    { name: "console-location-told", path: "/console/locations/molengeek" },
    { name: "console-location", path: "/console/locations/icab" },
    { name: "console-location-refused", path: "/console/locations/icab", open: wrongHours, sent: 422 },
    { name: "console-advisers", path: "/console/schedule/advisers" },
    { name: "console-adviser-new", path: "/console/schedule/advisers/new" },
    { name: "console-adviser-refused", path: "/console/schedule/advisers/new", open: send, sent: 422 },
    { name: "console-adviser", path: `/console/schedule/advisers/${adviser}` },
    { name: "console-adviser-hand-over", path: `/console/schedule/advisers/${adviser}/hand-over` },
    { name: "console-adviser-hand-over-refused", path: `/console/schedule/advisers/${adviser}/hand-over`, open: send, sent: 422 },
    { name: "console-adviser-delete", path: `/console/schedule/advisers/${adviser}/delete` },
    { name: "console-surveys", path: "/console/survey" },
    { name: "console-report", path: "/console/reports" },
    { name: "console-report-before", path: "/console/reports/2026-Q3" },
    { name: "console-report-print", path: "/console/reports/2026-Q4/print", print: true },
    { name: "console-survey-new", path: "/console/survey/new" },
    { name: "console-survey-refused", path: "/console/survey/new", open: send, sent: 422 },
    { name: "console-survey", path: `/console/survey/${survey.id}` },
    { name: "console-survey-small", path: `/console/survey/${small.id}` },
    { name: "console-places", path: "/console/places" },
    { name: "console-place-active", path: "/console/places/icab" },
    { name: "console-place-dormant", path: "/console/places/lustrerie" },
    { name: "console-plans", path: "/console/plans" },
    { name: "console-plan", path: `/console/plans/${plans.one}` },
    { name: "console-plans-refused", path: "/console/plans", open: send, sent: 422 },
    { name: "console-plan-chosen", path: `/console/plans/${plans.one}?of=${plans.of}#chosen` },
    { name: "console-plan-changes", path: `/console/plans/${plans.one}?week=2&only=changes` },
    { name: "console-plan-nothing", path: `/console/plans/${plans.one}?place=icab&agency=startinvest&only=changes` },
    { name: "console-plan-publish", path: `/console/plans/${plans.one}/publish` },
    { name: "console-plan-publish-part", path: `/console/plans/${plans.one}/publish?agency=innoviris` },
    { name: "console-plan-figures", path: `/console/plans/${plans.one}/figures?with=${plans.imagined}`, unfold: true },
    { name: "console-plan-imagined", path: `/console/plans/${plans.imagined}/figures?with=${plans.one}` },
    { name: "console-plan-imagine-refused", path: `/console/plans/${plans.one}/figures`, open: send, sent: 422 },
    { name: "console-plan-published", path: `/console/plans/${plans.published.id}` },
    { name: "console-plan-undone", path: `/console/plans/${plans.undone.id}` },
    { name: "plan-answer", path: plans.link },
    { name: "plan-answer-published", path: plans.published.link },
    { name: "plan-answer-undone", path: plans.undone.link },
    { name: "console-repair", path: `/console/repairs/${await brokenOf(host)}` },
    { name: "console-digests", path: "/console/digests" },
    { name: "console-digests-none", path: "/console/digests?month=2031-01" },
    { name: "console-digest", path: `/console/digests/icab/${month}` },
    { name: "console-digest-seen", path: `/console/digests/greenbizz/${month}` },
    { name: "console-digest-refused", path: `/console/digests/icab/${month}`, open: halfItem, sent: 422 },
    { name: "console-digest-common", path: `/console/digests/common/${month}` },
    { name: "console-news", path: "/console/news" },
    { name: "console-news-one", path: "/console/news/demo-news" },
    { name: "console-news-new", path: "/console/news/new" },
    { name: "console-news-refused", path: "/console/news/new", open: halfItem, sent: 422 },
    { name: "console-questionnaire", path: "/console/survey/questionnaire" },
    { name: "console-questionnaire-question", path: "/console/survey/questionnaire/questions/wait" },
    { name: "console-questionnaire-new", path: "/console/survey/questionnaire/questions/new" },
    { name: "console-questionnaire-refused", path: "/console/survey/questionnaire/questions/new", open: send, sent: 422 },
    { name: "console-questionnaire-titles", path: "/console/survey/questionnaire/words/titles" },
    { name: "console-questionnaire-parts", path: "/console/survey/questionnaire/words/sections" },
    { name: "console-questionnaire-scale", path: "/console/survey/questionnaire/words/sat5" },
    { name: "console-questionnaire-tried", path: "/console/survey/questionnaire/as/draft/after_visit" },
    { name: "console-questionnaire-tried-refused", path: "/console/survey/questionnaire/as/draft/after_visit", open: send, sent: 422 },
    { name: "console-waves", path: "/console/survey/waves" },
    { name: "console-wave", path: `/console/survey/waves/${wave}` },
    { name: "console-wave-question", path: `/console/survey/waves/${wave}/questions/overall` },
    { name: "console-wave-question-nps", path: `/console/survey/waves/${wave}/questions/recommend` },
    { name: "console-waves-period", path: "/console/survey/waves/results" },
    { name: "console-waves-period-none", path: "/console/survey/waves/results?variant=quarterly&from=2020-01-01&to=2020-12-31" },
    { name: "console-wave-asking", path: `/console/survey/waves/${asking.id}` },
    { name: "console-wave-new", path: "/console/survey/waves/new" },
    { name: "console-wave-refused", path: "/console/survey/waves/new", open: send, sent: 422 },
    { name: "console-wave-edit", path: `/console/survey/waves/${wave}/edit` },
    { name: "console-alerts", path: "/console/survey/alerts" },
    { name: "console-alert", path: `/console/survey/alerts/${alert}` },
    { name: "console-alert-refused", path: `/console/survey/alerts/${alert}`, open: sendForm("$='alerts/" + alert + "'", (form) => { form.elements.text.value = ""; }), sent: 422 },
    { name: "console-suggestions", path: "/console/survey/suggestions" },
    { name: "console-suggestions-none", path: "/console/survey/suggestions?state=no" },
    { name: "console-suggestion", path: `/console/survey/suggestions/${evening}` },
    { name: "console-suggestion-refused", path: `/console/survey/suggestions/${evening}`, open: sendForm("$='suggestions/" + evening + "'", (form) => { form.elements.text.value = ""; }), sent: 422 },
    { name: "console-survey-codes", path: "/console/survey/codes" },
    { name: "console-staff", path: "/console/staff" },
    { name: "console-staff-one", path: `/console/staff/${staff}` },
    { name: "console-deliveries", path: "/console/deliveries" },
    { name: "console-source", path: sources.waits },
    { name: "console-source-tried", path: sources.waits, open: (page) => pressed(page, "try"), sent: 200 },
    { name: "console-source-on", path: sources.wrong },
    { name: "console-source-message", path: sources.message },
    { name: "console-source-message-refused", path: sources.message, open: (page) => pressed(page, "run"), sent: 422 },
    { name: "console-sources-secret", path: "/console/needs/sources", open: newSource, sent: 200 },
    { name: "console-triage-refused", path: `/console/needs/${of("to_triage")}`, open: sendForm('$="/triage"', untick), sent: 422 },
    { name: "console-close-refused", path: `/console/needs/${of("to_triage")}`, open: sendForm('$="/close"'), sent: 422 },
    { name: "console-changed", path: `/console/needs/${of("to_triage")}`, open: sendForm('$="/close"', stale), sent: 412 },
    { name: "console-staff-refused", path: "/console/staff", open: send, sent: 422 },
    { name: "console-referral-open", path: `/console/referrals/${awaited}` },
    { name: "console-referral-refused", path: `/console/referrals/${awaited}`, open: sendForm('$="/answer"'), sent: 422 },
    { name: "console-not-found", path: "/console/needs/nothing", status: 404 },
  ];
  const kept = (name, pages) => pages.map((page) => ({ ...page, name: `${name}-${page.name}` }));
  const atInnoviris = first(referrals.filter(({ agency, status }) => agency === "innoviris" && status === "accepted"), "accepted referral").id;
  const adviserPages = kept("adviser", [
    { name: "today", path: "/console" },
    { name: "referrals", path: "/console/referrals" },
    { name: "referral-open", path: `/console/referrals/${awaited}` },
    { name: "referral-accepted", path: `/console/referrals/${atInnoviris}` },
    { name: "schedule", path: "/console/schedule" },
    { name: "series", path: "/console/schedule/series" },
    { name: "locations", path: "/console/locations" },
    { name: "location", path: "/console/locations/icab" },
    { name: "surveys", path: "/console/survey" },
    { name: "survey", path: `/console/survey/${small.id}`, status: [200, 404] },
    { name: "staff", path: "/console/staff", status: 404 },
  ]);
  const hostPages = kept("host", [
    { name: "today", path: "/console" },
    { name: "needs", path: "/console/needs" },
    { name: "need", path: `/console/needs/${first(needs.filter(({ location }) => location === "icab"), "need at ICAB").id}`, status: 404 },
    { name: "referrals", path: "/console/referrals", status: 404 },
    { name: "schedule", path: "/console/schedule" },
    { name: "surveys", path: "/console/survey" },
    { name: "deliveries", path: "/console/deliveries", status: 404 },
  ]);
  return {
    open,
    inside,
    adviser: { pages: adviserPages, session: adviserSession.cookies },
    hosting: { pages: hostPages, session: hostSession.cookies },
  };
}
