// Stands for your own sign-in: a signed cookie. What Deck Auth needs of it is one answer, who sent this request.
import { createHmac, timingSafeEqual } from "node:crypto";

export const cookieName = "session";

function mac(name: string): string {
  const secret = process.env["SESSION_SECRET"];
  // With an empty key anybody could sign a cookie. Looked at here, because `next build` loads this file without secrets.
  if (!secret) throw new Error("Set SESSION_SECRET to a long random text, such as the output of: openssl rand -base64 32");
  return createHmac("sha256", secret).update(name).digest("base64url");
}

/** The value of the cookie of this user. */
export function sessionOf(user: string): string {
  const name = encodeURIComponent(user).replaceAll(".", "%2E");
  return `${name}.${mac(name)}`;
}

/** The user whose session this is; `null` when nobody is signed in. */
export function userOf(session: string | undefined): string | null {
  const [name, given] = session?.split(".") ?? [];
  if (name === undefined || given === undefined) return null;
  const right = Buffer.from(mac(name));
  const bytes = Buffer.from(given);
  return bytes.length === right.length && timingSafeEqual(bytes, right) ? decodeURIComponent(name) : null;
}
