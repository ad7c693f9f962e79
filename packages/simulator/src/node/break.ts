import type { ServerResponse } from "node:http";

/** Tells the server's adapter that the answer went out by itself. */
const alreadySent = () => new Response(null, { headers: { "x-hono-already-sent": "true" } });

/** Closes the socket without a word: what a lost connection looks like. */
export const breakOff = (outgoing: ServerResponse): Response => {
  outgoing.destroy();
  return alreadySent();
};

const readParts = async (body: ReadableStream<Uint8Array>) => {
  const parts: Uint8Array[] = [];
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
    return { parts, whole: true };
  } catch {
    return { parts, whole: false };
  }
};

/** The response as it is; or, if its body breaks off, what there is of it and a closed socket. */
export const sendWhole = async (response: Response, outgoing: ServerResponse): Promise<Response> => {
  if (response.body === null) return response;
  const { parts, whole } = await readParts(response.body);
  const bytes = Buffer.concat(parts);
  if (whole) return new Response(bytes, { status: response.status, headers: response.headers });
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), "content-length": bytes.length * 2 });
  outgoing.write(bytes, () => outgoing.destroy());
  return alreadySent();
};
