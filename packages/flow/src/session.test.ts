import { describe, expect, test } from "vitest";
import { atCredentials, openSession, soon, until } from "./testing/open-session.ts";

describe("storing a credential", () => {
  test("without a task, success comes right after the 2xx, with nulls (R47, R48, R55)", async () => {
    const flow = await atCredentials({ config: { taskId: undefined } });
    flow.signIn("user_good");
    await flow.clock.advance(soon);
    expect(flow.screen()).toBe("success");
    expect(flow.outcomes()).toEqual([{ credentialId: expect.stringMatching(/^cred_/), externalId: "user-7", taskRunId: null, verified: null }]);
    expect(flow.simulator.control.ledger().runs).toEqual([]);
  });

  test("what is sent is what was typed, with the method said and a key (R35, R36, R37, R44)", async () => {
    const sent: RequestInit[] = [];
    const flow = await atCredentials({
      between: (fetch) => (address, init) => {
        if (address.endsWith("/credentials")) sent.push(init);
        return fetch(address, init);
      },
    });
    flow.signIn("user_good", "  with spaces  ");
    await flow.clock.advance(soon);
    expect(sent).toHaveLength(1);
    expect(JSON.parse(String(sent[0]?.body))).toEqual({
      source_id: "src_000001",
      auth_method: "username_password",
      auth_credentials: { username: "user_good", password: "  with spaces  " },
      external_id: "user-7",
    });
    expect(sent[0]?.headers).toMatchObject({ "idempotency-key": expect.stringMatching(/^id-/) });
    expect(sent[0]).toMatchObject({ credentials: "omit", redirect: "error", referrerPolicy: "no-referrer", cache: "no-store" });
  });

  test("nothing that was typed is in the chart, in its events, in the cache, or in what the host is told (R42, R43)", async () => {
    const flow = await atCredentials();
    const canary = "canary-5b1f";
    flow.signIn("user_mfa", canary);
    await until(flow, "interaction");
    const answer = "canary-9c2e";
    flow.answer({ code: answer });
    await flow.clock.advance(10 * soon);
    const known = JSON.stringify([
      flow.session.chart.getPersistedSnapshot(),
      flow.session.cache.getQueryCache().getAll().map((query) => [query.queryKey, query.state.data]),
      flow.posted,
    ]);
    expect(known).not.toContain(canary);
    expect(known).not.toContain(answer);
    expect(flow.session.tools.secrets.read("credentials")).toBeNull();
  });

  test("two submits in one tick are one credential (R41, F3)", async () => {
    const flow = await atCredentials();
    for (let press = 0; press < 100; press += 1) flow.signIn("user_good");
    await flow.clock.advance(soon);
    expect(flow.simulator.control.ledger().credentials).toHaveLength(1);
  });
});

