import { describe, expect, it } from "vitest";
import { broughtBy, credentialIdOf, defaults, readSettings, sourceIdOf, taskIdOf, writeSettings } from "./settings.ts";

describe("the demo's address", () => {
  it("means the defaults when it says nothing", () => {
    expect(readSettings("")).toEqual(defaults);
    expect(writeSettings(defaults)).toBe("");
  });

  it("opens any state", () => {
    const settings = readSettings("?language=fr-CA&theme=dark&sourceId=src_1&taskId=task_public&view=live&close=0&relay=0");
    expect(settings).toMatchObject({ language: "fr-CA", theme: "dark", mode: "one", sourceId: "src_1", taskId: "task_public", view: "live", close: false, relay: false });
    expect(readSettings(writeSettings(settings))).toEqual(settings);
  });

  it("takes several sources with commas or by repetition", () => {
    expect(sourceIdOf(readSettings("?sourceId=src_1,src_2"))).toEqual(["src_1", "src_2"]);
    expect(sourceIdOf(readSettings("?sourceId=src_1&sourceId=src_2"))).toEqual(["src_1", "src_2"]);
  });

  it("is update mode as soon as a credential is named", () => {
    const settings = readSettings("?sourceId=src_1&credentialId=cred_1");
    expect(settings.mode).toBe("update");
    expect(sourceIdOf(settings)).toBeUndefined();
    expect(credentialIdOf(settings)).toBe("cred_1");
  });

  it("runs no task when taskId is empty", () => {
    expect(taskIdOf(readSettings("?taskId="))).toBeUndefined();
    expect(taskIdOf(readSettings(""))).toBe("task_login");
    expect(taskIdOf(readSettings(writeSettings(readSettings("?taskId="))))).toBeUndefined();
  });

  it("takes the default for a value that nobody knows", () => {
    expect(readSettings("?language=xx&theme=__proto__&view=3")).toEqual(defaults);
  });
});

describe("what a flow brings", () => {
  it.each(["search", "one", "several", "update"] as const)("does not change the flow that is on screen, in the mode %s (R13)", (mode) => {
    const before = { ...defaults, mode };
    const after = { ...before, ...broughtBy(before, { sourceId: "src_1", credentialId: "cred_1" }) };
    expect([sourceIdOf(after), credentialIdOf(after)]).toEqual([sourceIdOf(before), credentialIdOf(before)]);
  });

  it("is there for the next flow", () => {
    expect(broughtBy(defaults, { sourceId: "src_1" })).toEqual({ sourceId: "src_1" });
    expect(broughtBy({ ...defaults, mode: "one", sourceId: "src_1" }, { credentialId: "cred_1" })).toEqual({ credentialId: "cred_1" });
  });
});
