/** What a body turned out to be. */
export type JsonBody = { kind: "json"; value: unknown } | { kind: "empty" } | { kind: "malformed" } | { kind: "too-large" };

/** Largest body that is read, in bytes. */
export const maximumBodySize = 16 * 1024;

/** Whether the request says that it brings JSON. Forms of other sites cannot say so without a preflight. */
export const isJson = (headers: Headers): boolean => /^application\/json\s*(;|$)/i.test(headers.get("content-type")?.trim() ?? "");

/** Reads a body up to {@link maximumBodySize}, counting bytes as they come, whatever `content-length` claims. */
export async function readJson(body: ReadableStream<Uint8Array> | null): Promise<JsonBody> {
  if (body === null) return { kind: "empty" };
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > maximumBodySize) {
      // Not awaited: the other half of a body that was read from a copy has to be let go of too.
      void reader.cancel();
      return { kind: "too-large" };
    }
    text += decoder.decode(part.value, { stream: true });
  }
  text += decoder.decode();
  if (text.trim() === "") return { kind: "empty" };
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch {
    return { kind: "malformed" };
  }
}
