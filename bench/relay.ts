// From Deck's webhook to the page: `node bench/relay.ts [pages] [webhooks a second] [seconds]`. Starts what it needs, a Redis included.
// Times say something about this machine alone; the ratio to a plain round trip, memory for each page and what was lost hold anywhere.
import { createDeckSender } from "../packages/server/test/deck-sender.ts";
import { openEventPage } from "../packages/server/test/event-page.ts";
import { deckWithUsers } from "../packages/server/test/many-users.ts";
import { hasRedis, startRedis } from "../packages/server/test/redis-server.ts";
import { startRelay } from "../packages/server/test/relay-processes.ts";

const [people = 5_000, perSecond = 500, seconds = 6] = process.argv.slice(2).map(Number);

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const quantile = (sorted: number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
const ms = (value: number): string => `${value.toFixed(1)} ms`;

async function until(what: string, reached: () => boolean): Promise<void> {
  for (let tries = 0; !reached(); tries += 1) {
    if (tries > 1_200) throw new Error(`Not reached in a minute: ${what}`);
    await wait(50);
  }
}

async function measure(name: string, processes: number, url: string | null): Promise<void> {
  const { deck, users } = await deckWithUsers(people);
  const environment = { DECK_API_URL: deck.apiUrl, ...(url === null ? {} : { REDIS_URL: url }) };
  const relays = await Promise.all(Array.from({ length: processes }, () => startRelay(environment)));
  const sender = createDeckSender(() => relays.map(({ origin }) => origin));
  const runIds = users.map(({ runId }) => runId);

  // The floor: a signed webhook there and its 200 back, when nobody listens and nothing else is under way.
  const trips: number[] = [];
  for (let count = 0; count < 300; count += 1) {
    const begun = performance.now();
    await sender.send(runIds[count] ?? "");
    trips.push(performance.now() - begun);
  }
  const floor = quantile(trips.slice(100).sort((a, b) => a - b), 0.5);
  const alone = sender.sent.length;
  const empty = await Promise.all(relays.map((relay) => relay.memory()));

  const pages = [];
  for (const [index, user] of users.entries()) {
    pages.push(openEventPage(user, () => relays[index % relays.length]?.origin ?? "", 500));
    // As many at a time as a server takes in life, and not all in one go.
    if (index % 100 === 99) await until("pages are open", () => pages.filter((page) => page.isOpen()).length > pages.length - 100);
  }
  await until("all pages are open", () => pages.every((page) => page.isOpen()));
  const full = await Promise.all(relays.map((relay) => relay.memory()));

  const stop = sender.start(runIds, perSecond);
  await wait(seconds * 1000);
  await stop();
  const sent = sender.sent.slice(alone);
  const byRun = new Map(pages.map((page) => [page.runId, page]));
  const told = ({ runId, type }: (typeof sent)[number]) => byRun.get(runId)?.told.find((one) => one.type === type);
  await until("all pages know", () => sent.every((event) => told(event) !== undefined)).catch(() => undefined);

  const delays = sent.flatMap((event) => {
    const one = told(event);
    return one === undefined ? [] : [one.at - event.at];
  }).sort((a, b) => a - b);
  const after = await Promise.all(relays.map((relay) => relay.memory()));
  const sum = (bytes: number[]) => bytes.reduce((all, one) => all + one, 0);
  const refused = sent.filter(({ attempts }) => attempts.some((status) => status !== 200)).length;
  console.log(`\n${name}: ${people} pages, ${(sent.length / seconds).toFixed(0)} webhooks a second for ${seconds} s`);
  console.log(`webhook to page: p50 ${ms(quantile(delays, 0.5))}, p95 ${ms(quantile(delays, 0.95))}, p99 ${ms(quantile(delays, 0.99))}, longest ${ms(delays.at(-1) ?? Number.NaN)}`);
  console.log(`against a lone round trip of a webhook (${ms(floor)}): p50 ${(quantile(delays, 0.5) / floor).toFixed(1)} x, p95 ${(quantile(delays, 0.95) / floor).toFixed(1)} x, p99 ${(quantile(delays, 0.99) / floor).toFixed(1)} x`);
  console.log(`memory: ${((sum(full) - sum(empty)) / people / 1024).toFixed(1)} KB a page; ${(sum(after) / 1024 / 1024).toFixed(0)} MB in all at the end`);
  console.log(`lost ${sent.length - delays.length} of ${sent.length}, not answered 200: ${refused}, pages cut off: ${pages.filter((page) => page.connections.length > 1).length}`);

  for (const page of pages) page.close();
  sender.close();
  await Promise.all(relays.map((relay) => relay.end("SIGKILL")));
  await deck.close();
}

await measure("one process, memoryBus()", 1, null);
if (hasRedis()) {
  const redis = await startRedis();
  await measure("two processes, redisBus()", 2, redis.url);
  await redis.kill();
} else console.log("\nThere is no redis-server here, so the second half is left out.");
process.exit(0);
