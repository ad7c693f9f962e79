import type { NodeResponse } from "./node-http.ts";

/** Resolves when the response takes more, or nobody is there any more. */
function drained(outgoing: NodeResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off("drain", done);
      outgoing.off("close", done);
      resolve();
    };
    outgoing.once("drain", done);
    outgoing.once("close", done);
  });
}

/** Writes the body as it comes, no faster than the other side reads. Nothing of it is lost but to who left. */
async function pump(reader: ReadableStreamDefaultReader<Uint8Array>, outgoing: NodeResponse): Promise<void> {
  // A body that gives up on a page that does not read ends the connection at once, not when the page reads again.
  reader.closed.catch(() => outgoing.destroy());
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (outgoing.destroyed) return;
      if (!outgoing.write(part.value)) await drained(outgoing);
    }
    outgoing.end();
  } catch {
    // Half an answer must not look like a whole one.
    outgoing.destroy();
  }
}

/**
 * Sends a response as it comes, no faster than the other side reads: what waits, waits in the response's own body, which knows when
 * to give up. A page that leaves ends the body, also one that left while the answer was made.
 */
export async function sendResponse(response: Response, outgoing: NodeResponse): Promise<void> {
  const reader = response.body?.getReader() ?? null;
  const leave = () => void reader?.cancel().catch(() => undefined);
  outgoing.once("close", leave);
  try {
    // `close` does not come a second time.
    if (outgoing.destroyed) return;
    outgoing.statusCode = response.status;
    for (const [name, value] of response.headers) outgoing.setHeader(name, value);
    if (reader === null) {
      outgoing.end();
      return;
    }
    // A stream may have nothing to say for a while; the page should know that it stands.
    outgoing.flushHeaders();
    await pump(reader, outgoing);
  } finally {
    outgoing.off("close", leave);
    leave();
  }
}
