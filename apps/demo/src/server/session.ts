import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** A signed-in person. This app's users have a name and nothing else. */
export interface Person {
  name: string;
}

/** Makes and reads the session cookie. */
export interface Sessions {
  /** Value of the cookie for this person, good for eight hours. */
  create(person: Person): string;
  /** The person in a cookie's value; `null` for a missing, altered or expired one. */
  read(value: string | undefined): Person | null;
}

/** Hours, in seconds. */
export const sessionSeconds = 8 * 60 * 60;

/** Longest name that somebody can sign in with. */
export const longestName = 40;

/** The name as it is kept; `null` when it is not one. */
export function readName(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const name = value.normalize("NFC").replace(/\s+/gu, " ").trim();
  return name === "" || name.length > longestName || /\p{C}/u.test(name) ? null : name;
}

/**
 * Cookies of the form `payload.signature`. The secret is made when the process starts, so a restart signs everybody
 * out: right for a toy. `now` gives milliseconds since 1970.
 */
export function createSessions(now: () => number = Date.now): Sessions {
  const secret = randomBytes(32);
  const sign = (payload: string) => createHmac("sha256", secret).update(payload).digest();
  return {
    create({ name }) {
      const payload = Buffer.from(JSON.stringify({ name, expires: now() + sessionSeconds * 1000 })).toString("base64url");
      return `${payload}.${sign(payload).toString("base64url")}`;
    },
    read(value) {
      const [payload, signature, ...rest] = value?.split(".") ?? [];
      if (payload === undefined || signature === undefined || rest.length > 0) return null;
      const given = Buffer.from(signature, "base64url");
      const wanted = sign(payload);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
      const content: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
      if (typeof content !== "object" || content === null || !("name" in content) || !("expires" in content)) return null;
      const name = readName(content.name);
      return name !== null && typeof content.expires === "number" && content.expires > now() ? { name } : null;
    },
  };
}
