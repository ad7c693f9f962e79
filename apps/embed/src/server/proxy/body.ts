/** More than any request of the page holds. */
export const longestBody = 65_536;

/**
 * Reads the body of a request, no further than allowed, and until it is called off: what was read by then is then given.
 *
 * @returns `null` when there is no body, `"too-long"` when there is more than may be forwarded.
 * @throws when the client breaks off.
 */
export async function readBody(request: Request, calledOff: AbortSignal): Promise<Uint8Array<ArrayBuffer> | "too-long" | null> {
  if (Number(request.headers.get("content-length") ?? 0) > longestBody) return "too-long";
  if (request.body === null) return null;
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  calledOff.addEventListener("abort", () => void reader.cancel().catch(() => {}));
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length > longestBody) {
      await reader.cancel();
      return "too-long";
    }
    parts.push(part.value);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.byteLength;
  }
  return body;
}
