import { describe, expect, test } from "vitest";
import { atCredentials, openSession, soon, until } from "./testing/open-session.ts";

describe("a lost answer (design 4.4)", () => {
  /** Lets the request through and loses its answer, `times` times. */
  const losing = (times: number, path: RegExp) => {
    let left = times;
    return (fetch: Parameters<NonNullable<NonNullable<Parameters<typeof openSession>[0]>["between"]>>[0]) =>
      async (address: string, init: RequestInit) => {
        const answer = await fetch(address, init);
        if (path.test(address) && init.method === "POST" && left > 0) {
          left -= 1;
          throw new TypeError("lost");
        }
        return answer;
      };
  };

  test("is asked for again under the same key: one credential, whose id reaches the host (R44, R107, F2)", async () => {
    const flow = await atCredentials({ between: losing(2, /\/credentials$/) });
    flow.signIn("user_good");
    await until(flow, "success");
    const { credentials } = flow.simulator.control.ledger();
    expect(credentials).toHaveLength(1);
    expect(flow.outcomes()).toMatchObject([{ credentialId: credentials[0]?.id, verified: true }]);
  });

  test("given up, leaves the form; the same text again is the same request (F1)", async () => {
    const flow = await atCredentials({ between: losing(6, /\/credentials$/) });
    flow.signIn("user_good");
    await flow.clock.advance(60 * soon);
    expect(flow.screen()).toBe("credentials");
    expect(flow.context().problem).toMatchObject({ type: "api", code: "api_error", refused: false });
    expect(flow.outcomes()).toEqual([{ type: "api", code: "api_error", message: expect.any(String) }]);
    flow.signIn("user_good");
    await until(flow, "success");
    expect(flow.simulator.control.ledger().credentials).toHaveLength(1);
  });

  test("then another password: the one credential is updated with the last one (F4)", async () => {
    const flow = await atCredentials({ between: losing(6, /\/credentials$/) });
    flow.signIn("user_good", "first");
    await flow.clock.advance(60 * soon);
    flow.signIn("user_good", "second");
    await until(flow, "success");
    const { credentials } = flow.simulator.control.ledger();
    expect(credentials.map((line) => line.action)).toEqual(["created", "updated"]);
    expect(new Set(credentials.map((line) => line.id)).size).toBe(1);
  });

  test("then another source: what is typed for it is stored for it alone (T6)", async () => {
    const flow = await openSession({ config: { taskId: "task_login" }, between: losing(6, /\/credentials$/) });
    flow.send({ type: "SOURCE_CHOSEN", sourceId: "src_000001" });
    await flow.clock.advance(soon);
    flow.signIn("user_good", "for the first");
    await flow.clock.advance(60 * soon);
    flow.send({ type: "BACK" });
    flow.send({ type: "SOURCE_CHOSEN", sourceId: "src_000006" });
    await flow.clock.advance(soon);
    flow.signIn("user_good", "for the second");
    await until(flow, "task-run");
    expect(flow.session.tools.secrets.pending("credentials", "src_000001")?.body, "of no use any more").toBeNull();
    await until(flow, "success");
    const { credentials } = flow.simulator.control.ledger();
    expect(credentials.map(({ action, source_id }) => [action, source_id])).toEqual([
      ["created", "src_000001"],
      ["created", "src_000006"],
    ]);
    expect(flow.outcomes().at(-1)).toMatchObject({ credentialId: credentials[1]?.id });
  });

  test("at one source and then at another: back at the first one, the same text is the same request (M14)", async () => {
    const flow = await openSession({ config: { taskId: "task_login" }, between: losing(12, /\/credentials$/) });
    const submitAt = async (sourceId: string, password: string) => {
      flow.send({ type: "SOURCE_CHOSEN", sourceId });
      await flow.clock.advance(soon);
      flow.signIn("user_good", password);
      await flow.clock.advance(60 * soon);
    };
    await submitAt("src_000001", "first");
    flow.send({ type: "BACK" });
    await submitAt("src_000006", "second");
    flow.send({ type: "BACK" });
    await submitAt("src_000001", "first");
    expect(flow.screen()).toBe("success");
    const { credentials } = flow.simulator.control.ledger();
    expect(credentials.map(({ action, source_id }) => [action, source_id])).toEqual([
      ["created", "src_000001"],
      ["created", "src_000006"],
    ]);
    expect(flow.outcomes().at(-1)).toMatchObject({ credentialId: credentials[0]?.id });
  });

  test("then refused for a limit: it is still not known, and the same text is the same request", async () => {
    let tries = 0;
    const flow = await atCredentials({
      between: (fetch) => async (address, init) => {
        if (!address.endsWith("/credentials")) return fetch(address, init);
        tries += 1;
        if (tries > 1 && tries <= 6) return Response.json({ errors: [{ type: "rate_limit", code: "rate_limit_exceeded", message: "" }] }, { status: 429 });
        const answer = await fetch(address, init);
        if (tries === 1) throw new TypeError("lost");
        return answer;
      },
    });
    flow.signIn("user_good");
    await flow.clock.advance(60 * soon);
    expect(flow.context().problem).toMatchObject({ code: "rate_limit_exceeded", refused: false });
    flow.signIn("user_good");
    await until(flow, "success");
    expect(flow.simulator.control.ledger().credentials).toHaveLength(1);
  });

  /** Its answer was lost, and what was typed was erased since. */
  async function erased() {
    const flow = await atCredentials({ between: losing(6, /\/credentials$/) });
    flow.signIn("user_good", "first");
    await flow.clock.advance(60 * soon);
    await flow.clock.advance(120 * soon);
    flow.signIn("user_good", "second");
    await flow.clock.advance(soon);
    expect(flow.context().problem).toMatchObject({ type: "idempotency", code: "idempotency_error", refused: false });
    // It led nowhere, and is not kept for as long as somebody looks at the form (R43).
    expect(flow.session.tools.secrets.read("credentials")).toBeNull();
    return flow;
  }

  test("and erased: other text makes no second credential, and is told apart; the same text leads on (F5)", async () => {
    const flow = await erased();
    flow.signIn("user_good", "first");
    await until(flow, "success");
    expect(flow.simulator.control.ledger().credentials).toHaveLength(1);
  });

  test("and erased: who types other text a second time is led out, and the host is told (F5, F11)", async () => {
    const flow = await erased();
    flow.signIn("user_good", "third");
    await flow.clock.advance(soon);
    expect(flow.screen()).toBe("error");
    expect(flow.posted.flatMap((message) => (message.type === "error" ? [message.data] : []))).toMatchObject([
      { code: "api_error", terminal: false },
      { code: "idempotency_error", terminal: false },
      { type: "idempotency", code: "idempotency_error", terminal: true },
    ]);
    expect(flow.simulator.control.ledger().credentials).toHaveLength(1);
  });

  test("of a run's start, is one run (R54)", async () => {
    const flow = await atCredentials({ between: losing(2, /\/run$/) });
    flow.signIn("user_good");
    await until(flow, "success");
    expect(flow.simulator.control.ledger().runs).toHaveLength(1);
  });

  test("of an answer, reaches the source once (F18)", async () => {
    const flow = await atCredentials({ between: losing(2, /\/interaction$/) });
    flow.signIn("user_mfa");
    await until(flow, "interaction");
    flow.answer({ code: "123456" });
    await until(flow, "success");
    expect(flow.simulator.control.ledger().answers).toHaveLength(1);
    expect(flow.outcomes()).toHaveLength(1);
  });

  test("of a wrong answer, given up: asked again, it says that it was not accepted (R79, R80)", async () => {
    const flow = await atCredentials({ between: losing(3, /\/interaction$/) });
    flow.signIn("user_mfa");
    await until(flow, "interaction");
    flow.answer({ code: "000000" });
    await until(flow, "task-run");
    expect(flow.outcomes()).toMatchObject([{ type: "api", code: "api_error" }]);
    await until(flow, "interaction");
    expect(flow.context()).toMatchObject({ promptNumber: 2, promptRepeated: true, problem: null });
    flow.answer({ code: "123456" });
    await until(flow, "success");
    expect(flow.simulator.control.ledger().answers).toHaveLength(2);
  });

  test("of an approval, and the run asks for another one: that has its own key, and reaches the source (deck-api 7.12, R90, M42)", async () => {
    const keys: (string | null)[] = [];
    let asked: unknown;
    let left = 3;
    const flow = await atCredentials({
      // A source that asks for two approvals in place of a code and an answer.
      between: (fetch) => async (address, init) => {
        if (address.endsWith("/interaction")) {
          keys.push(new Headers(init.headers).get("idempotency-key"));
          const input = asked === "mfa" ? { code: "123456" } : { answer: "smith" };
          const answer = await fetch(address, { ...init, body: JSON.stringify({ input }) });
          left -= 1;
          if (left >= 0) throw new TypeError("lost");
          return answer;
        }
        const answer = await fetch(address, init);
        if (!address.includes("/task-runs/")) return answer;
        const run = await answer.json();
        if (run.interaction === null) return Response.json(run);
        asked = run.interaction.type;
        return Response.json({ ...run, interaction: { ...run.interaction, fields: [] } });
      },
    });
    flow.signIn("user_mfa_question");
    await until(flow, "interaction");
    flow.answer({});
    await until(flow, "task-run");
    await until(flow, "interaction");
    expect(flow.context()).toMatchObject({ promptNumber: 2, promptRepeated: false });
    flow.answer({});
    await until(flow, "success");
    expect(keys).toEqual([keys[0], keys[0], keys[0], keys[3]]);
    expect(keys[3]).not.toBe(keys[0]);
    expect(flow.simulator.control.ledger().answers).toHaveLength(2);
  });
});
