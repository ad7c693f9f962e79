import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { startRedis } from "../../../packages/server/test/redis-server.ts";
import { environmentOf, listening, runOf, sign, startDeck } from "../test/deck.ts";
import { startProgram } from "../test/program.ts";
import { readEvents, visit } from "../test/visitor.ts";

const here = fileURLToPath(new URL("..", import.meta.url));

it("carries a webhook from the process that got it to the page of another one (F20)", async () => {
  const [redis, deck] = await Promise.all([startRedis(), startDeck()]);
  const start = () => startProgram([process.execPath, "src/several-processes.ts"], here, { ...environmentOf(deck), REDIS_URL: redis.url }, listening);
  const [one, other] = await Promise.all([start(), start()]);
  // Who listens before Redis was read is told to read anew, and not of what.
  await expect.poll(one.output).toContain('"event":"redis_up","part":"reader"');
  const ada = await visit(one.origin, "ada");
  const { token }: { token: string } = await (await ada.post("/api/deck-auth/token", {})).json();
  const { taskRunId } = await runOf(deck, token, "ada");
  const events = readEvents(await ada.get(`/api/deck-auth/events?taskRunId=${taskRunId}`));
  await expect.poll(events.text).toMatch(/^retry/);

  const body = JSON.stringify({ id: "evt_1", type: "task_run.running", data: { id: taskRunId }, created_at: "2026-01-01T00:00:00Z" });
  for (const { origin } of [other, one]) {
    expect((await fetch(`${origin}/api/deck-auth/webhooks`, { method: "POST", headers: sign("evt_1", body), body })).status).toBe(200);
  }
  await expect.poll(events.text).toContain(`{"taskRunId":"${taskRunId}","type":"task_run.running","seq":`);
  await expect.poll(() => [one, other].map((program) => program.output().includes("event evt_1"))).toEqual([false, true]);
  await Promise.all([one.end(), other.end()]);
  await expect.poll(events.ended).toBe(true);
  await deck.close();
  await redis.kill();
});
