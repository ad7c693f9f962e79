import { isLoopback } from "@deck-auth/contract";

/** What came of reading one value of a setting: the value in its normal form, or why it makes no sense. */
export type Checked = { value: string } | { problem: string };

/** Whether a host name can stand in a Content-Security-Policy, whose grammar knows no IPv6 and no trailing dot. */
export function fitsPolicy(hostname: string): boolean {
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(hostname);
}

const originShape = /^([a-z][a-z0-9+.-]*):\/\/[^/\\?#@\s]+\/?$/i;

/** Never an origin that a page could have, or one that any page can have. */
const schemesWithoutOrigin = new Set(["about", "blob", "data", "file", "filesystem", "ftp", "javascript", "ws", "wss"]);

/**
 * Reads an origin: scheme, host, port, nothing else. It is compared whole later, and named in the policy, so a wildcard, a
 * path or user information is refused rather than trimmed (T5, T8). http counts on loopback only.
 *
 * @param apps whether the schemes of app shells count too (`capacitor://localhost`, `ionic://localhost`); no wildcard
 * of a policy matches those, so each must be named.
 */
export function readOrigin(text: string, { apps }: { apps: boolean }): Checked {
  if (text.includes("*")) return { problem: `"${text}" holds a wildcard; name each origin in full` };
  const scheme = originShape.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined || !URL.canParse(text)) {
    return { problem: `"${text}" is not an origin: scheme, host and port alone, such as https://app.example.com` };
  }
  const url = new URL(text);
  if (!fitsPolicy(url.hostname)) {
    return { problem: `"${text}" has a host that a Content-Security-Policy cannot name; give a host name or an IPv4 address` };
  }
  if (scheme === "https" || (scheme === "http" && isLoopback(url.hostname))) return { value: url.origin };
  if (scheme === "http") return { problem: `"${text}" must be https; plain http is for localhost alone` };
  if (!apps || schemesWithoutOrigin.has(scheme)) {
    return { problem: `"${text}" has a scheme that cannot be used here; give an https origin` };
  }
  return { value: `${scheme}://${url.host.toLowerCase()}` };
}