describe("the linked task (deck-api 6.6, 7.2)", () => {
  test.each([
    ["user_good", "success", true, null],
    ["user_fail", "unverified", false, null],
    ["user_unknown", "unverified", false, null],
    ["user_cancel", "unverified", false, null],
    ["user_bad", "error", false, { type: "auth", code: "auth_invalid" }],
    ["user_locked", "error", false, { type: "auth", code: "account_locked" }],
    ["user_reset", "error", false, { type: "auth", code: "password_reset_required" }],
    ["user_source_down", "error", false, { type: "source", code: "source_not_available" }],
    ["user_source_error", "error", false, { type: "source", code: "source_error" }],
  ])("%s ends in %s (R50 to R53, R58, R59, R95 to R102)", async (username, screen, verified, error) => {
    const flow = await atCredentials();
    flow.signIn(username);
    await until(flow, screen);
    const [success, ...errors] = flow.outcomes();
    expect(success).toEqual({
      credentialId: expect.stringMatching(/^cred_/),
      externalId: "user-7",
      taskRunId: expect.stringMatching(/^trun_/),
      verified,
    });
    expect(errors).toEqual(error === null ? [] : [{ ...error, message: expect.any(String) }]);
    const before = flow.requests().length;
    await flow.clock.advance(60 * soon);
    expect(flow.requests()).toHaveLength(before);
    expect(flow.outcomes()).toHaveLength(error === null ? 1 : 2);
  });

  test("a run that cannot start is a success without a run, then its error (R57)", async () => {
    const flow = await atCredentials({ config: { taskId: "task_needs_input" } });
    flow.signIn("user_good");
    await until(flow, "error");
    expect(flow.outcomes()).toEqual([
      { credentialId: expect.stringMatching(/^cred_/), externalId: "user-7", taskRunId: null, verified: false },
      { type: "request", code: "input_missing", message: expect.any(String) },
    ]);
  });

  test("a prompt whose window closes ends the flow (R83)", async () => {
    const flow = await atCredentials();
    flow.signIn("user_timeout");
    await until(flow, "interaction");
    await flow.clock.advance(30 * soon);
    expect(flow.screen()).toBe("error");
    expect(flow.outcomes()).toMatchObject([{ verified: false }, { type: "interaction", code: "interaction_timeout" }]);
  });

  test("a wrong code asks again, says so, and is no error (R79, R90)", async () => {
    const flow = await atCredentials();
    flow.signIn("user_mfa");
    await until(flow, "interaction");
    expect(flow.context()).toMatchObject({ promptNumber: 1, promptRepeated: false });
    flow.answer({ code: "000000" });
    await until(flow, "task-run");
    await until(flow, "interaction");
    expect(flow.context()).toMatchObject({ promptNumber: 2, promptRepeated: true });
    flow.answer({ code: "123456" });
    await until(flow, "success");
    expect(flow.outcomes()).toHaveLength(1);
    const { answers } = flow.simulator.control.ledger();
    expect(new Set(answers.map((line) => line.idempotency_key)).size).toBe(2);
  });

  test("code, then question: each is handled in order (R78)", async () => {
    const flow = await atCredentials();
    flow.signIn("user_mfa_question");
    await until(flow, "interaction");
    flow.answer({ code: "123456" });
    await until(flow, "task-run");
    await until(flow, "interaction");
    expect(flow.context().promptRepeated).toBe(false);
    flow.answer({ answer: "smith" });
    await until(flow, "success");
  });

  test("an answer that does not fit reaches the host and leaves the prompt (R84)", async () => {
    const flow = await atCredentials();
    flow.signIn("user_mfa");
    await until(flow, "interaction");
    flow.answer({ wrong: "1" });
    await flow.clock.advance(soon);
    expect(flow.screen()).toBe("interaction");
    expect(flow.outcomes()).toMatchObject([{ type: "request", code: "interaction_input_invalid" }]);
    flow.answer({ code: "123456" });
    await until(flow, "success");
  });

  test("a push approval goes on by itself (M48)", async () => {
    const flow = await atCredentials();
    flow.signIn("user_push");
    await until(flow, "interaction");
    await until(flow, "success");
    expect(flow.simulator.control.ledger().answers).toEqual([]);
  });

  test("a nudge reads the run at once", async () => {
    const flow = await atCredentials();
    flow.signIn("user_stuck");
    await flow.clock.advance(120 * soon);
    const reads = () => flow.requests().filter((request) => request.startsWith("GET /task-runs/")).length;
    const before = reads();
    flow.host.send({ type: "nudge", data: {} });
    await flow.clock.advance(1);
    expect(reads()).toBe(before + 1);
  });

  test("reads of a run come a second apart at first, ten at last (R68)", async () => {
    const flow = await atCredentials();
    flow.signIn("user_stuck");
    await flow.clock.advance(60 * soon);
    const reads = () => flow.requests().filter((request) => request.startsWith("GET /task-runs/")).length;
    const before = reads();
    expect(before).toBeLessThanOrEqual(12);
    await flow.clock.advance(60 * soon);
    expect(reads() - before).toBe(6);
  });
});

