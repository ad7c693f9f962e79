import { createVirtualClock } from "@deck-auth/simulator";
import { describe, expect, test } from "vitest";
import { createAnnouncementQueue } from "./announcement-queue.ts";

const open = () => {
  const clock = createVirtualClock();
  const said: string[] = [];
  const queue = createAnnouncementQueue(clock, (text) => said.push(text));
  queue.start();
  return { clock, said, queue };
};

describe("announcements (A-7, goal M55)", () => {
  test("are said a moment after the region is there", async () => {
    const { clock, said, queue } = open();
    queue.say("Connecting");
    expect(said).toEqual([]);
    await clock.advance(100);
    expect(said).toEqual(["Connecting"]);
  });

  test("come at most one in 5 s, and of states and counts that wait only the newest", async () => {
    const { clock, said, queue } = open();
    queue.say("one");
    await clock.advance(100);
    queue.say("two");
    queue.say("three");
    await clock.advance(4_900);
    queue.say("four");
    expect(said).toEqual(["one"]);
    await clock.advance(100);
    expect(said).toEqual(["one", "four"]);
  });

  test("are not said twice in a row", async () => {
    const { clock, said, queue } = open();
    queue.say("one");
    await clock.advance(100);
    queue.say("one");
    await clock.advance(20_000);
    expect(said).toEqual(["one"]);
    queue.say("two");
    await clock.advance(100);
    expect(said).toEqual(["one", "two"]);
  });

  test("are said again on another occasion", async () => {
    const { clock, said, queue } = open();
    for (const occasion of ["first prompt", "second prompt", "second prompt"]) {
      queue.say("one", occasion);
      await clock.advance(20_000);
    }
    expect(said).toEqual(["one", "one"]);
  });

  test("of an occasion wait in order and drop out for nothing: neither a warning nor a prompt is lost to what comes after it (A-8, M44)", async () => {
    const { clock, said, queue } = open();
    queue.say("Connecting");
    await clock.advance(100);
    queue.say("Verifying");
    queue.say("The session ends", "ending");
    queue.say("The source says: 1", "prompt 1");
    queue.say("The source says: 1", "prompt 1");
    queue.say("3 results");
    queue.say("2 results");
    await clock.advance(5_000);
    expect(said).toEqual(["Connecting", "The session ends"]);
    await clock.advance(5_000);
    expect(said.slice(2)).toEqual(["The source says: 1"]);
    await clock.advance(5_000);
    expect(said.slice(3)).toEqual(["2 results"]);
    await clock.advance(20_000);
    expect(said).toHaveLength(4);
  });

  test("can be taken back while they wait, but those of an occasion", async () => {
    const { clock, said, queue } = open();
    queue.say("The session ends", "ending");
    queue.say("Verifying");
    queue.say("");
    await clock.advance(20_000);
    expect(said).toEqual(["The session ends"]);
  });

  test("wait until somebody may hear them, and end with the flow", async () => {
    const { clock, said, queue } = open();
    queue.say("one");
    queue.stop();
    await clock.advance(20_000);
    expect(said).toEqual([]);
    queue.start();
    await clock.advance(100);
    expect(said).toEqual(["one"]);
  });
});
