import type { EmbedConfig } from "@deck-auth/contract/messages";
import { describe, expect, test } from "vitest";
import type { Fetch } from "./api/client.ts";
import { openSession, soon } from "./testing/open-session.ts";
import type { OpenOptions } from "./testing/open-session.ts";

// Threats 2.3: every call of the flow, every way in which the wire can fail it, once, twice and for good. What must hold is
// the same for all of them, and looked at from the outside: the API's ledger, what the host was told, where the person stands.

const password = "canary-6f1d";
const code = "123456";

type Wire = (fetch: Fetch) => Fetch;

const answer = (status: number, body: string | null, type = "application/json") => () =>
  Promise.resolve(new Response(body, { status, headers: { "content-type": type } }));
const refusal = (status: number, type: string, name: string, more: object = {}) =>
  answer(status, JSON.stringify({ errors: [{ type, code: name, message: "no", ...more }], request_id: "req_fault" }));

const never = (init: RequestInit): Promise<Response> =>
  new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(new TypeError("aborted"))));

const rewritten =
  (rewrite: (text: string) => string): Wire =>
  (fetch) =>
  async (address, init) => {
    const real = await fetch(address, init);
    return new Response(rewrite(await real.text()), { status: real.status, headers: { "content-type": "application/json" } });
  };

/** One way to fail. */
interface Fault {
  name: string;
  wire: Wire;
}

