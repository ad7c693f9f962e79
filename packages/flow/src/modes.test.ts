import { describe, expect, test } from "vitest";
import type { GivenConfig } from "@deck-auth/contract/messages";
import { readHostMessage } from "@deck-auth/contract/messages";
import { apiUrl, atCredentials, openSession, soon, until } from "./testing/open-session.ts";

describe("what the host fixes", () => {
  test.each<[GivenConfig["sourceId"], string]>([
    [undefined, "source-picker"],
    [[], "source-picker"],
    [["src_000001"], "source-picker"],
    [["src_000001", "src_000002"], "source-picker"],
    ["src_000001", "credentials"],
    [null, "source-picker"],
    [["src_000001", null], "source-picker"],
    [42, "error"],
  ])("sourceId %j leads to the %s (R4, R16, R19, R21, R22)", async (sourceId, screen) => {
    const flow = await openSession({ config: { sourceId } });
    await flow.clock.advance(soon);
    expect(flow.screen()).toBe(screen);
  });

  test.each<[GivenConfig]>([
    [{ resume: null }],
    [{ resume: { credentialId: "cred_000001" } }],
    [{ resume: { taskRunId: "trun_000001" } }],
    [{ credentialId: null }],
    [{ sourcesIndex: "yes" }],
  ])("%j says nothing that a flow could begin with, whatever way it came (design 7.1)", async (config) => {
    const flow = await openSession({ config });
    await flow.clock.advance(soon);
    expect(flow.screen()).toBe("source-picker");
    expect(flow.outcomes()).toEqual([]);
    expect(flow.requests()).toContain("GET /sources");
  });

  test("an id that was given as a number is kept as text", async () => {
    const flow = await openSession({ config: { sourceId: "src_000001", externalId: 7 } });
    await flow.clock.advance(soon);
    flow.signIn("user_good");
    await until(flow, "success");
    expect(flow.outcomes()).toMatchObject([{ externalId: "7" }]);
  });

  test("nothing is read from the token, whatever it seems to say (R5)", async () => {
    const claims = btoa(JSON.stringify({ sourceId: "src_000001", credentialId: "cred_1", language: "fr-CA", apiUrl: "https://evil.test" }));
    const flow = await openSession({ token: `tk_${claims.replaceAll("=", "")}.${claims.replaceAll("=", "")}` });
    expect(flow.screen()).toBe("source-picker");
    expect(flow.session.settings.current().language).toBe("en-US");
  });

  test("no message moves the API: each request goes to the deployment's address (R15, T13)", async () => {
    const asked: string[] = [];
    const message = readHostMessage({
      channel: "deck-auth",
      version: 1,
      type: "init",
      data: { nonce: "n", token: "tk_1", config: { sourceId: "src_000001", taskId: "task_login", apiUrl: "https://evil.test", baseUrl: "https://evil.test", DECK_API_URL: "https://evil.test" } },
    });
    const config = message?.type === "init" ? message.data.config : {};
    const flow = await atCredentials({
      config,
      between: (fetch) => (address, init) => {
        asked.push(address);
        return fetch(address, init);
      },
    });
    flow.signIn("user_good");
    await until(flow, "success");
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((address) => !address.startsWith(`${apiUrl}/`))).toEqual([]);
  });
});

describe("whose credential it is", () => {
  test("without an external id none is stored, and success says null (R56)", async () => {
    const flow = await openSession({ config: { sourceId: "src_000001" } });
    await flow.clock.advance(soon);
    flow.signIn("user_good");
    await until(flow, "success");
    expect(flow.outcomes()).toMatchObject([{ externalId: null }]);
  });

  test("an update with an external id sends it, and success says the stored one (R33)", async () => {
    const first = await atCredentials({ config: { taskId: undefined, externalId: "before" } });
    first.signIn("user_good");
    await until(first, "success");
    const [{ id } = { id: "" }] = first.simulator.control.ledger().credentials;
    const sent: unknown[] = [];
    const update = await openSession({
      config: { credentialId: id, externalId: "after" },
      token: await first.issueToken(),
      between: () => (address, init) => {
        if (init.method === "PATCH") sent.push(JSON.parse(String(init.body)));
        return first.simulator.fetch(address, init);
      },
    });
    await update.clock.advance(soon);
    update.signIn("user_good");
    await update.clock.advance(soon);
    expect(sent).toMatchObject([{ external_id: "after" }]);
    expect(update.outcomes()).toMatchObject([{ credentialId: id, externalId: "after" }]);
  });
});

describe("what follows an answer, and an end", () => {
  test("after an answer the run is shown until it changes, and no clock of ours closes a prompt (R77, R81)", async () => {
    const flow = await atCredentials({ limits: { promptWindowMs: 86_400_000 } });
    flow.signIn("user_mfa");
    await until(flow, "interaction");
    // Nearly as long as the token lives.
    await flow.clock.advance(1_700 * soon);
    expect(flow.screen()).toBe("interaction");
    flow.answer({ code: "123456" });
    await flow.clock.advance(10);
    expect(flow.screen()).toBe("task-run");
    await until(flow, "success");
  });

  test.each([
    ["user_good", "success"],
    ["user_bad", "error"],
    ["user_fail", "unverified"],
  ])("after the end of %s the %s screen stays; closing it does not take it away (R13)", async (username, screen) => {
    const flow = await atCredentials({ config: { closable: true } });
    flow.signIn(username);
    await until(flow, screen);
    flow.session.close();
    await flow.clock.advance(3_600 * soon);
    expect(flow.screen()).toBe(screen);
  });
});
