import { describe, expect, it } from "vitest";
import { createSessions, sessionSeconds } from "./session.ts";

describe("a session", () => {
  it("ends after eight hours", () => {
    let now = Date.UTC(2026, 0, 1);
    const sessions = createSessions(() => now);
    const value = sessions.create({ name: "Ada" });
    now += sessionSeconds * 1000 - 1;
    expect(sessions.read(value)).toEqual({ name: "Ada" });
    now += 1;
    expect(sessions.read(value)).toBeNull();
  });
});