describe("update mode", () => {
  async function stored() {
    const flow = await atCredentials({ config: { taskId: undefined } });
    flow.signIn("user_good");
    await flow.clock.advance(soon);
    return flow.simulator.control.ledger().credentials[0]?.id ?? "";
  }

  test("an unknown credential, a wrong prefix, and a path are not found; the latter two without a request (R31)", async () => {
    for (const [credentialId, requests] of [
      ["cred_unknown", 1],
      ["src_000001", 0],
      ["cred_../../token", 0],
    ] as const) {
      const flow = await openSession({ config: { credentialId } });
      await flow.clock.advance(soon);
      expect(flow.outcomes()).toMatchObject([{ type: "request", code: "credential_not_found" }]);
      expect(flow.requests()).toHaveLength(requests);
    }
  });

  test("updates that credential, asks for no source, and sends no external id (R28 to R30, R32, R34)", async () => {
    const flow = await openSession();
    const created = await flow.simulator.fetch("http://deck.test/v2/credentials", {
      method: "POST",
      headers: { authorization: "Bearer sk_live_simulator", "content-type": "application/json" },
      body: JSON.stringify({
        source_id: "src_000001",
        auth_method: "username_password",
        auth_credentials: { username: "user_bad", password: "x" },
        external_id: "kept",
      }),
    });
    const { id }: { id: string } = await created.json();
    const update = await openSession({
      config: { credentialId: id, sourceId: "src_ignored", taskId: "task_login" },
      between: () => (address, init) => flow.simulator.fetch(address, init),
      token: await flow.issueToken(),
    });
    await update.clock.advance(soon);
    expect(update.screen()).toBe("credentials");
    update.signIn("user_good");
    for (let step = 0; step < 80 && update.screen() !== "success"; step += 1) {
      await flow.clock.advance(250);
      await update.clock.advance(250);
    }
    expect(update.outcomes()).toEqual([{ credentialId: id, externalId: "kept", taskRunId: expect.stringMatching(/^trun_/), verified: true }]);
    expect(flow.simulator.control.ledger().credentials.map((line) => line.action)).toEqual(["created", "updated"]);
  });

  test("each stored credential has its own id", async () => {
    expect(await stored()).toMatch(/^cred_/);
  });
});

test("focus that was asked for before a screen could take it is given once there is one (M19 in part)", async () => {
  const flow = await openSession();
  flow.host.send({ type: "focus", data: {} });
  let given = 0;
  const stop = flow.session.onFocus(() => (given += 1));
  expect(given).toBe(1);
  flow.host.send({ type: "focus", data: {} });
  expect(given).toBe(2);
  stop();
  flow.session.onFocus(() => (given += 1));
  expect(given).toBe(2);
});

describe("the token", () => {
  test("a secret key is refused before any request (R45)", async () => {
    const flow = await openSession({ token: "sk_live_simulator" });
    await flow.clock.advance(60 * soon);
    expect(flow.outcomes()).toMatchObject([{ type: "request", code: "token_invalid" }]);
    expect(flow.requests()).toEqual([]);
    expect(flow.screen()).toBe("error");
  });

  test("refused on the first call, and the host has no other: token_invalid (R92)", async () => {
    const flow = await openSession({ token: "tk_unknown", config: { sourceId: "src_000001" } });
    await flow.clock.advance(soon);
    expect(flow.posted).toContainEqual({ type: "tokenRequired", data: {} });
    expect(flow.outcomes()).toEqual([]);
    flow.host.send({ type: "tokenUnavailable", data: {} });
    await flow.clock.advance(soon);
    expect(flow.outcomes()).toMatchObject([{ type: "request", code: "token_invalid" }]);
  });

  test("expired at submit: a fresh one goes on with the same text (M13, F12)", async () => {
    const flow = await atCredentials();
    await flow.clock.advance(31 * 60 * soon);
    flow.signIn("user_good");
    await flow.clock.advance(soon);
    expect(flow.posted.filter((message) => message.type === "tokenRequired")).toHaveLength(1);
    flow.host.send({ type: "token", data: { token: await flow.issueToken() } });
    await until(flow, "success");
    expect(flow.outcomes()).toHaveLength(1);
  });

  test("a second refusal is for good", async () => {
    const flow = await openSession({ token: "tk_one", config: { sourceId: "src_000001" } });
    await flow.clock.advance(soon);
    flow.host.send({ type: "token", data: { token: "tk_two" } });
    await flow.clock.advance(60 * soon);
    expect(flow.posted.filter((message) => message.type === "tokenRequired")).toHaveLength(1);
    expect(flow.outcomes()).toMatchObject([{ type: "request", code: "token_invalid" }]);
  });
});

