import { createSimulator, createVirtualClock } from "@deck-auth/simulator";
import { expect, it } from "vitest";
import { pageGet } from "../../test/requests.ts";
import { createDeckAuth, memoryBus } from "../index.ts";
import type { Bus, RunOwner } from "../index.ts";

const apiUrl = "http://127.0.0.1:4320/v2";

/** So many users with a run each, and Deck's limit of 200 requests in 10 s from then on. */
async function manyUsers(count: number) {
  const clock = createVirtualClock();
  const simulator = createSimulator({ clock, sources: 0, limits: { sessions: null, requestsPer10s: null } });
  async function make(path: string, body: unknown): Promise<string> {
    const headers = { authorization: "Bearer sk_live_simulator", "content-type": "application/json" };
    const made: unknown = await (await simulator.fetch(`http://127.0.0.1:4320${path}`, { method: "POST", headers, body: JSON.stringify(body) })).json();
    return typeof made === "object" && made !== null && "id" in made ? String(made.id) : "";
  }
  const runs: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const stored = { source_id: simulator.ids.sources.good, auth_method: "username_password", auth_credentials: { username: "user_mfa", password: "x" }, external_id: `user ${index}` };
    runs.push(await make(`/v2/tasks/${simulator.ids.tasks.login}/run`, { credential_id: await make("/v2/credentials", stored) }));
  }
  await make("/_sim/limits", { requestsPer10s: 200 });

  const requests: { at: number; status: number }[] = [];
  /** A process that knows nothing yet. */
  function startProcess(bus: Bus) {
    const deckAuth = createDeckAuth({
      secretKey: "sk_live_simulator",
      apiUrl,
      authorize: ({ headers }) => ({ subject: headers.get("x-user") ?? "" }),
      bus,
      clock,
      async fetch(request) {
        const at = clock.now();
        const response = await simulator.fetch(request);
        requests.push({ at, status: response.status });
        return response;
      },
      log: () => undefined,
    });
    return (index: number) => deckAuth.handle(pageGet(`/events?taskRunId=${runs[index]}`, { "x-user": `user ${index}` }));
  }
  return { clock, requests, startProcess };
}

it("brings 500 pages back to a process that knows nothing without using up Deck's limit (F32, T39)", { timeout: 60_000 }, async () => {
  const people = 500;
  const { clock, requests, startProcess } = await manyUsers(people);
  const open = startProcess(memoryBus());
  const begun = clock.now();
  const back: number[] = [];
  const refused: (string | null)[] = [];

  async function page(index: number, failures: number): Promise<void> {
    const response = await open(index);
    if (response.status === 200) return void back.push(clock.now() - begun);
    expect(response.status).toBe(503);
    refused.push(response.headers.get("retry-after"));
    clock.after(Math.min(2_000 * 2 ** failures, 30_000) * (0.75 + (index % 50) / 100), () => void page(index, failures + 1));
  }
  for (let index = 0; index < people; index += 1) clock.after(500 + index * 9, () => void page(index, 0));
  for (let waited = 0; waited < 120_000 && back.length < people; waited += 500) await clock.advance(500);

  expect(back).toHaveLength(people);
  expect(Math.max(...back)).toBeLessThan(100_000);
  expect(requests).toHaveLength(2 * people);
  expect(new Set(requests.map(({ status }) => status))).toEqual(new Set([200]));
  const most = Math.max(...requests.map(({ at }) => requests.filter((other) => other.at >= at && other.at < at + 10_000).length));
  expect(most).toBeLessThanOrEqual(180);
  expect(new Set(refused)).toEqual(new Set(["30"]));
});

it("asks for a run once, however many pages of it come at the same time", async () => {
  const { clock, requests, startProcess } = await manyUsers(1);
  const open = startProcess(memoryBus());
  const pages = Array.from({ length: 5 }, () => open(0));
  await clock.advance(0);
  for (const page of pages) expect((await page).status).toBe(200);
  expect(requests).toHaveLength(2);
});

it("asks nothing that another process has heard, and does without a store that is away (F31, F32)", async () => {
  const { clock, requests, startProcess } = await manyUsers(1);
  const stored = new Map<string, RunOwner>();
  const owners = { read: async (id: string) => stored.get(id) ?? null, write: async (id: string, owner: RunOwner) => void stored.set(id, owner) };
  expect((await startProcess({ ...memoryBus(), owners })(0)).status).toBe(200);
  expect((await startProcess({ ...memoryBus(), owners })(0)).status).toBe(200);
  expect(requests).toHaveLength(2);
  const away = { read: () => Promise.reject(new Error("away")), write: () => Promise.reject(new Error("away")) };
  expect((await startProcess({ ...memoryBus(), owners: away })(0)).status).toBe(200);
  const hangs = { read: () => new Promise<null>(() => {}), write: () => new Promise<void>(() => {}) };
  const answer = startProcess({ ...memoryBus(), owners: hangs })(0);
  await clock.advance(2_000);
  expect((await answer).status).toBe(200);
});
