import { channel, protocolVersion } from "@deck-auth/contract/messages";
import { createVirtualClock } from "@deck-auth/simulator";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Accepted } from "../transports/window.ts";
import type { Absence } from "./absent-host.tsx";
import { awaitHost } from "./await-host.ts";

const listed = "https://app.example";
const nonce = "5f0d";

/** A frame that waits for its host, which is the test. */
function openFrame() {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const page = frame.contentWindow;
  if (page === null) throw new Error("no frame");
  const ready: unknown[] = [];
  const hear = ({ data }: MessageEvent) => ready.push(data.type);
  window.addEventListener("message", hear);
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => {
    window.removeEventListener("message", hear);
    told.mockRestore();
    frame.remove();
  });
  const clock = createVirtualClock();
  const begin = vi.fn<(accepted: Accepted) => void>();
  const explained: Absence[] = [];
  awaitHost({ page, nonce, parentOrigins: [listed], clock, begin, explain: (absence) => explained.push(absence) });
  /** Answers with this configuration; what the page says over the port is collected. */
  const init = (config: object) => {
    const { port1, port2 } = new MessageChannel();
    const said: unknown[] = [];
    port1.addEventListener("message", ({ data }) => said.push(data));
    port1.start();
    const data = { channel, version: protocolVersion, type: "init", data: { nonce, token: "tk_1", config } };
    page.dispatchEvent(new MessageEvent("message", { data, source: window, origin: listed, ports: [port2] }));
    return { said, say: (type: string, data: object) => port1.postMessage({ channel, version: protocolVersion, type, data }) };
  };
  return { clock, begin, explained, init, ready, told };
}

const error = (code: string, message: string) => ({
  channel,
  version: protocolVersion,
  type: "error",
  data: { type: "request", code, message, terminal: true },
});

test("a host that says nothing for 10 seconds is spoken of, once (M69)", async () => {
  const { clock, explained, begin, init } = openFrame();
  await clock.advance(9_999);
  expect(explained).toEqual([]);
  await clock.advance(1);
  expect(explained).toEqual(["slow"]);
  await clock.advance(60_000);
  expect(explained).toEqual(["slow"]);
  init({ sourceId: "src_1" });
  expect(begin).toHaveBeenCalledTimes(1);
});

test("a host that is there in time is not", async () => {
  const { clock, explained, init } = openFrame();
  init({ sourceId: "src_1" });
  await clock.advance(60_000);
  expect(explained).toEqual([]);
});

test("a configuration that cannot be read is an error that names the prop, at once, and a readable page (R110)", async () => {
  const { clock, explained, begin, init, told } = openFrame();
  const { said } = init({ externalId: { secret: "hunter2" } });
  await expect.poll(() => said).toEqual([error("input_invalid", '"init" is malformed at "config.externalId".')]);
  expect(told.mock.calls).toEqual([['[deck-auth] "init" is malformed at "config.externalId".']]);
  await clock.advance(60_000);
  expect(explained).toEqual(["refused"]);
  expect(begin).not.toHaveBeenCalled();
});

test("one that is too long says which prop makes it so", async () => {
  const { init } = openFrame();
  const { said } = init({ sourceId: "src_1", appearance: { branding: { logoUrl: "x".repeat(100_000) } } });
  await expect.poll(() => said).toHaveLength(1);
  expect(said[0]).toMatchObject({ type: "error", data: { code: "input_too_long", message: expect.stringMatching(/at most 98304 are read\. Most of it is "appearance"\.$/) } });
});

test("a host that has changed what was wrong is asked again, and its flow begins", async () => {
  const { begin, init, ready } = openFrame();
  const { said, say } = init({ externalId: {} });
  await expect.poll(() => said).toHaveLength(1);
  say("focus", {});
  say("update", {});
  await expect.poll(() => ready).toEqual(["ready", "ready"]);
  init({ externalId: "user-7" });
  expect(begin.mock.calls[0]?.[0]).toMatchObject({ token: "tk_1", config: { externalId: "user-7" } });
});
