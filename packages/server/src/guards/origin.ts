/** Whether a request may come from where it comes from; `cors` names the origin that may read the answer, if it is another. */
export type OriginVerdict = { allowed: true; cors: string | null } | { allowed: false };

const customScheme = /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9.-]+(:\d+)?$/;

/** Refuses, at start-up, an origin that no browser would ever send in these letters. */
export function checkOrigins(origins: readonly string[]): ReadonlySet<string> {
  for (const origin of origins) {
    const web = /^https?:/i.test(origin);
    const exact = web ? !origin.includes("*") && URL.canParse(origin) && new URL(origin).origin === origin : customScheme.test(origin);
    if (!exact) {
      throw new TypeError(
        `allowedOrigins: ${JSON.stringify(origin)} is not an origin. Write scheme, host and, if needed, port, and nothing else: "https://app.example.com".`,
      );
    }
  }
  return new Set(origins);
}

/**
 * Keeps other sites from using the session of a user who visits them (T36). A browser says `Sec-Fetch-Site: same-origin`
 * and no page can forge it; everyone else has to come from a listed origin, compared as a whole. The `Host` header is
 * not consulted, because the sender chooses it. Neither header: refused.
 */
export function judgeOrigin(headers: Headers, listed: ReadonlySet<string>): OriginVerdict {
  const origin = headers.get("origin");
  if (origin !== null && listed.has(origin)) return { allowed: true, cors: origin };
  return headers.get("sec-fetch-site") === "same-origin" ? { allowed: true, cors: null } : { allowed: false };
}