describe("sources", () => {
  test("an unknown single source is not found (R24); an impossible id without a request (design 7.1)", async () => {
    const unknown = await openSession({ config: { sourceId: "src_unknown" } });
    await unknown.clock.advance(soon);
    expect(unknown.outcomes()).toMatchObject([{ type: "request", code: "source_not_found" }]);
    const impossible = await openSession({ config: { sourceId: "src_../../token" } });
    await impossible.clock.advance(soon);
    expect(impossible.outcomes()).toMatchObject([{ type: "request", code: "source_not_found" }]);
    expect(impossible.requests()).toEqual([]);
  });

  test("a source that takes no user name and password ends the flow (R98)", async () => {
    const flow = await openSession();
    const id = flow.simulator.ids.sources.unsupported;
    flow.send({ type: "SOURCE_CHOSEN", sourceId: id });
    await flow.clock.advance(soon);
    flow.signIn("user_good");
    await flow.clock.advance(soon);
    expect(flow.outcomes()).toMatchObject([{ type: "auth", code: "auth_method_not_supported" }]);
    expect(flow.screen()).toBe("error");
  });

  test("a list that failed and came back leaves nothing behind on the next screens", async () => {
    const flow = await openSession();
    const failure = { type: "api", code: "api_error", message: "", field: null, requestId: null, refused: false, foreign: false };
    flow.send({ type: "SOURCES_FAILED", failure });
    expect(flow.outcomes()).toHaveLength(1);
    flow.send({ type: "SOURCE_CHOSEN", sourceId: "src_000001" });
    expect(flow.context().problem).toBeNull();
    await flow.clock.advance(soon);
    expect(flow.screen()).toBe("credentials");
    expect(flow.context().problem).toBeNull();
  });

  test("from the credentials there is a way back to the picker, unless the source is fixed (R27)", async () => {
    const flow = await openSession();
    flow.send({ type: "SOURCE_CHOSEN", sourceId: "src_000001" });
    await flow.clock.advance(soon);
    flow.send({ type: "BACK" });
    expect(flow.screen()).toBe("source-picker");
    const fixed = await atCredentials();
    fixed.send({ type: "BACK" });
    expect(fixed.screen()).toBe("credentials");
  });
});

