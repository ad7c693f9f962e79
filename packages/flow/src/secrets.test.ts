import { createVirtualClock } from "@deck-auth/simulator";
import { expect, test } from "vitest";
import { createSecrets, openLifetime } from "./secrets.ts";

const typed = new Map([["password", "correct horse"]]);

test("values are held from submit until the definite answer (R43)", () => {
  const secrets = createSecrets(createVirtualClock());
  secrets.hold("credentials", typed);
  secrets.keep("credentials", { key: "k", body: { password: "correct horse" } });
  expect(secrets.read("credentials")?.get("password")).toBe("correct horse");
  secrets.settle("credentials");
  expect(secrets.read("credentials")).toBeNull();
  expect(secrets.pending("credentials")).toBeNull();
});

test("two minutes after an answer that never came what was typed is erased, and the key stays", async () => {
  const clock = createVirtualClock();
  const secrets = createSecrets(clock);
  secrets.hold("credentials", typed);
  secrets.keep("credentials", { key: "k", body: { password: "correct horse" } });
  secrets.leaveOpen("credentials");
  await clock.advance(openLifetime - 1);
  expect(secrets.read("credentials")).not.toBeNull();
  await clock.advance(1);
  expect(secrets.read("credentials")).toBeNull();
  expect(secrets.pending("credentials")).toEqual({ key: "k", body: null });
});

test("closing and leaving erase what was typed", () => {
  const secrets = createSecrets(createVirtualClock());
  secrets.hold("credentials", typed);
  secrets.hold("answer", new Map([["code", "123456"]]));
  secrets.keep("answer", { key: "k", body: { input: { code: "123456" } } });
  secrets.erase();
  expect(secrets.read("credentials")).toBeNull();
  expect(secrets.read("answer")).toBeNull();
  expect(JSON.stringify(secrets.pending("answer"))).not.toContain("123456");
});

test("a holder of its own: what the form does with its map afterwards changes nothing", () => {
  const secrets = createSecrets(createVirtualClock());
  const form = new Map(typed);
  secrets.hold("credentials", form);
  form.clear();
  expect(secrets.read("credentials")?.get("password")).toBe("correct horse");
});
