import { describe, expect, it } from "vitest";
import { simulatedDeck } from "../test/simulated.ts";

describe("cancelTaskRun()", () => {
  it("stops a run (R179)", async () => {
    const { clock, deckAuth, start, store } = simulatedDeck();
    const begun = await start((await store("ada", "user_slow")).id);
    expect((await deckAuth.cancelTaskRun(begun.id)).status).toBe("cancelling");
    await clock.advance(60_000);
    await expect(deckAuth.cancelTaskRun(begun.id)).rejects.toMatchObject({ type: "request", code: "resource_not_ready", status: 409 });
  });

  it("stops only a run of the subject's own credential when it is told whose", async () => {
    const { deckAuth, start, store } = simulatedDeck();
    const begun = await start((await store("grace", "user_slow")).id);
    await expect(deckAuth.cancelTaskRun(begun.id, { subject: "ada" })).rejects.toMatchObject({ type: "request", code: "resource_not_found" });
    expect((await deckAuth.cancelTaskRun(begun.id, { subject: "grace" })).status).toBe("cancelling");
  });

  it("takes a subject that is not there for a mistake, not for leave to stop anybody's run (T37)", async () => {
    const { deckAuth, requests, start, store } = simulatedDeck();
    const begun = await start((await store("grace", "user_slow")).id);
    const users: { subject: string }[] = [];
    // @ts-expect-error a subject that may be missing is none
    await expect(deckAuth.cancelTaskRun(begun.id, users[0])).rejects.toThrow(TypeError);
    expect(requests).toEqual([]);
  });

  it.each(["trun_nobody", "cred_1", "../token", ""])("knows no run %j", async (id) => {
    const { deckAuth } = simulatedDeck();
    await expect(deckAuth.cancelTaskRun(id)).rejects.toMatchObject({ type: "request", code: "resource_not_found" });
    await expect(deckAuth.cancelTaskRun(id, { subject: "ada" })).rejects.toMatchObject({ type: "request", code: "resource_not_found" });
  });
});
