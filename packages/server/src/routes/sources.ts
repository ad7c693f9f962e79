import { chooseEncoding } from "../sources/encode.ts";
import type { SourceIndex } from "../sources/source-index.ts";
import type { Admitted } from "./admitted.ts";

/**
 * `GET /sources`. For signed-in users: which sites a company works with need not be public. Kept by the user's own browser
 * only, which asks each time whether it changed.
 */
export const createSourcesRoute =
  (index: SourceIndex) =>
  async ({ request }: Admitted): Promise<Response> => {
    const copy = await index.read();
    const encoding = chooseEncoding(request.headers.get("accept-encoding"));
    // Weak: one content in several encodings.
    const etag = `W/"${copy.tag}"`;
    const headers = new Headers({ etag, "cache-control": "private, no-cache", vary: "Accept-Encoding, Cookie, Authorization, Origin, Sec-Fetch-Site" });
    const known = (request.headers.get("if-none-match") ?? "").split(",").map((tag) => tag.trim());
    if (known.includes(etag) || known.includes(`"${copy.tag}"`)) return new Response(null, { status: 304, headers });
    headers.set("content-type", "application/json; charset=utf-8");
    headers.set("x-content-type-options", "nosniff");
    if (encoding !== "identity") headers.set("content-encoding", encoding);
    return new Response(await copy.packed(encoding), { headers });
  };
