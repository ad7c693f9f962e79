/** What a body turned out to be. */
export type JsonBody = { kind: "json"; value: unknown } | { kind: "empty" } | { kind: "malformed" | "too-large" | "broken" };

/** Largest JSON body that is read, in bytes. */
const maximumJsonSize = 16 * 1024;

/** Whether the request says that it brings JSON. Forms of other sites cannot say so without a preflight. */
export const isJson = (headers: Headers): boolean => /^application\/json\s*(;|$)/i.test(headers.get("content-type")?.trim() ?? "");

/** The sender left in the middle of the body, or broke it otherwise. */
export class BodyBroken extends Error {
  override readonly name = "BodyBroken";
}

/** The bytes of a body, counted as they come, whatever `content-length` claims; `null` for more than `maximum`. @throws BodyBroken */
export async function readBytes(body: ReadableStream<Uint8Array> | null, maximum: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  const next = () =>
    reader.read().catch(() => {
      throw new BodyBroken();
    });
  for (let part = await next(); !part.done; part = await next()) {
    size += part.value.byteLength;
    if (size > maximum) {
      // Not awaited: the other half of a body that was read from a copy has to be let go of too.
      void reader.cancel().catch(() => undefined);
      return null;
    }
    parts.push(part.value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}

/** Reads a small JSON body. */
export async function readJson(body: ReadableStream<Uint8Array> | null): Promise<JsonBody> {
  const bytes = await readBytes(body, maximumJsonSize).catch((error: unknown) => {
    if (error instanceof BodyBroken) return "broken" as const;
    throw error;
  });
  if (bytes === "broken") return { kind: "broken" };
  if (bytes === null) return { kind: "too-large" };
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") return { kind: "empty" };
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch {
    return { kind: "malformed" };
  }
}
