import type { CheckedSettings } from "./settings.ts";

/** Where logos may come from (deck-api 6.8). Everything else is the deployment's to list. */
const logoOrigins = ["https://content.cdn.deck.co", "https://cdn.brandfetch.io"];

/** Nothing that a page of another person's passwords could want from the device. */
const permissions =
  "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), fullscreen=(), geolocation=(), " +
  "gyroscope=(), microphone=(), midi=(), payment=(), usb=(), identity-credentials-get=(), otp-credentials=(), " +
  "publickey-credentials-get=()";

/** What differs from page to page, and from where it is served. */
export interface PageHeaderOptions {
  /** Base64 SHA-256 of each `<style>` in the page, without the `sha256-` in front. */
  styleHashes: readonly string[];
  /** Served over plain http on loopback: nothing may be upgraded to https there. */
  local: boolean;
}

/** The policy of the page: no inline script, no HTML sinks, the API as the only place to talk to (T8, T13, T29). */
export function contentSecurityPolicy(settings: CheckedSettings, { styleHashes, local }: PageHeaderOptions): string {
  const { apiUrl, proxy, parentOrigins, imageOrigins, reportUrl } = settings;
  const parents = parentOrigins.length > 0 ? parentOrigins : ["'none'"];
  return [
    "default-src 'none'",
    "script-src 'self'",
    "script-src-attr 'none'",
    ["style-src 'self'", ...styleHashes.map((hash) => `'sha256-${hash}'`)].join(" "),
    "style-src-attr 'none'",
    ["img-src 'self' data:", ...logoOrigins, ...imageOrigins].join(" "),
    "font-src 'self'",
    `connect-src ${proxy ? "'self'" : new URL(apiUrl).origin}`,
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "manifest-src 'none'",
    "media-src 'none'",
    ["frame-ancestors", ...parents].join(" "),
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    ...(local ? [] : ["upgrade-insecure-requests"]),
    ...(reportUrl === undefined ? [] : ["report-to deck-csp"]),
  ].join("; ");
}

function sealed(local: boolean): Record<string, string> {
  return {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
    ...(local ? {} : { "strict-transport-security": "max-age=63072000; includeSubDomains" }),
  };
}

/**
 * All headers of the page (threats-and-faults 5). Never `X-Frame-Options`, which knows no list of origins and would break
 * every host (T9, R159).
 */
export function pageHeaders(settings: CheckedSettings, options: PageHeaderOptions): Record<string, string> {
  return {
    ...sealed(options.local),
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": contentSecurityPolicy(settings, options),
    ...(settings.reportUrl === undefined ? {} : { "reporting-endpoints": `deck-csp="${settings.reportUrl}"` }),
    "permissions-policy": permissions,
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "cross-origin",
    "origin-agent-cluster": "?1",
    ...(settings.embedderPolicy === undefined ? {} : { "cross-origin-embedder-policy": settings.embedderPolicy }),
  };
}

/** Headers of a file whose name changes with its content. */
export function assetHeaders(type: string, local: boolean): Record<string, string> {
  return {
    ...sealed(local),
    "content-type": type,
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "public, max-age=31536000, immutable",
    "cross-origin-resource-policy": "same-origin",
  };
}

/** Headers of short answers in plain text: health, and everything that went wrong. */
export function noteHeaders(local: boolean): Record<string, string> {
  return {
    ...sealed(local),
    "content-type": "text/plain; charset=utf-8",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
  };
}

/** Headers of what is forwarded from the API, and of refusals to forward: data that no page but ours has a use for. */
export function forwardedHeaders(local: boolean): Record<string, string> {
  return { ...noteHeaders(local), "content-type": "application/json", "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox" };
}