const faults: readonly Fault[] = [
  { name: "W1 connection refused", wire: () => () => Promise.reject(new TypeError("refused")) },
  {
    name: "W3 answer lost",
    wire: (fetch) => async (address, init) => {
      await fetch(address, init);
      throw new TypeError("lost");
    },
  },
  { name: "W4 answer cut short", wire: rewritten((text) => text.slice(0, text.length / 2)) },
  { name: "W5 no answer", wire: () => (_, init) => never(init) },
  {
    name: "W6 takes effect, no answer",
    wire: (fetch) => async (address, init) => {
      await fetch(address, init);
      return never(init);
    },
  },
  { name: "W8 429", wire: () => refusal(429, "rate_limit", "rate_limit_exceeded") },
  { name: "W8 429 without a body", wire: () => answer(429, "") },
  { name: "W9 429 no session free", wire: () => refusal(429, "rate_limit", "session_limit_exceeded") },
  { name: "W10 500", wire: () => refusal(500, "api", "api_error") },
  { name: "W11 502 page", wire: () => answer(502, "<!doctype html><h1>Bad gateway</h1>", "text/html") },
  { name: "W12 503 source down", wire: () => refusal(503, "source", "source_not_available") },
  { name: "W13 504 empty", wire: () => answer(504, "") },
  { name: "W14 400 field", wire: () => refusal(400, "request", "input_invalid", { field: "auth_credentials.password" }) },
  { name: "W15 401 token", wire: () => refusal(401, "request", "token_invalid") },
  { name: "W16 403 organization", wire: () => refusal(403, "organization", "quota_exceeded") },
  { name: "W17 404", wire: () => refusal(404, "request", "resource_not_found") },
  { name: "W18 408", wire: () => refusal(408, "interaction", "interaction_timeout") },
  { name: "W19 409 key", wire: () => refusal(409, "idempotency", "idempotency_error") },
  { name: "W20 200 captive portal", wire: () => answer(200, "<!doctype html><h1>Welcome to our Wi-Fi</h1>", "text/html") },
  { name: "W21 200 malformed", wire: rewritten((text) => `${text}}`) },
  { name: "W22 unknown members", wire: rewritten((text) => text.replace(/^\{/, '{"unheard_of":{"a":[1]},')) },
  { name: "W23 members missing", wire: rewritten(() => "{}") },
  {
    name: "W24 no CORS headers, or a redirect",
    wire: (fetch) => async (address, init) => {
      await fetch(address, init);
      throw new TypeError("Failed to fetch");
    },
  },
  { name: "W26 204", wire: () => answer(204, null) },
];

interface Call {
  name: string;
  method: string;
  path: RegExp;
  update?: boolean;
  /** Nobody has fixed the source: it is chosen from the list. */
  pick?: boolean;
}

const calls: readonly Call[] = [
  { name: "sources.get", method: "GET", path: /\/sources\/src_/ },
  { name: "credentials.get", method: "GET", path: /\/credentials\/cred_/, update: true },
  { name: "credentials.create", method: "POST", path: /\/credentials$/ },
  { name: "credentials.update", method: "PATCH", path: /\/credentials\/cred_/, update: true },
  { name: "tasks.run", method: "POST", path: /\/tasks\/task_login\/run$/ },
  { name: "task-runs.get", method: "GET", path: /\/task-runs\/trun_/ },
  { name: "task-runs.interaction", method: "POST", path: /\/interaction$/ },
];

/** Asked for before its screen is there; what that screen does about a failure is tested with it. */
const listing: Call = { name: "sources.list", method: "GET", path: /\/sources\?/, pick: true };

const secretKey = "sk_live_simulator";

/** The credential that update mode is about: the first of its world. */
async function storeOne(fetch: Fetch): Promise<void> {
  await fetch("http://deck.test/v2/credentials", {
    method: "POST",
    headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json" },
    body: JSON.stringify({ source_id: "src_000001", auth_method: "username_password", auth_credentials: { username: "before", password: "x" } }),
  });
}

function configOf({ update, pick }: Call): EmbedConfig {
  if (pick === true) return { taskId: "task_login" };
  return { taskId: "task_login", ...(update === true ? { credentialId: "cred_000001" } : { sourceId: "src_000001" }) };
}

async function open(call: Call, fault: Fault, times: number, limits: OpenOptions["limits"] = {}) {
  let left = times;
  let hits = 0;
  const flow = await openSession({
    limits: { requestsPer10s: null, ...limits },
    config: configOf(call),
    between(fetch) {
      const ready = call.update === true ? storeOne(fetch) : Promise.resolve();
      return async (address, init) => {
        await ready;
        if (init.method !== call.method || !call.path.test(address)) return fetch(address, init);
        hits += 1;
        if (left === 0) return fetch(address, init);
        left -= 1;
        return fault.wire(fetch)(address, init);
      };
    },
  });
  return { ...flow, hits: () => hits, heal: () => void (left = 0) };
}

type Opened = Awaited<ReturnType<typeof open>>;

/** Plays the person, and the host's server, for so many seconds: uses what the screen offers, `presses` times at most. */
async function live(flow: Opened, seconds: number, presses: number): Promise<void> {
  const { chart } = flow.session;
  let signIns = presses;
  let answers = presses;
  let retries = presses - 1;
  let renewed = flow.posted.length;
  for (let second = 0; second < seconds; second += 1) {
    for (const message of flow.posted.slice(renewed))
      if (message.type === "tokenRequired") flow.host.send({ type: "token", data: { token: await flow.issueToken() } });
    renewed = flow.posted.length;
    const now = chart.getSnapshot();
    if (now.matches("choosingSource")) {
      if (flow.session.cache.getQueryData(["sources"]) !== undefined) flow.send({ type: "SOURCE_CHOSEN", sourceId: "src_000001" });
    } else if (now.matches("enteringCredentials") && (signIns -= 1) >= 0) flow.signIn("user_mfa", password);
    else if (now.matches({ running: "prompting" }) && (answers -= 1) >= 0) flow.answer({ code });
    else if ((now.matches({ loadingSource: "stuck" }) || now.matches({ loadingCredential: "stuck" })) && (retries -= 1) >= 0)
      flow.send({ type: "RETRY" });
    else if (now.matches("failed") || now.matches("succeeded") || now.matches("unverified")) return;
    await flow.clock.advance(soon);
  }
}

/** Whether there is something to press, or words that say that it goes on. */
function isUsable(flow: Opened): boolean {
  const now = flow.session.chart.getSnapshot();
  const isQuiet = now.matches("storing") || now.matches("startingRun") || now.matches({ running: "answering" });
  if (flow.screen() === "task-run") return now.context.trouble !== null || now.matches({ running: "checking" });
  return !isQuiet && !now.matches({ loadingSource: "reading" }) && !now.matches({ loadingCredential: "reading" });
}

function expectSound(flow: Opened, call: Call): void {
  const { credentials, runs, answers } = flow.simulator.control.ledger();
  const created = credentials.filter(({ action }) => action === "created");
  expect(created.length, "credentials created").toBeLessThanOrEqual(1);
  expect(runs.length, "runs started").toBeLessThanOrEqual(1);
  expect(answers.length, "answers that reached the source").toBeLessThanOrEqual(1);
  const successes = flow.posted.filter(({ type }) => type === "success");
  const ends = flow.posted.filter((message) => message.type === "error" && message.data.terminal);
  expect(successes.length, "successes").toBeLessThanOrEqual(1);
  expect(ends.length, "terminal errors").toBeLessThanOrEqual(1);
  for (const message of successes) expect(message).toMatchObject({ data: { credentialId: call.update === true ? "cred_000001" : created[0]?.id } });
  // What was typed is nowhere but in the request's body.
  expect(JSON.stringify([flow.posted, flow.context(), flow.session.cache.getQueryCache().getAll().map(({ state }) => state)])).not.toContain(password);
}

/** Faults after which the API has said a definite no to this very request. */
const refuses = /^W(12|14|15|16|17|18|19) /;
/** A source that is down when something is read can be read later (deck-api 6.12). */
const isRefused = ({ name }: Fault, call: Call): boolean => refuses.test(name) && !(name.startsWith("W12") && call.method === "GET");

describe.each(calls)("$name", (call) => {
  test.each(faults)("$name: one credential, one run, one answer, and a way on (F1, F2, F7, F8, F18, M14, M15, M63)", async (fault) => {
    for (const times of [1, 2, Number.POSITIVE_INFINITY]) {
      const flow = await open(call, fault, times);
      await live(flow, 60, 1);
      expect(flow.hits(), "requests in the first minute").toBeLessThanOrEqual(12);
      await live(flow, 75, 0);
      expectSound(flow, call);
      expect(isUsable(flow), `${times} times, then at ${flow.screen()}`).toBe(true);

      flow.heal();
      await live(flow, 200, 4);
      expectSound(flow, call);
      // A run that could not be started for a minute is over, with the credential told (deck-api 7.3).
      const mayGiveUp = call.name === "tasks.run" && times === Number.POSITIVE_INFINITY;
      if (mayGiveUp) expect(flow.posted.filter(({ type }) => type === "success"), "told of the credential").toHaveLength(1);
      else if (!isRefused(fault, call)) expect(flow.screen(), `after ${times} times`).toBe("success");
      if (isRefused(fault, call)) expect(["success", "error"], `after ${times} times`).toContain(flow.screen());
      expect(flow.session.tools.secrets.read("credentials"), "kept after the end").toBeNull();
      flow.session.stop();
    }
  });
});

const minute = 60 * soon;
/** Calls that carry what was typed, which nobody keeps for longer than two minutes. */
const carries = /^(credentials\.(create|update)|task-runs\.interaction)$/;

describe.each([...calls, listing])("$name, and the device loses its network while it is under way", (call) => {
  test.each([
    ["for a moment, before it arrived", 45 * soon, false],
    ["for a moment, after it arrived", 45 * soon, true],
    ["for ten minutes, before it arrived", 10 * minute, false],
    ["for ten minutes, after it arrived", 10 * minute, true],
  ])("%s: said in words, then it goes on by itself; one credential, one run, one answer (F1, M60)", async (_, away, hasArrived) => {
    let know = (_device: Opened["device"]) => {};
    const known = new Promise<Opened["device"]>((resolve) => (know = resolve));
    const cut: Wire = (fetch) => async (address, init) => {
      const device = await known;
      if (hasArrived) await fetch(address, init);
      device.setOnline(false);
      throw new TypeError("Failed to fetch");
    };
    const flow = await open(call, { name: "offline", wire: cut }, 1, { promptWindowMs: 60 * minute });
    know(flow.device);
    // A run is read again and again, whatever becomes of one read.
    const isAskedOnce = () => call.name === "task-runs.get" || flow.hits() === 1;
    const isGivenUp = carries.test(call.name) && away > 2 * minute;
    await live(flow, 30, 1);
    expect(isAskedOnce(), "while it is away").toBe(true);
    expect(flow.context(), "while it is away").toMatchObject({ trouble: "offline", problem: null });
    await live(flow, away / soon - 1, 0);
    expect(isAskedOnce(), "while it is away").toBe(true);
    expect(flow.context().problem === null, "given up").toBe(!isGivenUp);
    flow.device.setOnline(true);
    await live(flow, 200, 1);
    expectSound(flow, call);
    expect(flow.screen()).toBe("success");
    expect(flow.posted.filter(({ type }) => type === "error")).toHaveLength(isGivenUp ? 1 : 0);
    flow.session.stop();
  });
});
