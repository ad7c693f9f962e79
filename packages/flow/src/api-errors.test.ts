import { describe, expect, test } from "vitest";
import type { Fetch } from "./api/client.ts";
import { atCredentials, openSession, soon, until } from "./testing/open-session.ts";

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const envelope = (type: string, code: string, message = "m") => ({ errors: [{ type, code, message }], request_id: "req_1" });

/** Answers requests that fit in place of the simulator. */
const answering =
  (method: string, path: RegExp, answer: () => Response) =>
  (fetch: Fetch): Fetch =>
  (address, init) =>
    init.method === method && path.test(address) ? Promise.resolve(answer()) : fetch(address, init);

async function storing(answer: () => Response) {
  const flow = await atCredentials({ between: answering("POST", /\/credentials$/, answer) });
  flow.signIn("user_good");
  await flow.clock.advance(70 * soon);
  return flow;
}

describe("errors of the API", () => {
  test("a 401 that speaks of the login is no word about the token (R94)", async () => {
    const flow = await storing(() => json(401, envelope("auth", "auth_invalid")));
    expect(flow.outcomes()).toEqual([{ type: "auth", code: "auth_invalid", message: "m" }]);
    expect(flow.posted.filter(({ type }) => type === "tokenRequired")).toEqual([]);
    expect(flow.screen()).toBe("error");
  });

  test.each<[status: number, body: string, type: string, code: string, screen: string]>([
    [404, "", "request", "resource_not_found", "credentials"],
    [429, "", "rate_limit", "rate_limit_exceeded", "credentials"],
    [422, "<!doctype html><p>no</p>", "request", "input_invalid", "credentials"],
    [400, "null", "request", "input_invalid", "credentials"],
    [500, "", "api", "api_error", "credentials"],
    [502, "<!doctype html>", "api", "api_error", "credentials"],
    [503, '{"errors":[]}', "api", "api_error", "credentials"],
    [504, '{"errors":[{"type":1}]}', "api", "api_error", "credentials"],
  ])("a %i with the body %j is %s/%s (R106, R107, F7, M63)", async (status, body, type, code, screen) => {
    const flow = await storing(() => new Response(body, { status }));
    expect(flow.outcomes()).toEqual([{ type, code, message: expect.any(String) }]);
    expect(flow.screen()).toBe(screen);
    expect(JSON.stringify(flow.outcomes())).not.toContain("doctype");
  });

  test("a 401 without an envelope is about the token (R106)", async () => {
    const flow = await storing(() => new Response("", { status: 401 }));
    expect(flow.posted.filter(({ type }) => type === "tokenRequired")).toHaveLength(1);
  });

  test("of several errors in one answer the first is reported, once (R111)", async () => {
    const flow = await storing(() => json(400, { ...envelope("request", "input_invalid"), errors: [{ type: "request", code: "input_invalid", message: "1" }, { type: "auth", code: "auth_invalid", message: "2" }] }));
    expect(flow.outcomes()).toEqual([{ type: "request", code: "input_invalid", message: "1" }]);
  });

  test("a limit is waited out before anybody hears of it (R108)", async () => {
    let left = 2;
    const flow = await atCredentials({
      between: (fetch) => (address, init) => {
        if (init.method === "POST" && address.endsWith("/credentials") && left > 0) {
          left -= 1;
          return Promise.resolve(json(429, envelope("rate_limit", "rate_limit_exceeded")));
        }
        return fetch(address, init);
      },
    });
    flow.signIn("user_good");
    await until(flow, "success");
    expect(left).toBe(0);
    expect(flow.outcomes()).toMatchObject([{ verified: true }]);
  });

  test("quota and plan are the host's business, and asking again would not help (F30)", async () => {
    const flow = await storing(() => json(403, envelope("organization", "quota_exceeded")));
    expect(flow.outcomes()).toMatchObject([{ type: "organization", code: "quota_exceeded" }]);
    expect(flow.requests().filter((request) => request === "POST /credentials")).toEqual([]);
  });
});

/** The same flow, while every message of an error that the API sends is another text. */
async function endOf(username: string, message: string, language: string) {
  const flow = await atCredentials({
    config: { language },
    between: (fetch) => async (address, init) => {
      const answer = await fetch(address, init);
      const text = await answer.text();
      const body = text.replaceAll(/"message":"[^"]*"/g, `"message":${JSON.stringify(message)}`);
      return new Response(answer.status === 204 ? null : body, { status: answer.status, headers: { "content-type": "application/json" } });
    },
  });
  flow.signIn(username);
  for (let step = 0; step < 400 && !["error", "unverified", "success"].includes(flow.screen()); step += 1) await flow.clock.advance(250);
  return { screen: flow.screen(), outcomes: flow.outcomes().map((outcome) => ({ ...outcome, credentialId: undefined, taskRunId: undefined })) };
}

describe("the words of an error", () => {
  test.each(["user_bad", "user_locked", "user_source_down", "user_timeout"])("decide nothing: %s (R103)", async (username) => {
    const one = await endOf(username, "the account is fine and the token_invalid", "en-US");
    const other = await endOf(username, "", "en-US");
    const named = ({ outcomes, screen }: typeof one) => [screen, ...outcomes.map((outcome) => ({ ...outcome, message: "" }))];
    expect(named(one)).toEqual(named(other));
  });

  test("do not change with the language, nor do type and code (R133)", async () => {
    expect(await endOf("user_bad", "No.", "fr-CA")).toEqual(await endOf("user_bad", "No.", "en-US"));
  });
});

test("an answer with fields and values that nobody knows is read for what is known (R112, F15)", async () => {
  const flow = await openSession({ config: { sourceId: "src_000001", taskId: "task_login" } });
  for (const fault of ["unknown_fields", "unknown_values"])
    await flow.simulator.fetch("http://deck.test/_sim/faults", {
      method: "POST",
      headers: { authorization: "Bearer sk_live_simulator" },
      body: JSON.stringify({ operation: "task-runs.get", times: 3, fault }),
    });
  await flow.clock.advance(soon);
  flow.signIn("user_good");
  await until(flow, "success");
  expect(flow.outcomes()).toHaveLength(1);
});
