import type { DeckAuthEvent } from "@deck-auth/contract/messages";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { embedPage, frame, order, say } from "../test/embed-frame-driver.ts";
import { ownServer } from "../test/own-server.ts";
import { render } from "../test/render.tsx";
import { DeckAuth, type DeckAuthProps } from "./index.ts";

const onSuccess = vi.fn<(...data: unknown[]) => void>();
const items = [
  { id: "src_1", name: "One", host: "one.example" },
  { id: "src_2", name: null, host: "two.example" },
];
const unavailable = { type: "sources", data: { part: 1, of: 0, items: [] } };

type Detail = { type: "stored" | "retried" | "hidden" } | { type: "run_status"; status: string } | { type: "succeeded"; verified: true };
const event = (taskRunId: string | null, detail: Detail): { type: "event"; data: DeckAuthEvent } => ({
  type: "event",
  data: { sessionId: "s", sequence: 1, at: "2026-01-01T00:00:00.000Z", screen: "task-run", credentialId: "cred_1", taskRunId, ...detail },
});

async function connected(props: Partial<DeckAuthProps>) {
  const page = embedPage();
  const all = { token: "tk_1", embedUrl: page.embedUrl, onSuccess, ...props };
  const view = render(<DeckAuth {...all} />);
  await expect.poll(page.inits).toHaveLength(1);
  const heard = () => page.heard().map(({ type, data }) => ({ type, data }));
  return { page, heard, ...view };
}

const loaded = () => performance.getEntriesByType("resource").filter(({ name }) => name.includes("own-server/link"));

/** What the console was told. */
function complaints() {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  return () => log.mock.calls.map(([text]) => String(text));
}

test("without eventsUrl and sourcesUrl nothing of this is loaded or asked for (P1)", async () => {
  const { requests } = ownServer();
  const { page } = await connected({});
  expect(page.inits()[0]?.config.sourcesIndex).toBe(false);
  say(event("trun_1", { type: "stored" }), { type: "tokenRequired", data: {} });
  await expect.poll(page.heard).toHaveLength(1);
  expect(loaded()).toEqual([]);
  expect(requests).toEqual([]);
});

describe("eventsUrl (design 3.1)", () => {
  test("is listened to as soon as there is a run, makes nudges of its events, and ends with the run", async () => {
    const { requests, streams } = ownServer();
    const { heard } = await connected({ eventsUrl: "/own/events?tenant=1" });
    say(event(null, { type: "stored" }), event("trun_1", { type: "run_status", status: "queued" }), event("trun_1", { type: "hidden" }));
    await expect.poll(() => streams).toHaveLength(1);
    expect(streams[0]?.address.href).toBe(`${location.origin}/own/events?tenant=1&taskRunId=trun_1`);
    streams[0]?.send("retry: 2000\n\n");
    await expect.poll(heard).toEqual([
      { type: "relay", data: { live: true } },
      { type: "nudge", data: {} },
    ]);
    streams[0]?.send('data: {"taskRunId":"trun_1","type":"task_run.interaction_required","seq":1}\n\n');
    await expect.poll(heard).toHaveLength(3);
    say(event("trun_1", { type: "succeeded", verified: true }));
    await expect.poll(() => streams[0]?.isLeft).toBe(true);
    await expect.poll(() => heard().at(-1)).toEqual({ type: "relay", data: { live: false } });
    // Events that come after the end are of the same run.
    say(event("trun_1", { type: "hidden" }), event("trun_2", { type: "retried" }));
    await expect.poll(() => requests.map(({ searchParams }) => searchParams.get("taskRunId"))).toEqual(["trun_1", "trun_2"]);
  });

  test("tells a page that was reloaded that the stream stands", async () => {
    const { streams } = ownServer();
    const { page } = await connected({ eventsUrl: "/own/events" });
    say(event("trun_1", { type: "stored" }));
    await expect.poll(() => streams).toHaveLength(1);
    streams[0]?.send("retry: 2000\n\n");
    await expect.poll(page.heard).toHaveLength(2);
    order({ reload: true });
    await expect.poll(page.inits).toHaveLength(2);
    await expect.poll(() => page.heard().slice(2)).toMatchObject([{ type: "relay", data: { live: true } }]);
    expect(streams).toHaveLength(1);
  });

  test("is let go of when the component is taken away (M9)", async () => {
    const { streams } = ownServer();
    const { unmount } = await connected({ eventsUrl: "/own/events" });
    say(event("trun_1", { type: "stored" }));
    await expect.poll(() => streams).toHaveLength(1);
    unmount();
    await expect.poll(() => streams[0]?.isLeft).toBe(true);
  });

  test.each(["https://other.example/events", "http://[", "//other.example/events"])("of another origin (%s) is refused, said to the engineer, and the flow goes on", async (eventsUrl) => {
    const told = complaints();
    const { requests } = ownServer();
    const { page } = await connected({ eventsUrl });
    say(event("trun_1", { type: "stored" }), { type: "tokenRequired", data: {} });
    await expect.poll(told).toEqual([expect.stringContaining("eventsUrl")]);
    await expect.poll(page.heard).toMatchObject([{ type: "tokenUnavailable" }]);
    expect(requests).toEqual([]);
  });
});

describe("sourcesUrl (design 3.1)", () => {
  test("is fetched once, under StrictMode too, and handed over, to a reloaded page again", async () => {
    const { requests } = ownServer(() => Response.json({ items }));
    const page = embedPage();
    render(<DeckAuth token="tk_1" embedUrl={page.embedUrl} sourcesUrl="/own/sources" sourceId={[]} onSuccess={onSuccess} />, { strict: true });
    await expect.poll(page.inits).toHaveLength(1);
    expect(page.inits()[0]?.config.sourcesIndex).toBe(true);
    const sources = { type: "sources", data: { part: 1, of: 1, items } };
    await expect.poll(page.heard).toEqual([{ port: 1, ...sources }]);
    order({ reload: true });
    await expect.poll(() => page.heard().slice(1)).toEqual([{ port: 1, ...sources }]);
    expect(requests).toHaveLength(1);
  });

  test.each<Partial<DeckAuthProps>>([
    { sourceId: "src_1" },
    { sourceId: ["src_1", "src_2"] },
    { credentialId: "cred_1" },
    { resume: { credentialId: "cred_1", taskRunId: "trun_1" } },
  ])("is left alone where all sources are not searched: %o", async (props) => {
    const { requests } = ownServer(() => Response.json({ items }));
    const { page } = await connected({ ...props, sourcesUrl: "/own/sources" });
    expect(page.inits()[0]?.config.sourcesIndex).toBe(false);
    say({ type: "tokenRequired", data: {} });
    await expect.poll(page.heard).toMatchObject([{ type: "tokenUnavailable" }]);
    expect(requests).toEqual([]);
  });

  test("that cannot be had is said, so that the page walks the catalogue itself", async () => {
    ownServer(() => new Response(null, { status: 500 }));
    const { heard } = await connected({ sourcesUrl: "/own/sources" });
    await expect.poll(heard).toEqual([unavailable]);
  });

  test("of another origin is refused, said to the engineer, and the page walks the catalogue itself", async () => {
    const told = complaints();
    const { requests } = ownServer();
    const { heard } = await connected({ sourcesUrl: "https://other.example/own/sources" });
    await expect.poll(heard).toEqual([unavailable]);
    expect(told()).toEqual([expect.stringContaining("sourcesUrl")]);
    expect(requests).toEqual([]);
    expect(frame().isConnected).toBe(true);
  });
});
