import { describe, expect, test } from "vitest";
import { taskRun } from "@deck-auth/contract";
import { createRunTracker } from "./track-run.ts";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const run = (status: string, second: number, more: object = {}) => taskRun.parse({ id: "trun_1", status, updated_at: at(second), ...more });
const code = { type: "mfa", message: "Enter the code", fields: [{ name: "code", type: "string", label: "Code" }] };
const question = { type: "security_question", message: "Pet?", fields: [{ name: "answer", type: "string", label: "Answer" }] };
const asks = (second: number, interaction: unknown = code) => run("interaction_required", second, { interaction });

describe("following a run through its reads", () => {
  test("a prompt is shown once, however often it is read", () => {
    const tracker = createRunTracker();
    expect(tracker.read(asks(1))).toMatchObject({ kind: "prompt", number: 1, repeated: false });
    expect(tracker.read(asks(1)).kind).toBe("nothing");
    // The timestamp moved, the words did not: nobody who is typing loses anything.
    expect(tracker.read(asks(2)).kind).toBe("nothing");
  });

  test("another prompt replaces the one that nobody answered (F19)", () => {
    const tracker = createRunTracker();
    tracker.read(asks(1));
    expect(tracker.read(asks(2, question))).toMatchObject({ kind: "prompt", number: 2, repeated: false });
  });

  test("a stale read of the answered prompt is not a wrong code (design 4.5, F17)", () => {
    const tracker = createRunTracker();
    tracker.read(asks(1));
    tracker.answered(null);
    expect(tracker.read(asks(1)).kind).toBe("nothing");
    expect(tracker.read(run("running", 2))).toEqual({ kind: "working", status: "running" });
    expect(tracker.read(asks(1)).kind).toBe("nothing");
  });

  test("the same words with a newer time are a new prompt, and a repeated one (R79, R80)", () => {
    const tracker = createRunTracker();
    tracker.read(asks(1));
    tracker.answered(null);
    expect(tracker.read(asks(3))).toMatchObject({ kind: "prompt", number: 2, repeated: true });
  });

  test("an answer that was accepted before the prompt was asked again is the wrong one before it (F18)", () => {
    const tracker = createRunTracker();
    tracker.read(asks(1));
    // The answer was lost on its way back; the source asks the same again, and the old acceptance is given once more.
    tracker.read(asks(5));
    tracker.answered(at(2));
    expect(tracker.read(asks(5))).toMatchObject({ kind: "prompt", number: 2, repeated: true });
  });

  test("a prompt after the run has left the last one is new, even at the same time", () => {
    const tracker = createRunTracker();
    tracker.read(asks(1));
    tracker.answered(null);
    tracker.read(run("running", 1));
    expect(tracker.read(asks(1))).toMatchObject({ kind: "prompt", number: 2, repeated: true });
  });

  test("a prompt of another kind is not a repeated one (R78)", () => {
    const tracker = createRunTracker();
    tracker.read(asks(1));
    tracker.answered(null);
    tracker.read(run("running", 2));
    expect(tracker.read(asks(3, question))).toMatchObject({ kind: "prompt", number: 2, repeated: false });
  });

  test.each([
    ["another question of the same shape", { ...question, message: "In what city were you born?" }],
    ["the same message over another label", { ...question, fields: [{ name: "answer", type: "string", label: "City" }] }],
    ["other words for the same", { ...question, message: "That is not right. Pet?" }],
  ])("%s speaks for itself: whether it refuses the answer before is not ours to claim (R78, M42)", (_, next) => {
    const tracker = createRunTracker();
    tracker.read(asks(1, question));
    tracker.answered(null);
    tracker.read(run("running", 2));
    expect(tracker.read(asks(3, next))).toMatchObject({ kind: "prompt", number: 2, repeated: false });
  });

  test("an answer that may have arrived, had arrived if the run leaves the prompt: the same again is a repeated one (R79, R80)", () => {
    const tracker = createRunTracker();
    tracker.read(asks(1));
    tracker.perhapsAnswered();
    expect(tracker.read(asks(1)).kind).toBe("nothing");
    expect(tracker.read(run("running", 2)).kind).toBe("working");
    expect(tracker.read(asks(3))).toMatchObject({ kind: "prompt", number: 2, repeated: true });
  });

  test("an answer that was refused is none, though the run leaves the prompt by itself", () => {
    const tracker = createRunTracker();
    tracker.read(asks(1));
    tracker.read(run("running", 2));
    expect(tracker.read(asks(3))).toMatchObject({ kind: "prompt", number: 2, repeated: false });
  });

  test("an older read than the last one changes nothing (F16)", () => {
    const tracker = createRunTracker();
    tracker.read(run("running", 5));
    expect(tracker.read(asks(4)).kind).toBe("nothing");
  });

  test("an end is final", () => {
    const tracker = createRunTracker();
    expect(tracker.read(run("completed", 5, { result: "success" })).kind).toBe("ended");
    expect(tracker.read(run("running", 6)).kind).toBe("nothing");
  });

  test("unknown statuses, and a prompt that is not there yet, are work in progress (R60, R61)", () => {
    const tracker = createRunTracker();
    for (const [second, status] of ["queued", "canceling", "cancelling", "review_required", "new_status"].entries())
      expect(tracker.read(run(status, second))).toEqual({ kind: "working", status });
    expect(tracker.read(asks(9, null)).kind).toBe("working");
  });

  test("a prompt that no form can be made of is told apart (design 7.4)", () => {
    const nameless = { type: "mfa", message: "", fields: [{ name: "", type: "string" }] };
    const many = { type: "mfa", message: "", fields: Array.from({ length: 51 }, (_, index) => ({ name: `f${index}` })) };
    for (const interaction of [nameless, many, "text", { fields: [null] }, { fields: "code" }])
      expect(createRunTracker().read(asks(1, interaction)).kind).toBe("unusable");
  });
});
