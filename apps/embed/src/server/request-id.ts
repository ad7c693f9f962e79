import { secretShape } from "./access-log.ts";

const wellFormed = /^[A-Za-z0-9][A-Za-z0-9_.-]{7,63}$/;

/** A fresh id, in the shape of the API's own, told apart by its second word. */
export function newRequestId(): string {
  return `req_embed_${crypto.randomUUID().replaceAll("-", "")}`;
}

/**
 * The id that a proxy in front gave to the request, if it is one: 8 to 64 letters, digits, `_`, `.` and `-`. It is logged and
 * sent back, so nothing else is taken, and nothing that begins like a token or a key.
 */
export function givenRequestId(header: string | null): string | null {
  return header !== null && wellFormed.test(header) && header.search(secretShape) === -1 ? header : null;
}
