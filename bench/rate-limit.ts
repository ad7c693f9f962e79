// What Deck's limit, 200 requests in 10 seconds for a whole organization, means for people who wait for a prompt:
// `node bench/rate-limit.ts [people] [seconds over which they come]`. Nothing is measured in real time: the simulator keeps the limit, the
// waits are the flow's own, time is virtual, and chance begins at the same number, so the numbers are the same on every machine.
import { createSimulator, createVirtualClock } from "../packages/simulator/src/index.ts";
import { createDeckAuth, memoryBus } from "../packages/server/src/index.ts";
import { createPollPace } from "../packages/flow/src/actors/poll-pace.ts";
import { waitBefore } from "../packages/flow/src/api/retry.ts";

const webhookSecret = `whsec_${Buffer.alloc(32, 3).toString("base64")}`;
const appOrigin = "https://app.example.com";
const step = 20;

/** The same chances each time. */
function chances(): () => number {
  let state = 42;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const text = (value: unknown, name: string): string => (typeof value === "object" && value !== null && name in value ? String(Reflect.get(value, name)) : "");

async function simulate(people: number, arrival: number, relayed: boolean) {
  const clock = createVirtualClock();
  const random = chances();
  // Signatures are checked in real time, in whatever order: so webhooks arrive one after the other, while virtual time stands still.
  const arriving: (() => Promise<void>)[] = [];
  const asked: { at: number; by: string; refused: boolean }[] = [];
  const prompted = new Map<string, number[]>();
  const shown = new Map<string, number[]>();
  const done = new Set<string>();

  const deckAuth = createDeckAuth({
    secretKey: "sk_live_simulator",
    apiUrl: "http://127.0.0.1:4320/v2",
    authorize: (request) => ({ subject: request.headers.get("x-user") ?? "" }),
    fetch: (request) => ask("server", request),
    webhookSecrets: [webhookSecret],
    bus: memoryBus(),
    clock,
    random,
    log: () => undefined,
  });
  const simulator = createSimulator({
    clock,
    sources: 0,
    // Agents in life take their time: the first prompt comes after about half a minute.
    speed: 0.05,
    limits: { sessions: null },
    async deliver(url, init) {
      const body: unknown = JSON.parse(String(init.body));
      if (text(body, "type") === "task_run.interaction_required") {
        const run = typeof body === "object" && body !== null && "data" in body ? text(body.data, "id") : "";
        prompted.set(run, [...(prompted.get(run) ?? []), clock.now()]);
      }
      if (!relayed) return new Response(null, { status: 200 });
      return new Promise((resolve, reject) => {
        arriving.push(() => deckAuth.handle(new Request(url, init)).then(resolve, reject));
      });
    },
  });
  async function ask(by: string, request: Request): Promise<Response> {
    const response = await simulator.fetch(request);
    asked.push({ at: clock.now(), by, refused: response.status === 429 });
    return response;
  }
  const sleep = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      clock.after(milliseconds, resolve);
    });

  /** A write, tried again as the flow does until it is taken. */
  async function write(path: string, body: unknown): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      const headers = { authorization: "Bearer sk_live_simulator", "content-type": "application/json" };
      const response = await ask("page", new Request(`http://127.0.0.1:4320/v2${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
      if (response.status !== 429) return response.json();
      await sleep(waitBefore(tries, random));
    }
  }

  async function person(user: string): Promise<void> {
    const stored = await write("/credentials", {
      source_id: simulator.ids.sources.good,
      auth_method: "username_password",
      auth_credentials: { username: "user_mfa_question", password: "x" },
      external_id: user,
    });
    const run = text(await write(`/tasks/${simulator.ids.tasks.login}/run`, { credential_id: text(stored, "id") }), "id");

    let live = false;
    let wake = () => {};
    if (relayed) {
      const headers = { "x-user": user, "sec-fetch-site": "same-origin" };
      const stream = await deckAuth.handle(new Request(`${appOrigin}/api/deck-auth/events?taskRunId=${run}`, { headers }));
      live = stream.status === 200;
      void (async () => {
        for await (const part of stream.body ?? []) if (new TextDecoder().decode(part).includes("data:")) wake();
      })();
    }
    const pace = createPollPace(random, () => live);
    let answers = 0;
    let nudged = false;
    wake = () => (nudged = true);
    for (;;) {
      nudged = false;
      const response = await ask("page", new Request(`http://127.0.0.1:4320/v2/task-runs/${run}`, { headers: { authorization: "Bearer sk_live_simulator" } }));
      if (response.ok) {
        const body: unknown = await response.json();
        const status = text(body, "status");
        if (["completed", "failed", "canceled"].includes(status)) break;
        if (status === "interaction_required" && (prompted.get(run)?.length ?? 0) > answers) {
          shown.set(run, [...(shown.get(run) ?? []), clock.now()]);
          // The person looks at a phone, and types.
          await sleep(8_000 + random() * 14_000);
          await write(`/task-runs/${run}/interaction`, { input: answers === 0 ? { code: "123456" } : { answer: "smith" } });
          answers += 1;
          pace.restart();
        }
      }
      await new Promise<void>((resolve) => {
        if (nudged) {
          pace.restart();
          return resolve();
        }
        const cancel = clock.after(pace.next(), resolve);
        wake = () => {
          nudged = true;
          cancel();
          pace.restart();
          resolve();
        };
      });
    }
    done.add(user);
  }

  await simulator.fetch("http://127.0.0.1:4320/v2/event-destinations", {
    method: "POST",
    headers: { authorization: "Bearer sk_live_simulator", "content-type": "application/json" },
    body: JSON.stringify({ name: "App", type: "webhook", events: ["*"], webhook: { url: `${appOrigin}/api/deck-auth/webhooks`, secret: webhookSecret } }),
  });
  for (let index = 0; index < people; index += 1) {
    const user = `user-${index}`;
    clock.after((arrival * 1000 * index) / people, () => void person(user));
  }
  for (let passed = 0; done.size < people && passed < 20 * 60_000; passed += step) {
    await clock.advance(step);
    for (let next = arriving.shift(); next !== undefined; next = arriving.shift()) {
      await next();
      await clock.advance(0);
    }
  }

  let most = 0;
  for (let first = 0, last = 0; last < asked.length; last += 1) {
    while ((asked[first]?.at ?? 0) <= (asked[last]?.at ?? 0) - 10_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  const delays = [...prompted].flatMap(([run, times]) => times.map((at, index) => ((shown.get(run)?.[index] ?? Number.POSITIVE_INFINITY) - at) / 1000)).sort((a, b) => a - b);
  const quantile = (part: number) => (delays[Math.min(delays.length - 1, Math.floor(delays.length * part))] ?? Number.NaN).toFixed(1);
  return {
    people,
    relay: relayed ? "yes" : "no",
    "requests a person": (asked.length / people).toFixed(1),
    "most in 10 s": most,
    refused: asked.filter(({ refused }) => refused).length,
    "prompt p50 s": quantile(0.5),
    "prompt p95 s": quantile(0.95),
    "prompt longest s": quantile(1),
    finished: done.size,
  };
}

const [given, arrival = 60] = process.argv.slice(2).map(Number);
const rows = [];
for (const people of given === undefined ? [50, 100, 200, 300] : [given]) for (const relayed of [false, true]) rows.push(await simulate(people, arrival, relayed));
console.table(rows);
process.exit(0);
