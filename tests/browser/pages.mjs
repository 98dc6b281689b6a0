// Every page there is, found through the API, the mailbox and the links.

const first = (items, what) => {
  if (!items.length) throw new Error(`the invented data holds no ${what}`);
  return items[0];
};

/** Puts a need in each state that the invented data may lack, and finds links. */
async function links(host) {
  const need = (name, agencies) => ({
    location: "icab",
    member: { name, stage: "launch" },
    contact: { name: "Zoé Maes", email: `${name.toLowerCase()}@zoe-robotics.example`, language: "nl" },
    need_types: ["rd_grant"],
    description: "We zoeken steun voor een prototype van onze robotarm.",
    consent: { share_with_agencies: agencies },
  });
  const names = ["Open", "Accepted", "Done", "Declined", "Withdrawn"];
  for (const name of names) await host.create("/v1/needs", need(name, true));
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
  await host.settle();
  return { agency, own, mail: mails[0] };
}

/**
 * Every page: `{name, path, console?, status?, open?}`. `console` needs the
 * coordinator's session; `open` does something on the page first.
 */
export async function pages(host) {
  const { agency, own, mail } = await links(host);
  const needs = await host.list("/v1/needs");
  const of = (status) => first(needs.filter((need) => need.status === status), `need that is ${status}`).id;
  const referral = first(await host.list("/v1/referrals"), "referral").id;
  const permanence = first(await host.list("/v1/permanences"), "permanence").id;
  const session = first((await host.list("/v1/sessions")).filter(({ status }) => status === "scheduled"), "session");
  const adviser = first(await host.list("/v1/advisers"), "adviser").id;
  const away = await fetch(`${host.base}/v1/advisers/${adviser}`, { headers: host.headers });
  await host.json(`/v1/advisers/${adviser}`, {
    method: "PUT",
    headers: { "if-match": away.headers.get("etag") },
    body: JSON.stringify({ ...(await away.json()), absences: [{ from: "2026-01-01", to: "2027-12-31" }] }),
  });
  const surveys = await host.list("/v1/surveys");
  const sizes = await Promise.all(surveys.map(async ({ id }) => (await host.json(`/v1/surveys/${id}/results`)).n));
  const survey = first(surveys.filter((_, at) => sizes[at] >= 5), "survey with figures");
  const small = first(surveys.filter((_, at) => sizes[at] < 5), "survey with too few answers");
  const staff = first(await host.list("/v1/staff"), "staff").id;
  const old = await host.create("/v1/surveys", {
    variant: "after_visit", location: "icab", agency: "innoviris", opens: "2025-01-01", closes: "2025-02-01",
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
  const open = [
    { name: "home", path: "/" },
    { name: "services", path: "/services" },
    { name: "services-search", path: "/services?q=subside" },
    { name: "services-nothing", path: "/services?q=xyzzy" },
    { name: "service", path: "/services/innoviris-shape" },
    { name: "locations", path: "/locations" },
    { name: "location", path: "/locations/icab" },
    { name: "agency", path: "/agencies/innoviris" },
    { name: "agency-ended", path: "/agencies/impulse" },
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
    { name: "embed-nobody", path: "/embed/locations/costation" },
    { name: "print", path: "/print/locations/icab", print: true },
    { name: "not-found-week", path: "/locations/nowhere/week", status: 404 },
    { name: "need-new", path: "/needs/new" },
    { name: "need-new-here", path: "/needs/new?location=icab" },
    { name: "need-new-refused", path: "/needs/new", open: send, sent: 422 },
    { name: "need-sent", path: "/needs/sent" },
    { name: "not-found", path: "/nothing-is-here", status: 404 },
    { name: "not-found-agency", path: "/agencies/nobody", status: 404 },
    { name: "not-found-link", path: "/r/nothing", status: 404 },
    { name: "problem-clash", path: "/problems/clash" },
    { name: "problem-adviser-in-use", path: "/problems/adviser-in-use" },
    { name: "privacy", path: "/privacy" },
    { name: "accessibility", path: "/accessibility" },
    { name: "survey", path: `/s/${survey.code}` },
    { name: "survey-small", path: `/s/${small.code}` },
    { name: "survey-refused", path: `/s/${survey.code}`, open: send, sent: 422 },
    { name: "survey-thanks", path: `/s/${survey.code}/thanks?done=contact` },
    { name: "survey-contact", path: `/s/${survey.code}/contact` },
    { name: "survey-poster", path: `/s/${survey.code}/poster`, print: true },
    { name: "survey-over", path: `/s/${old.code}`, status: 410 },
    { name: "own-open", path: own.Open },
    { name: "own-accepted", path: own.Accepted },
    { name: "own-done", path: own.Done },
    { name: "own-withdrawn", path: own.Withdrawn },
    { name: "answer-open", path: agency.Open },
    { name: "answer-accepted", path: agency.Accepted },
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
  const inside = [
    { name: "console", path: "/console" },
    { name: "console-needs", path: "/console/needs" },
    { name: "console-needs-triage", path: "/console/needs?status=to_triage" },
    { name: "console-need-triage", path: `/console/needs/${of("to_triage")}` },
    { name: "console-need-referred", path: `/console/needs/${of("referred")}` },
    { name: "console-need-progress", path: `/console/needs/${of("in_progress")}` },
    { name: "console-need-closed", path: `/console/needs/${of("closed")}` },
    { name: "console-sources", path: "/console/needs/sources" },
    { name: "console-referrals", path: "/console/referrals" },
    { name: "console-referral", path: `/console/referrals/${referral}` },
    { name: "console-schedule", path: "/console/schedule" },
    { name: "console-schedule-new", path: "/console/schedule/new" },
    { name: "console-schedule-form", path: "/console/schedule/new?agency=innoviris&location=icab" },
    { name: "console-schedule-refused", path: "/console/schedule/new?agency=innoviris&location=icab", open: send, sent: 422 },
    { name: "console-schedule-one", path: `/console/schedule/${permanence}` },
    { name: "console-schedule-delete", path: `/console/schedule/${permanence}/delete` },
    { name: "console-schedule-move", path: `/console/schedule/${session.permanence}/move?date=${session.id.slice(-8).replace(/(....)(..)(..)/, "$1-$2-$3")}` },
    { name: "console-advisers", path: "/console/schedule/advisers" },
    { name: "console-adviser-new", path: "/console/schedule/advisers/new" },
    { name: "console-adviser-refused", path: "/console/schedule/advisers/new", open: send, sent: 422 },
    { name: "console-adviser", path: `/console/schedule/advisers/${adviser}` },
    { name: "console-adviser-delete", path: `/console/schedule/advisers/${adviser}/delete` },
    { name: "console-surveys", path: "/console/survey" },
    { name: "console-survey-new", path: "/console/survey/new" },
    { name: "console-survey-refused", path: "/console/survey/new", open: send, sent: 422 },
    { name: "console-survey", path: `/console/survey/${survey.id}` },
    { name: "console-survey-small", path: `/console/survey/${small.id}` },
    { name: "console-staff", path: "/console/staff" },
    { name: "console-staff-one", path: `/console/staff/${staff}` },
    { name: "console-deliveries", path: "/console/deliveries" },
    { name: "console-not-found", path: "/console/needs/nothing", status: 404 },
  ];
  return { open, inside };
}
