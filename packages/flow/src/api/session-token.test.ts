import { createVirtualClock } from "@deck-auth/simulator";
import { describe, expect, test } from "vitest";
import { createSessionTokenHolder, tokenLifetime, warningTime } from "./session-token.ts";

function open() {
  const clock = createVirtualClock();
  let asked = 0;
  const holder = createSessionTokenHolder(() => (asked += 1), clock);
  holder.replace("tk_0");
  return { clock, holder, asked: () => asked };
}

describe("the time that a session token has left (A-8)", () => {
  test("is spoken of more than two minutes before it ends", async () => {
    const { clock, holder } = open();
    await clock.advance(tokenLifetime - 2 * 60_000 - 20_000);
    expect(holder.life()).toBe("ending");
    expect(warningTime).toBeGreaterThanOrEqual(2 * 60_000);
  });

  test("can be renewed by one action, ten times and more; each time the host is asked once", async () => {
    const { clock, holder, asked } = open();
    const lives: string[] = [];
    holder.onLife(() => lives.push(holder.life()));
    for (let time = 1; time <= 12; time += 1) {
      await clock.advance(tokenLifetime - warningTime);
      holder.extend();
      holder.extend();
      expect(asked()).toBe(time);
      holder.replace(`tk_${time}`);
      expect(holder.current()).toBe(`tk_${time}`);
    }
    expect(lives).toEqual(Array.from({ length: 12 }, () => ["ending", "renewing", "fresh"]).flat());
  });

  test("is the last there is when the host has no other token; the one at hand is used on until it is refused", async () => {
    const { clock, holder, asked } = open();
    await clock.advance(tokenLifetime - warningTime);
    holder.extend();
    holder.giveUp();
    expect(holder.life()).toBe("last");
    expect(holder.current()).toBe("tk_0");
    holder.extend();
    expect(asked()).toBe(1);
    // Only a refusal makes the host be asked again.
    const renewed = holder.renew("tk_0");
    expect(asked()).toBe(2);
    holder.replace("tk_1");
    expect(await renewed).toBe(true);
    expect(holder.life()).toBe("fresh");
  });

  test("is the last there is when the host does not answer", async () => {
    const { clock, holder } = open();
    await clock.advance(tokenLifetime - warningTime);
    holder.extend();
    await clock.advance(30_000);
    expect(holder.life()).toBe("last");
  });

  test("is the last there is when the host, asked for another one, hands over the same once more", async () => {
    const { clock, holder, asked } = open();
    await clock.advance(tokenLifetime - warningTime);
    holder.extend();
    holder.replace("tk_0");
    expect(holder.life()).toBe("last");
    expect(holder.current()).toBe("tk_0");
    await clock.advance(60_000);
    expect(asked()).toBe(1);
    // Another one, come late, is more time after all.
    holder.replace("tk_1");
    expect(holder.life()).toBe("fresh");
  });

  test("is not longer because the host hands over the same token once more, nor because of a secret key (R45)", async () => {
    const { clock, holder } = open();
    await clock.advance(tokenLifetime - warningTime - 1);
    holder.replace("tk_0");
    holder.replace("sk_live_1");
    await clock.advance(1);
    expect(holder.life()).toBe("ending");
    expect(holder.current()).toBe("tk_0");
  });

  test("leaves nothing behind when the flow is gone (R14)", async () => {
    const { clock, holder } = open();
    const lives: string[] = [];
    holder.onLife(() => lives.push(holder.life()));
    holder.stop();
    await clock.advance(2 * tokenLifetime);
    expect(lives).toEqual([]);
  });
});
