// Stands for your own sign-in: a signed cookie. What Deck Auth needs of it is one answer, who sent this request.
export interface Sessions {
  /** The value of `Set-Cookie` for this user. */
  cookieFor(user: string): Promise<string>;
  /** The user whose cookie this is; `null` when nobody is signed in. */
  userOf(cookies: string | null | undefined): Promise<string | null>;
}

export function createSessions(secret: string | undefined): Sessions {
  // With an empty key anybody could sign a cookie.
  if (!secret) throw new Error("Set SESSION_SECRET to a long random text, such as the output of: openssl rand -base64 32");
  const key = crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  return {
    async cookieFor(user) {
      const mac = new Uint8Array(await crypto.subtle.sign("HMAC", await key, new TextEncoder().encode(user)));
      return `session=${encodeURIComponent(user).replaceAll(".", "%2E")}.${btoa(String.fromCharCode(...mac))}; HttpOnly; SameSite=Lax; Path=/`;
    },
    async userOf(cookies) {
      const [, name, mac] = /(?:^|;\s*)session=([^.;]*)\.([A-Za-z0-9+/=]+)/.exec(cookies ?? "") ?? [];
      if (name === undefined || mac === undefined) return null;
      try {
        const user = decodeURIComponent(name);
        const bytes = Uint8Array.from(atob(mac), (letter) => letter.charCodeAt(0));
        return (await crypto.subtle.verify("HMAC", await key, bytes, new TextEncoder().encode(user))) ? user : null;
      } catch {
        // Not written by us.
        return null;
      }
    },
  };
}
