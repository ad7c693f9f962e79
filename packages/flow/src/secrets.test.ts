import { createVirtualClock } from "@deck-auth/simulator";
import { expect, test } from "vitest";
import { createSecrets, mostOpen, openLifetime } from "./secrets.ts";

const typed = new Map([["password", "correct horse"]]);

test("values are held from submit until the definite answer (R43)", () => {
  const secrets = createSecrets(createVirtualClock());
  secrets.hold("credentials", typed);
  secrets.keep("credentials", { target: "t", key: "k", body: { password: "correct horse" } });
  expect(secrets.read("credentials")?.get("password")).toBe("correct horse");
  secrets.settle("credentials", "t");
  expect(secrets.read("credentials")).toBeNull();
  expect(secrets.pending("credentials", "t")).toBeNull();
});

test("two minutes after an answer that never came what was typed is erased, and the key stays", async () => {
  const clock = createVirtualClock();
  const secrets = createSecrets(clock);
  secrets.hold("credentials", typed);
  secrets.keep("credentials", { target: "t", key: "k", body: { password: "correct horse" } });
  secrets.leaveOpen("credentials", "t");
  await clock.advance(openLifetime - 1);
  expect(secrets.read("credentials")).not.toBeNull();
  await clock.advance(1);
  expect(secrets.read("credentials")).toBeNull();
  expect(secrets.pending("credentials", "t")).toEqual({ target: "t", key: "k", body: null });
});

test("closing and leaving erase what was typed", () => {
  const secrets = createSecrets(createVirtualClock());
  secrets.hold("credentials", typed);
  secrets.hold("answer", new Map([["code", "123456"]]));
  secrets.keep("answer", { target: "t", key: "k", body: { input: { code: "123456" } } });
  secrets.erase();
  expect(secrets.read("credentials")).toBeNull();
  expect(secrets.read("answer")).toBeNull();
  expect(JSON.stringify(secrets.pending("answer", "t"))).not.toContain("123456");
});

test("a holder of its own: what the form does with its map afterwards changes nothing", () => {
  const secrets = createSecrets(createVirtualClock());
  const form = new Map(typed);
  secrets.hold("credentials", form);
  form.clear();
  expect(secrets.read("credentials")?.get("password")).toBe("correct horse");
});

test("each target has its own unanswered write and its own two minutes; of too many the first is forgotten", async () => {
  const clock = createVirtualClock();
  const secrets = createSecrets(clock);
  const send = (target: string) => {
    secrets.hold("credentials", typed);
    secrets.keep("credentials", { target, key: `key of ${target}`, body: { password: "correct horse" } });
    secrets.leaveOpen("credentials", target);
  };
  send("one");
  await clock.advance(openLifetime / 2);
  send("two");
  await clock.advance(openLifetime / 2);
  expect(secrets.pending("credentials", "one")).toEqual({ target: "one", key: "key of one", body: null });
  expect(secrets.pending("credentials", "two")?.body).not.toBeNull();
  expect(secrets.read("credentials")).not.toBeNull();
  secrets.settle("credentials", "two");
  expect(secrets.pending("credentials", "two")).toBeNull();
  expect(secrets.pending("credentials", "one")).not.toBeNull();
  for (let more = 0; more < mostOpen; more += 1) send(`more ${more}`);
  expect(secrets.pending("credentials", "one")).toBeNull();
  expect(secrets.pending("credentials", "more 0")).not.toBeNull();
});

test("a username may outlive what else was typed, where somebody may try again; not the page, nor the flow (A-5, T28)", () => {
  const secrets = createSecrets(createVirtualClock());
  const hold = () => {
    secrets.hold("username", new Map([["src_1", "jane"]]));
    secrets.hold("credentials", new Map([["username", "jane"], ["password", "secret"]]));
  };
  hold();
  secrets.eraseAllBut("username");
  expect(secrets.read("credentials")).toBeNull();
  expect(secrets.read("username")?.get("src_1")).toBe("jane");
  secrets.erase();
  expect(secrets.read("username")).toBeNull();
  hold();
  secrets.end();
  expect(secrets.read("username")).toBeNull();
});
