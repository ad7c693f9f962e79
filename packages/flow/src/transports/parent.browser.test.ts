import { afterEach, expect, test, vi } from "vitest";
import { parentTransport } from "./parent.ts";

const listed = "https://app.example";
const nudge = { channel: "deck-auth", version: 1, type: "nudge", data: {} };

function openFrame() {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const page = frame.contentWindow;
  if (page === null) throw new Error("no frame");
  const hear = vi.fn<() => void>();
  const transport = parentTransport(page, listed);
  transport.listen(hear);
  const deliver = (from: { source?: MessageEventSource; origin?: string }, data: unknown = nudge) =>
    page.dispatchEvent(new MessageEvent("message", { data, source: from.source ?? window, origin: from.origin ?? listed }));
  return { page, transport, hear, deliver };
}

afterEach(() => document.body.replaceChildren());

test("hears the page around it, if it has that origin, and nobody else (R161, T5)", () => {
  const { page, hear, deliver, transport } = openFrame();
  for (const origin of ["null", "", "https://app.example.evil.test", "https://app.example:8443", "http://app.example", "https://APP.example", "https://app.example/", "https://app.example."])
    deliver({ origin });
  deliver({ source: page });
  deliver({}, "rubbish");
  expect(hear).not.toHaveBeenCalled();
  deliver({});
  deliver({}, JSON.stringify(nudge));
  expect(hear).toHaveBeenCalledTimes(2);
  transport.close();
  deliver({});
  expect(hear).toHaveBeenCalledTimes(2);
});

test("says everything to that origin alone (R154)", () => {
  const { transport } = openFrame();
  const post = vi.spyOn(window, "postMessage").mockReturnValue();
  transport.post({ type: "close", data: {} });
  expect(post.mock.calls).toEqual([[{ channel: "deck-auth", version: 1, type: "close", data: {} }, listed]]);
  post.mockRestore();
});
