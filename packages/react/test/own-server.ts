// The app's own server, as the browser's `fetch` finds it: streams that a test writes to, and an index.
import { onTestFinished, vi } from "vitest";

/** One opened stream. */
export interface OpenStream {
  address: URL;
  lastEventId: string | null;
  init: RequestInit;
  send(text: string): void;
  /** The server ends it. */
  end(): void;
  /** The line breaks. */
  break(): void;
  /** Whether the page let go of it. */
  readonly isLeft: boolean;
}

/** Takes the place of `fetch` until the test is over. `answer` decides what a request gets; a stream, if it gives none. */
export function ownServer(answer: (address: URL, count: number) => Response | Promise<Response> | undefined = () => undefined) {
  const requests: URL[] = [];
  const streams: OpenStream[] = [];
  const real = globalThis.fetch;

  function openStream(address: URL, init: RequestInit): Response {
    let isLeft = false;
    let control: ReadableStreamDefaultController<Uint8Array>;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({ start: (given) => void (control = given), cancel: () => void (isLeft = true) });
    init.signal?.addEventListener("abort", () => {
      isLeft = true;
      control.error(new DOMException("left", "AbortError"));
    });
    streams.push({
      address,
      lastEventId: new Headers(init.headers).get("last-event-id"),
      init,
      send: (text) => control.enqueue(encoder.encode(text)),
      end: () => control.close(),
      break: () => control.error(new TypeError("network error")),
      get isLeft() {
        return isLeft;
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  }

  const fake = vi.spyOn(globalThis, "fetch").mockImplementation((given, init = {}) => {
    const address = new URL(String(given));
    if (!address.pathname.startsWith("/own/")) return real(given, init);
    requests.push(address);
    const { signal } = init;
    const left = new Promise<never>((_, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("left", "AbortError")));
    });
    return Promise.race([left, answer(address, requests.length) ?? openStream(address, init)]);
  });
  onTestFinished(() => fake.mockRestore());
  return { requests, streams };
}
