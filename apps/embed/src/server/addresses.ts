import { isLoopback } from "@deck-auth/contract";
import { fitsPolicy } from "./origins.ts";
import type { Checked } from "./origins.ts";

/** A web address, or why it is none: https, or http on loopback, without user information and without a fragment. */
function readWebAddress(text: string): URL | string {
  if (!/^https?:\/\/[^\s\\]+$/i.test(text) || !URL.canParse(text)) return `"${text}" is not a web address`;
  const url = new URL(text);
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return `"${text}" must be https; plain http is for localhost alone`;
  }
  if (url.username !== "" || url.password !== "") return `"${text}" holds a user name or a password`;
  if (text.includes("#")) return `"${text}" holds a fragment`;
  return url;
}

/** The address of the Deck API, without a slash at its end. The only place that credentials go (T13). */
export function readApiAddress(text: string): Checked {
  const url = readWebAddress(text);
  if (typeof url === "string") return { problem: url };
  if (text.includes("?")) return { problem: `"${text}" holds a query` };
  if (!fitsPolicy(url.hostname)) {
    return { problem: `"${text}" has a host that a Content-Security-Policy cannot name; give a host name or an IPv4 address` };
  }
  return { value: url.origin + url.pathname.replace(/\/+$/, "") };
}

/** Where browsers send reports of violations of the policy. */
export function readReportAddress(text: string): Checked {
  const url = readWebAddress(text);
  return typeof url === "string" ? { problem: url } : { value: url.href };
}

/** Schemes that run something, read something, or hand the user to something else than an app of the adopter's. */
const schemesThatDoNotReturn = new Set([
  "about", "blob", "chrome", "content", "data", "file", "filesystem", "ftp", "intent", "jar", "javascript", "mailto", "market",
  "resource", "sms", "tel", "vbscript", "view-source", "ws", "wss",
]);

/**
 * An address to which a flow opened by URL may return: an https page, or an app by its custom scheme (`myapp://done`,
 * `com.example.app:/done`). Written as a parsed URL prints itself, since an address asked for is parsed before the two
 * are compared whole (T11).
 */
export function readReturnAddress(text: string): Checked {
  if (text.includes("*")) return { problem: `"${text}" holds a wildcard; name each return address in full` };
  const scheme = /^([a-z][a-z0-9+.-]*):\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === "http" || scheme === "https") {
    const url = readWebAddress(text);
    return typeof url === "string" ? { problem: url } : { value: url.href };
  }
  const named = /^\s*([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (named !== undefined && schemesThatDoNotReturn.has(named)) {
    return { problem: `"${text}" cannot be returned to: ${named}: does not lead to a page or an app of yours` };
  }
  if (scheme === undefined || /[\s\\]/.test(text) || !URL.canParse(text)) {
    return { problem: `"${text}" is not a return address, such as https://app.example.com/done or myapp://done` };
  }
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return { problem: `"${text}" holds a user name or a password` };
  if (text.includes("#")) return { problem: `"${text}" holds a fragment` };
  return { value: url.href };
}
