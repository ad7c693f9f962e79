import type { NodeRequest } from "./node-http.ts";

/** A body over this size, in bytes, is refused by every route; no more of it is kept. */
const mostBytes = 256 * 1024 + 1;

/** Bytes as they came, of requests whose body was parsed before us. */
const rawBodies = new WeakMap<object, Uint8Array>();

/**
 * For `express.json({ verify: keepRawBody })`: keeps the bytes of a body that is parsed, so that the signature of a webhook can be
 * checked although the parser was there first.
 */
export function keepRawBody(request: object, _response: unknown, bytes: Uint8Array): void {
  rawBodies.set(request, bytes);
}

/** The body: its bytes, or `parsed` when something read it and its bytes are gone. */
export type NodeBody = { kind: "bytes"; bytes: Uint8Array } | { kind: "parsed"; value: unknown };

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part.subarray(0, size - offset), offset);
    offset += part.length;
  }
  return bytes;
}

/** The sender left in the middle of the body: there is nobody to answer. */
export class SenderLeft extends Error {
  override readonly name = "SenderLeft";
}

/** Reads the body, unless somebody did before. @throws SenderLeft */
export function readNodeBody(request: NodeRequest): Promise<NodeBody> {
  const kept = rawBodies.get(request) ?? (request.body instanceof Uint8Array ? request.body : undefined);
  if (kept !== undefined) return Promise.resolve({ kind: "bytes", bytes: kept });
  if (request.readableDidRead === true) return Promise.resolve({ kind: "parsed", value: request.body });
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    let size = 0;
    request.on("data", (part) => {
      if (size < mostBytes) parts.push(part);
      size += part.length;
    });
    request.on("end", () => resolve({ kind: "bytes", bytes: joined(parts, Math.min(size, mostBytes)) }));
    request.on("error", () => reject(new SenderLeft()));
    request.on("close", () => reject(new SenderLeft()));
  });
}

/** The headers, each as often as it came: a doubled signature header must not look like one. */
export function readNodeHeaders({ rawHeaders }: NodeRequest): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = [rawHeaders[index], rawHeaders[index + 1]];
    // Those that begin with a colon belong to HTTP/2 itself.
    if (!name.startsWith(":")) headers.append(name, value);
  }
  return headers;
}

/**
 * The address that was asked for. Only its path and query decide anything here. Its host is the sender's word, and one with a path in
 * it would choose the route past whatever stands before us: so there is none. `null` for an address that is not written as it is read,
 * such as one with `..` in it: what stands before us went by how it is written.
 */
export function readNodeUrl({ originalUrl, url: mounted }: NodeRequest): URL | null {
  const asked = originalUrl ?? mounted ?? "/";
  const path = asked.replace(/[?#].*$/s, "");
  const url = path.startsWith("/") ? new URL(`http://localhost${asked}`) : null;
  return url?.pathname === path ? url : null;
}