describe("going on with a flow, and ending it", () => {
  test("resume watches the run that was started, and starts none", async () => {
    const first = await atCredentials();
    first.signIn("user_mfa");
    await until(first, "interaction");
    const { storedCredentialId, taskRunId } = first.context();
    const token = await first.issueToken();
    first.session.stop();
    const second = await openSession({
      token,
      config: { resume: { credentialId: storedCredentialId ?? "", taskRunId: taskRunId ?? "" } },
      between: () => (address, init) => first.simulator.fetch(address, init),
    });
    await second.clock.advance(soon);
    expect(second.screen()).toBe("interaction");
    second.answer({ code: "123456" });
    for (let step = 0; step < 80 && second.screen() !== "success"; step += 1) {
      await first.clock.advance(250);
      await second.clock.advance(250);
    }
    expect(second.outcomes()).toEqual([{ credentialId: storedCredentialId, externalId: "user-7", taskRunId, verified: true }]);
    expect(first.simulator.control.ledger().runs).toHaveLength(1);
  });

  test("closing says so once, and forgets what was typed (R137)", async () => {
    let reachable = true;
    const flow = await atCredentials({
      between: (fetch) => (address, init) => (reachable ? fetch(address, init) : Promise.reject(new TypeError("lost"))),
    });
    reachable = false;
    flow.signIn("user_good", "canary-71aa");
    await flow.clock.advance(soon);
    const { secrets } = flow.session.tools;
    expect(JSON.stringify(secrets.pending("credentials", "src_000001"))).toContain("canary-71aa");
    flow.session.close();
    expect(flow.posted.filter((message) => message.type === "close")).toHaveLength(1);
    expect(secrets.read("credentials")).toBeNull();
    expect(JSON.stringify(secrets.pending("credentials", "src_000001"))).not.toContain("canary-71aa");
  });

  test("try again, where the host allows it: the same credential gets the new details (M61)", async () => {
    const flow = await atCredentials({ config: { retryable: true } });
    flow.signIn("user_bad");
    await until(flow, "error");
    flow.send({ type: "RETRY" });
    await flow.clock.advance(1);
    expect(flow.screen()).toBe("credentials");
    flow.signIn("user_good");
    await until(flow, "success");
    const { credentials, runs } = flow.simulator.control.ledger();
    expect(credentials.map(({ action }) => action)).toEqual(["created", "updated"]);
    expect(runs).toHaveLength(2);
    expect(flow.outcomes()).toMatchObject([{ verified: false }, { code: "auth_invalid" }, { verified: true, credentialId: credentials[0]?.id }]);
  });

  test("what was still open when the flow ended is not kept (R14)", async () => {
    let reachable = true;
    const flow = await atCredentials({
      between: (fetch) => (address, init) => (reachable ? fetch(address, init) : Promise.reject(new TypeError("lost"))),
    });
    reachable = false;
    flow.signIn("user_good");
    await flow.clock.advance(soon);
    flow.session.stop();
    await flow.clock.advance(soon);
    const { secrets } = flow.session.tools;
    secrets.hold("credentials", new Map([["password", "late"]]));
    expect(secrets.read("credentials")).toBeNull();
    expect(secrets.pending("credentials", "src_000001")).toBeNull();
  });

  test("after its end nothing is sent, asked or listened to (R14, M9)", async () => {
    const flow = await atCredentials();
    flow.signIn("user_mfa");
    await flow.clock.advance(500);
    flow.session.stop();
    const requests = flow.requests().length;
    const posted = flow.posted.length;
    await flow.clock.advance(120 * soon);
    expect(flow.requests()).toHaveLength(requests);
    expect(flow.posted).toHaveLength(posted);
    expect(flow.device.listening()).toBe(0);
  });

  test("offline while watching is said, and the return of the network reads at once (F1, M60)", async () => {
    let reachable = true;
    const flow = await atCredentials({
      between: (fetch) => (address, init) => (reachable ? fetch(address, init) : Promise.reject(new TypeError("offline"))),
    });
    flow.signIn("user_mfa");
    await flow.clock.advance(soon);
    reachable = false;
    flow.device.setOnline(false);
    await flow.clock.advance(20 * soon);
    expect(flow.context().trouble).toBe("offline");
    expect(flow.outcomes()).toEqual([]);
    reachable = true;
    flow.device.setOnline(true);
    await flow.clock.advance(1);
    expect(flow.context().trouble).toBeNull();
    expect(flow.screen()).toBe("interaction");
  });

  test("every event carries the session, its place in the order, and no words of anyone (M92)", async () => {
    const flow = await atCredentials();
    flow.signIn("user_good");
    await until(flow, "success");
    const events = flow.posted.flatMap((message) => (message.type === "event" ? [message.data] : []));
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
    expect(new Set(events.map((event) => event.sessionId)).size).toBe(1);
    expect(events.map((event) => event.type).filter((type) => type !== "run_status" && type !== "screen_shown")).toEqual([
      "opened",
      "submitted",
      "stored",
      "succeeded",
    ]);
    expect(events.at(-1)).toMatchObject({ credentialId: expect.stringMatching(/^cred_/), taskRunId: expect.stringMatching(/^trun_/) });
  });
});
