// Stands for your own sign-in: a signed cookie. What Deck Auth needs of it is one answer, who sent this request.
const name = "session";

const keyOf = (secret: string) => crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);

/** The value of `Set-Cookie` for this user. */
export async function sessionCookie(user: string, secret: string): Promise<string> {
  const text = new TextEncoder().encode(user);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", await keyOf(secret), text));
  return `${name}=${encodeURIComponent(user)}.${btoa(String.fromCharCode(...mac))}; HttpOnly; SameSite=Lax; Path=/`;
}

/** The user whose cookie this is; `null` when nobody is signed in. */
export async function userOf(cookies: string | null | undefined, secret: string): Promise<string | null> {
  const [, user, mac] = /(?:^|;\s*)session=([^.;]*)\.([A-Za-z0-9+/=]+)/.exec(cookies ?? "") ?? [];
  if (user === undefined || mac === undefined) return null;
  const bytes = Uint8Array.from(atob(mac), (letter) => letter.charCodeAt(0));
  const text = decodeURIComponent(user);
  return (await crypto.subtle.verify("HMAC", await keyOf(secret), bytes, new TextEncoder().encode(text))) ? text : null;
}
