/** Real origins that a careless check takes for this one: by its beginning, its end, its host alone, or what people read. */
export function lookalikesOf(origin: string): string[] {
  const { hostname, port } = new URL(origin);
  return [
    `http://${hostname}.evil.test:${port}`,
    `http://evil-${hostname}:${port}`,
    `http://evil.${hostname}:${port}`,
    `http://${hostname}:${Number(port) - 1}`,
    `http://${hostname}`,
    `https://${hostname}:${port}`,
    `http://${hostname}.:${port}`,
    `http://127.0.0.1:${port}`,
    new URL(`http://${hostname.replace("o", "\u043e")}:${port}`).origin,
  ].filter((one) => one !== origin);
}

/**
 * The same, as pages that can frame ours: a page without https that is not on this machine has nothing in it begin, so such ones come
 * with https.
 */
export const framersLike = (origin: string): string[] =>
  lookalikesOf(origin).map((one) => (/^http:\/\/(127\.0\.0\.1|([^/]+\.)?localhost\.?)(:|$)/.test(one) ? one : one.replace("http:", "https:")));

/** What no browser would say of the listed page, and a check that reads origins instead of comparing them might take for it. */
export function spellingsOf(origin: string): string[] {
  const { protocol, hostname, port, host } = new URL(origin);
  const other = protocol === "http:" ? "https:" : "http:";
  return [
    ...lookalikesOf(origin),
    "",
    "null",
    "undefined",
    "*",
    "/",
    "file://",
    "about:blank",
    "data:",
    host,
    `//${host}`,
    `${other}//${host}`,
    `ws://${host}`,
    `blob:${origin}`,
    `filesystem:${origin}`,
    `${origin}/`,
    `${origin}/path`,
    `${origin}?`,
    `${origin}#`,
    `${origin} `,
    ` ${origin}`,
    `${origin}\n`,
    `${origin}\0`,
    `${origin},https://evil.test`,
    `https://evil.test,${origin}`,
    `${origin}@evil.test`,
    `${protocol}//evil.test@${host}`,
    `${protocol}//user:pass@${host}`,
    `${protocol}//evil.test/${origin}`,
    `${protocol}//evil.test#${origin}`,
    `${protocol}//${hostname.toUpperCase()}:${port}`,
    `${protocol.toUpperCase()}//${host}`,
    `${protocol}//${hostname}:${port}0`,
    `${protocol}//${hostname}:0${port}`,
    `${protocol}//${hostname}:`,
    `${protocol}/${host}`,
    `${protocol}\\\\${host}`,
    `${protocol}//${hostname}%2eevil.test`,
    `${protocol}//*`,
    `${protocol}//*.${hostname}`,
  ].filter((one) => one !== origin);
}
