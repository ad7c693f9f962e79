import { describe, expect, test } from "vitest";
import type { Fetch } from "./api/client.ts";
import type { Keeper } from "./checkpoint.ts";
import { atCredentials, openSession, soon, until } from "./testing/open-session.ts";
import type { OpenOptions } from "./testing/open-session.ts";

type Flow = Awaited<ReturnType<typeof openSession>>;

/** The storage of one tab. */
function tab(): Keeper & { text(): string | null } {
  let kept: string | null = null;
  return {
    read: () => kept,
    write: (text) => void (kept = text),
    remove: () => void (kept = null),
    text: () => kept,
  };
}

/** The page is gone without a word, as when its process is killed; another one begins in its tab, with the same simulator. */
async function reload(flow: Flow, keeper: Keeper, config: OpenOptions["config"] = {}, answer: Fetch = flow.simulator.fetch): Promise<Flow> {
  flow.session.chart.stop();
  const next = await openSession({
    keeper,
    token: await flow.issueToken(),
    config: { sourceId: "src_000001", taskId: "task_login", externalId: "user-7", ...config },
    between: () => (address, init) => answer(address, init),
  });
  await next.clock.advance(soon);
  return next;
}

/** Moves the time of the new page and of the simulator behind it. */
async function bothUntil(next: Flow, flow: Flow, screen: string): Promise<void> {
  for (let step = 0; step < 240 && next.screen() !== screen; step += 1) {
    await flow.clock.advance(250);
    await next.clock.advance(250);
  }
  expect(next.screen()).toBe(screen);
}

/** Never answers what fits, whether or not it arrived. */
const silent = (path: RegExp, arrives: boolean): NonNullable<OpenOptions["between"]> => (fetch) => async (address, init) => {
  if (init.method !== "POST" || !path.test(address)) return fetch(address, init);
  if (arrives) await fetch(address, init);
  return new Promise<Response>(() => {});
};

const ledger = (flow: Flow) => flow.simulator.control.ledger();
const events = (flow: Flow) => flow.posted.flatMap((message) => (message.type === "event" ? [message.data.type] : []));

