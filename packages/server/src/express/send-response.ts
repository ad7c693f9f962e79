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

/**
 * Sends a response as it comes, no faster than the other side reads: what waits, waits in the response's own body, which knows when
 * to give up. A page that leaves ends the body.
 */
export async function sendResponse(response: Response, outgoing: NodeResponse): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  if (response.body === null) {
    outgoing.end();
    return;
  }
  const reader = response.body.getReader();
  const leave = () => void reader.cancel().catch(() => undefined);
  outgoing.once("close", leave);
  // A stream may have nothing to say for a while; the page should know that it stands.
  outgoing.flushHeaders();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (outgoing.destroyed) return;
      if (!outgoing.write(part.value)) await drained(outgoing);
    }
    outgoing.end();
  } catch {
    // Half an answer must not look like a whole one.
    outgoing.destroy();
  } finally {
    outgoing.off("close", leave);
  }
}
