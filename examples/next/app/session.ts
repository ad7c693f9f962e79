// Stands for your own sign-in: a signed cookie. What Deck Auth needs of it is one answer, who sent this request.
import { createHmac, timingSafeEqual } from "node:crypto";

export const cookieName = "session";

const mac = (user: string) => createHmac("sha256", process.env["SESSION_SECRET"] ?? "").update(user).digest("base64url");

/** The value of the cookie of this user. */
export const sessionOf = (user: string): string => `${encodeURIComponent(user)}.${mac(user)}`;

/** The user whose session this is; `null` when nobody is signed in. */
export function userOf(session: string | undefined): string | null {
  const [name, given] = session?.split(".") ?? [];
  if (name === undefined || given === undefined) return null;
  const user = decodeURIComponent(name);
  const right = Buffer.from(mac(user));
  const bytes = Buffer.from(given);
  return bytes.length === right.length && timingSafeEqual(bytes, right) ? user : null;
}
