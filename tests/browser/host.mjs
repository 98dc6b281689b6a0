// The real host for these tests: demonstration mode with the invented data, on
// a free port and a folder of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, existsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const KEY = "browser-coordinator-key";

/** The day that hosts begin at, at ten in Brussels: a plain Tuesday, or the one that `make explore` names. */
export const DAY = process.env.TEST_DAY || "2026-11-24";

/** A day so many days after another. */
export const day = (from, ahead) => new Date(Date.parse(`${from}T12:00:00Z`) + ahead * 86_400_000).toISOString().slice(0, 10);

/** Ten in Brussels of a day, which is 8 or 9 in UTC. */
const ten = (day) =>
  ["08", "09"].map((hour) => `${day}T${hour}:00:00Z`).find((at) => /^10/.test(new Date(at).toLocaleTimeString("fr-BE", { timeZone: "Europe/Brussels" })));

/** One below those from which the machine takes the near end of a connection. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const attempt = (port, left) => {
      const server = createServer().listen(port, "127.0.0.1", () => server.close(() => resolve(port)));
      server.once("error", (error) => (left > 0 ? attempt(port + 1, left - 1) : reject(error)));
    };
    attempt(30_000 + (process.pid % 2_000), 100);
  });

const binary = () => {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const found = process.env.PERMANENCE_BIN ?? join(target, "debug/permanence");
  if (!existsSync(found)) throw new Error(`${found} is absent: cargo build -p permanence`);
  return found;
};

/** Starts a host and waits until it is ready; `settings` beside its usual ones. */
export async function startHost(settings = {}) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const data = mkdtempSync(join(tmpdir(), "permanence-browser-"));
  const child = spawn(binary(), ["serve"], {
    env: {
      PERMANENCE_LISTEN: `127.0.0.1:${port}`,
      PERMANENCE_DATA: data,
      PERMANENCE_ADMIN_KEY: KEY,
      PERMANENCE_DEMO: "1",
      PERMANENCE_CLOCK: ten(DAY),
      PERMANENCE_DEMO_DATA: "1",
      PERMANENCE_LOG: "warn",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  child.stdout.on("data", (bytes) => (printed += bytes));
  child.stderr.on("data", (bytes) => (printed += bytes));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  for (let tries = 0; ; tries++) {
    const ready = await fetch(`${base}/healthz`).then((answer) => answer.ok, () => false);
    if (ready && printed.includes("/console/enter/")) break;
    if (child.exitCode !== null || tries > 1200) {
      await stop();
      throw new Error(`the host did not start:\n${printed}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  const own = { authorization: `Bearer ${KEY}`, "content-type": "application/json" };
  const json = async (path, init = {}) => {
    const headers = { ...own, ...init.headers };
    const answer = await fetch(base + path, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    base,
    stop,
    /** The sign-in link that was printed, as a path. */
    signIn: printed.match(/\/console\/enter\/\S+/)[0],
    json,
    /** What the coordinator's requests carry. */
    headers: own,
    /** A list, its first hundred. */
    list: async (path) => (await json(`${path}${path.includes("?") ? "&" : "?"}limit=100`)).items,
    /** Creates something as the coordinator. */
    create: (path, body) =>
      json(path, { method: "POST", body: JSON.stringify(body), headers: { "idempotency-key": crypto.randomUUID() } }),
    /** Has everything that is due be done. */
    settle: async () => {
      for (let times = 0; times < 2; times++) {
        await json("/demo/clock", { method: "POST", body: JSON.stringify({ advance: "PT1S" }) });
      }
    },
    /** Mails that left, the newest first. */
    mails: () => json("/demo/mail?format=json"),
  };
}