describe("a page that is reloaded or killed (design 4.4, F10, F11, M58)", () => {
  test("at a prompt: the same prompt of the same run is back within a second, and the host is told", async () => {
    const keeper = tab();
    const flow = await atCredentials({ keeper });
    flow.signIn("user_mfa");
    await until(flow, "interaction");
    const next = await reload(flow, keeper);
    expect(next.screen()).toBe("interaction");
    expect(next.context().taskRunId).toBe(flow.context().taskRunId);
    expect(events(next)).toContain("resumed");
    next.answer({ code: "123456" });
    await bothUntil(next, flow, "success");
    expect(ledger(flow).credentials).toHaveLength(1);
    expect(ledger(flow).runs).toHaveLength(1);
    expect(next.outcomes()).toMatchObject([{ externalId: "user-7", verified: true }]);
    expect(keeper.text()).toBeNull();
  });

  test("while it waits, or answers: the same run", async () => {
    const keeper = tab();
    const flow = await atCredentials({ keeper, between: silent(/\/interaction$/, true) });
    flow.signIn("user_mfa");
    await until(flow, "task-run");
    await until(flow, "interaction");
    flow.answer({ code: "123456" });
    await flow.clock.advance(soon);
    const next = await reload(flow, keeper);
    await bothUntil(next, flow, "success");
    expect(ledger(flow).runs).toHaveLength(1);
    expect(ledger(flow).answers).toHaveLength(1);
  });

  test.each([
    ["arrived", true],
    ["did not arrive", false],
  ])("while the run was being started, which %s: one run, under the same key (R54)", async (_, arrives) => {
    const keeper = tab();
    const flow = await atCredentials({ keeper, between: silent(/\/run$/, arrives) });
    flow.signIn("user_mfa");
    await until(flow, "task-run");
    await flow.clock.advance(soon);
    const next = await reload(flow, keeper);
    await bothUntil(next, flow, "interaction");
    expect(ledger(flow).credentials).toHaveLength(1);
    expect(ledger(flow).runs).toHaveLength(1);
  });

  test.each([
    ["arrived", true],
    ["did not arrive", false],
  ])("while the credential was being stored, which %s: the form says so, and the same text is the same request", async (_, arrives) => {
    const keeper = tab();
    const flow = await atCredentials({ keeper, between: silent(/\/credentials$/, arrives) });
    flow.signIn("user_good");
    await flow.clock.advance(soon);
    const next = await reload(flow, keeper);
    expect(next.screen()).toBe("credentials");
    expect(next.context().problem).toMatchObject({ refused: false });
    expect(next.outcomes()).toEqual([]);
    next.signIn("user_good");
    await bothUntil(next, flow, "success");
    expect(ledger(flow).credentials).toHaveLength(1);
  });

  test("and other text typed then: no second credential, and what was typed first still leads on (F5)", async () => {
    const keeper = tab();
    const flow = await atCredentials({ keeper, between: silent(/\/credentials$/, true) });
    flow.signIn("user_good", "first");
    await flow.clock.advance(soon);
    const next = await reload(flow, keeper);
    next.signIn("user_good", "second");
    await next.clock.advance(soon);
    expect(next.screen()).toBe("credentials");
    expect(next.context().problem).toMatchObject({ refused: false });
    next.session.chart.stop();
    const third = await reload(flow, keeper);
    third.signIn("user_good", "first");
    await bothUntil(third, flow, "success");
    expect(ledger(flow).credentials).toHaveLength(1);
  });

  test("and other text typed twice: the flow ends, and the next page begins anew (F5, F11)", async () => {
    const keeper = tab();
    const flow = await atCredentials({ keeper, between: silent(/\/credentials$/, true) });
    flow.signIn("user_good", "first");
    await flow.clock.advance(soon);
    const next = await reload(flow, keeper);
    for (const password of ["second", "third"]) {
      next.signIn("user_good", password);
      await next.clock.advance(soon);
    }
    expect(next.screen()).toBe("error");
    expect(keeper.text()).toBeNull();
    const third = await reload(flow, keeper);
    expect(third.context().problem).toBeNull();
    third.signIn("user_good", "third");
    await bothUntil(third, flow, "success");
  });

  test("the key of one source's credential is not used for another's", async () => {
    const keeper = tab();
    const config = { sourceId: undefined };
    const flow = await openSession({ keeper, config: { taskId: "task_login" }, between: silent(/\/credentials$/, true) });
    flow.send({ type: "SOURCE_CHOSEN", sourceId: "src_000001" });
    await flow.clock.advance(soon);
    flow.signIn("user_good");
    await flow.clock.advance(soon);
    const next = await reload(flow, keeper, config);
    expect(next.context().chosenSourceId).toBe("src_000001");
    next.send({ type: "BACK" });
    next.send({ type: "SOURCE_CHOSEN", sourceId: "src_000006" });
    await next.clock.advance(soon);
    expect(next.context().problem).toBeNull();
    next.signIn("user_good");
    await bothUntil(next, flow, "success");
    expect(ledger(flow).credentials.map((line) => line.source_id)).toEqual(["src_000001", "src_000006"]);
  });

  test("after answers lost at two sources: each has its key, so that neither gets a second credential (M14)", async () => {
    const keeper = tab();
    const config = { sourceId: undefined, externalId: undefined };
    const between: OpenOptions["between"] = (fetch) => async (address, init) => {
      const answer = await fetch(address, init);
      if (init.method === "POST" && address.endsWith("/credentials")) throw new TypeError("lost");
      return answer;
    };
    const flow = await openSession({ keeper, config: { taskId: "task_login" }, between });
    for (const sourceId of ["src_000001", "src_000006"]) {
      flow.send({ type: "BACK" });
      flow.send({ type: "SOURCE_CHOSEN", sourceId });
      await flow.clock.advance(soon);
      flow.signIn("user_good");
      await flow.clock.advance(60 * soon);
    }
    const next = await reload(flow, keeper, config);
    expect(next.context()).toMatchObject({ chosenSourceId: "src_000006", problem: { refused: false } });
    next.send({ type: "BACK" });
    next.send({ type: "SOURCE_CHOSEN", sourceId: "src_000001" });
    await next.clock.advance(soon);
    next.signIn("user_good");
    await bothUntil(next, flow, "success");
    expect(ledger(flow).credentials.map((line) => line.source_id)).toEqual(["src_000001", "src_000006"]);
  });

  test("at the form: the same source, and nothing that was typed", async () => {
    const keeper = tab();
    const flow = await openSession({ keeper });
    flow.send({ type: "SOURCE_CHOSEN", sourceId: "src_000006" });
    await flow.clock.advance(soon);
    const next = await reload(flow, keeper, { sourceId: undefined });
    expect(next.screen()).toBe("credentials");
    expect(next.context()).toMatchObject({ chosenSourceId: "src_000006", problem: null });
    next.send({ type: "BACK" });
    expect((await reload(next, keeper, { sourceId: undefined })).screen()).toBe("source-picker");
  });

  test("after “Try again”: the credential is updated, not made anew", async () => {
    const keeper = tab();
    const flow = await atCredentials({ keeper });
    flow.signIn("user_bad");
    await until(flow, "error");
    expect(keeper.text()).toBeNull();
    flow.send({ type: "RETRY" });
    const next = await reload(flow, keeper);
    expect(next.screen()).toBe("credentials");
    next.signIn("user_good");
    await bothUntil(next, flow, "success");
    expect(ledger(flow).credentials.map((line) => line.action)).toEqual(["created", "updated"]);
  });

  test("nothing that was typed is kept, and no token (F10)", async () => {
    const written: string[] = [];
    const keeper = { read: () => null, write: (text: string) => void written.push(text), remove: () => {} };
    const flow = await atCredentials({ keeper });
    flow.signIn("user_mfa", "canary-5b1f");
    await until(flow, "interaction");
    flow.answer({ code: "canary-9c2e" });
    await flow.clock.advance(10 * soon);
    expect(written.length).toBeGreaterThan(2);
    expect(written.join()).not.toMatch(/canary|user_mfa|user-7|tk_/);
  });

  test("storage that throws is survived (F29)", async () => {
    const refused = () => {
      throw new DOMException("no storage", "SecurityError");
    };
    const flow = await atCredentials({ keeper: { read: refused, write: refused, remove: refused } });
    flow.signIn("user_good");
    await until(flow, "success");
  });

  test("what the host asks to go on with wins over what was kept for another wish", async () => {
    const keeper = tab();
    const flow = await atCredentials({ keeper });
    flow.signIn("user_mfa");
    await until(flow, "interaction");
    const next = await reload(flow, keeper, { resume: { credentialId: "cred_other", taskRunId: "trun_other" } });
    expect(next.outcomes()).toMatchObject([{ type: "request", code: "credential_not_found" }]);
  });

  test("what was kept of a flow that is gone by now is begun anew, as nobody's error", async () => {
    const keeper = tab();
    const flow = await atCredentials({ keeper });
    flow.signIn("user_mfa");
    await until(flow, "interaction");
    const elsewhere = await openSession({ keeper, config: { sourceId: "src_000001", taskId: "task_login" } });
    await elsewhere.clock.advance(soon);
    expect(elsewhere.screen()).toBe("credentials");
    expect(elsewhere.outcomes()).toEqual([]);
    elsewhere.signIn("user_good");
    await until(elsewhere, "success");
  });

  const limit = JSON.stringify({ errors: [{ type: "rate_limit", code: "rate_limit_exceeded", message: "m" }] });
  test.each([
    ["a limit", 429, limit],
    ["a proxy's 429", 429, ""],
    ["a proxy's 404", 404, "<!doctype html>"],
    ["a proxy's 403", 403, ""],
    ["a proxy's 400", 400, "no"],
  ])("%s while it is read again: the run is not forgotten, and goes on after “Try again” (F10, F7)", async (_, status, body) => {
    const keeper = tab();
    const flow = await atCredentials({ keeper });
    flow.signIn("user_mfa");
    await until(flow, "interaction");
    let refused = /\/credentials\/cred_/;
    const next = await reload(flow, keeper, {}, (address, init) =>
      refused.test(address) ? Promise.resolve(new Response(body, { status })) : flow.simulator.fetch(address, init),
    );
    await next.clock.advance(70 * soon);
    expect(next.session.chart.getSnapshot().value).toEqual({ loadingCredential: "stuck" });
    expect(next.outcomes()).toHaveLength(1);
    refused = /\/task-runs\//;
    next.send({ type: "RETRY" });
    await next.clock.advance(20 * soon);
    expect(next.screen()).toBe("task-run");
    expect(next.context().trouble).toBe("retrying");
    refused = /^$/;
    await until(next, "interaction");
    next.answer({ code: "123456" });
    await bothUntil(next, flow, "success");
    expect(ledger(flow).credentials).toHaveLength(1);
    expect(ledger(flow).runs).toHaveLength(1);
  });

  test("a credential that was deleted meanwhile, or a run that is gone: begun anew", async () => {
    for (const path of [/\/credentials\/cred_/, /\/task-runs\//]) {
      const keeper = tab();
      const flow = await atCredentials({ keeper });
      flow.signIn("user_mfa");
      await until(flow, "interaction");
      const next = await reload(flow, keeper, {}, async (address, init) => {
        const answer = await flow.simulator.fetch(address, init);
        if (!path.test(address)) return answer;
        if (path.test("/task-runs/"))
          return Response.json({ errors: [{ type: "request", code: "resource_not_found", message: "m" }] }, { status: 404 });
        return Response.json({ ...(await answer.json()), status: "deleted" });
      });
      await next.clock.advance(soon);
      expect(next.screen()).toBe("credentials");
      expect(next.outcomes()).toEqual([]);
    }
  });

  test("closed: the next flow begins anew; a dead token ends the page, not the flow", async () => {
    const keeper = tab();
    const flow = await atCredentials({ keeper });
    flow.signIn("user_mfa");
    await until(flow, "interaction");
    const dead = await openSession({ keeper, token: "tk_dead", config: { sourceId: "src_000001" } });
    await dead.clock.advance(31 * soon);
    expect(dead.outcomes()).toMatchObject([{ code: "token_invalid" }]);
    expect(keeper.text()).not.toBeNull();
    flow.session.close();
    expect(keeper.text()).toBeNull();
  });
});

test("a token that dies as the run is started, after the success was told: no page after this one tells it again (R54)", async () => {
  const keeper = tab();
  const flow = await atCredentials({
    keeper,
    between: (fetch) => (address, init) =>
      fetch(address, address.endsWith("/run") ? { ...init, headers: { ...init.headers, authorization: "Bearer tk_dead" } } : init),
  });
  flow.signIn("user_good");
  await flow.clock.advance(soon);
  flow.host.send({ type: "tokenUnavailable", data: {} });
  await until(flow, "error");
  expect(flow.outcomes()).toMatchObject([{ taskRunId: null, verified: false }, { code: "token_invalid" }]);
  const next = await reload(flow, keeper);
  await next.clock.advance(60 * soon);
  expect(next.outcomes()).toEqual([]);
  expect(next.screen()).toBe("credentials");
});

test.each<[string, (flow: Flow) => void | Promise<void>]>([
  ["looked at again", ({ device }) => device.setVisible(true)],
  ["worked in", ({ session }) => session.goOn()],
  ["answered", ({ answer }) => answer({ code: "000000" })],
])("closed, but the host goes on with it, and it is %s: what is kept of it is kept again (F10)", async (_, use) => {
  const keeper = tab();
  const flow = await atCredentials({ keeper });
  flow.signIn("user_mfa");
  await until(flow, "interaction");
  flow.session.close();
  expect(keeper.text()).toBeNull();
  await use(flow);
  expect(keeper.text()).toContain("trun_");
  expect((await reload(flow, keeper)).context().taskRunId).toBe(flow.context().taskRunId);
});

test("closed, and then a prompt: kept again; once it has ended, nothing brings it back", async () => {
  const keeper = tab();
  const flow = await atCredentials({ keeper });
  flow.signIn("user_mfa");
  await until(flow, "task-run");
  flow.session.close();
  await until(flow, "interaction");
  expect(keeper.text()).toContain("trun_");
  flow.answer({ code: "123456" });
  await until(flow, "success");
  flow.session.close();
  flow.device.setVisible(true);
  flow.session.goOn();
  expect(keeper.text()).toBeNull();
});

test("an update that was lost after a lost answer is still an update of the one credential (F4)", async () => {
  let left = 12;
  const flow = await atCredentials({
    between: (fetch) => async (address, init) => {
      const answer = await fetch(address, init);
      if (!/\/credentials/.test(address) || (init.method !== "POST" && init.method !== "PATCH")) return answer;
      // The first six tries, then the one that settles them is heard, then six tries of the update.
      left -= 1;
      if (left >= 6 || (left < 5 && left >= -1)) throw new TypeError("lost");
      return answer;
    },
  });
  flow.signIn("user_good", "first");
  await flow.clock.advance(60 * soon);
  flow.signIn("user_good", "second");
  await flow.clock.advance(60 * soon);
  expect(flow.screen()).toBe("credentials");
  flow.signIn("user_good", "third");
  await until(flow, "success");
  const { credentials } = ledger(flow);
  expect(new Set(credentials.map((line) => line.id)).size).toBe(1);
  expect(credentials.map((line) => line.action)).toEqual(["created", "updated", "updated"]);
});
