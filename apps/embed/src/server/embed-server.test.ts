import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createEmbedServer, EmbedSettingsError } from "./index.ts";
import type { AccessLogEntry, EmbedServerOptions } from "./index.ts";
import { code, smallPage } from "../testing/small-page.ts";

const origin = "https://auth.example.com";

function ask(path: string, request: RequestInit = {}, options: EmbedServerOptions = {}): Promise<Response> {
  return createEmbedServer({ page: smallPage(), newId: () => "req_embed_1", ...options }).fetch(new Request(origin + path, request));
}

async function shellShownFor(query: string): Promise<string | undefined> {
  const html = await (await ask(`/${query}`)).text();
  return /<body>(.*)<\/body>/.exec(html)?.[1];
}

describe("the page", () => {
  test.each([
    ["", "en-US.picker.default"],
    ["?lang=fr-CA&theme=dark&first=credentials", "fr-CA.credentials.dark"],
    ["?theme=auto", "en-US.picker.auto"],
    ["?lang=fr-CA", "fr-CA.picker.default"],
    ["?lang=../../etc/passwd&theme=__proto__&first=constructor", "en-US.picker.default"],
    ["?lang=FR-ca", "en-US.picker.default"],
    ["?lang=fr-CA&lang=fr-CA&theme=dark", "en-US.picker.dark"],
  ])("for the hints %j shows the shell %s (design 3.2)", async (query, shell) => {
    expect(await shellShownFor(query)).toBe(shell);
  });

  test("carries the deployment as JSON that no value can break out of (T13)", async () => {
    const options: EmbedServerOptions = {
      apiUrl: "http://127.0.0.1:4320/v2/",
      parentOrigins: ["http://localhost:4300"],
      imageOrigins: ["https://shots.example.com"],
      returnUrls: ["https://app.example.com/done?a='><b>&c=$&", "myapp://done"],
      queryToken: "refuse",
    };
    const html = await (await ask("/", {}, options)).text();
    const attribute = /<meta name="deck-auth-deployment" content="([^"]*)">/.exec(html)?.[1] ?? "";
    expect(attribute).not.toMatch(/[<>']/);
    const characters = new Map([["lt", "<"], ["gt", ">"], ["#39", "'"], ["quot", '"'], ["amp", "&"]]);
    const json = attribute.replace(/&(.+?);/g, (_, name: string) => characters.get(name) ?? "");
    expect(JSON.parse(json)).toEqual({
      apiUrl: "http://127.0.0.1:4320/v2",
      parentOrigins: ["http://localhost:4300"],
      imageOrigins: ["https://shots.example.com"],
      returnUrls: ["https://app.example.com/done?a=%27%3E%3Cb%3E&c=$&", "myapp://done"],
      queryToken: "refuse",
    });
  });

  test("that could not be packed once is answered 500, and packed when it is asked for again", async () => {
    let tries = 0;
    const br = (text: string) => ((tries += 1) === 1 ? Promise.reject(new Error("out of memory")) : Promise.resolve(new TextEncoder().encode(text)));
    const server = createEmbedServer({ page: smallPage(), packers: { br } });
    const askPacked = () => server.fetch(new Request(origin, { headers: { "accept-encoding": "br" } }));
    expect((await askPacked()).status).toBe(500);
    const again = await askPacked();
    expect([again.status, again.headers.get("content-encoding")]).toEqual([200, "br"]);
    await askPacked();
    expect(tries).toBe(2);
  });

  test("holds nothing that a request said, not even when the request holds a token (T13, R160)", async () => {
    const plain = await (await ask("/?lang=fr-CA")).text();
    const loaded = await ask("/?lang=fr-CA&token=tk_secret&apiUrl=https%3A%2F%2Fevil.test", {
      headers: { "x-api-url": "https://evil.test" },
    });
    expect(await loaded.text()).toBe(plain);
  });

  test.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ])("is packed as %s for who takes it", async (encoding, unpack) => {
    const plain = await (await ask("/")).text();
    const response = await ask("/", { headers: { "accept-encoding": encoding } });
    expect(response.headers.get("content-encoding")).toBe(encoding);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get("content-length")).toBe(String(bytes.byteLength));
    expect(unpack(bytes).toString()).toBe(plain);
  });
});

describe("files of the page", () => {
  test.each([
    ["gzip, deflate, br, zstd", "br"],
    ["gzip;q=1.0, br;q=0.5", "br"],
    ["br;q=0, gzip", "gzip"],
    ["*", "br"],
    ["GZIP", "gzip"],
    ["identity", null],
    ["gzip;q=0", null],
    ["gzip;q=nonsense", null],
    ["", null],
  ])("for Accept-Encoding %j are packed as %s, and unpack to the same", async (accepted, encoding) => {
    const response = await ask("/assets/main-1.js", { headers: { "accept-encoding": accepted } });
    expect(response.headers.get("content-encoding")).toBe(encoding);
    const bytes = Buffer.from(await response.arrayBuffer());
    const plain = encoding === "br" ? brotliDecompressSync(bytes) : encoding === "gzip" ? gunzipSync(bytes) : bytes;
    expect(plain.toString()).toBe(code);
  });

  test("that were not packed are sent as they are", async () => {
    const response = await ask("/assets/mark-2.png", { headers: { "accept-encoding": "br" } });
    expect(response.headers.get("content-encoding")).toBeNull();
    expect(response.status).toBe(200);
  });

  test.each([
    "/assets/",
    "/assets/main-2.js",
    "/assets/main-1.js.br",
    "/assets/../package.json",
    "/assets/%2e%2e/shells.json",
    "/assets/..%2fshells.json",
    "/shells.json",
    "/shells/en-US.picker.default.html",
    "/index.html",
    "//",
    "/__proto__",
  ])("only those that the page has: %s is not there", async (path) => {
    expect((await ask(path)).status).toBe(404);
  });
});

describe("requests", () => {
  test("GET /healthz says that the server is well", async () => {
    const response = await ask("/healthz");
    expect([response.status, await response.text()]).toEqual([200, "ok\n"]);
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])(
    "%s is refused: the page takes nothing from anyone (T29)",
    async (method) => {
      const response = await ask("/", { method });
      expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    },
  );

  test("HEAD has the headers of GET and no body", async () => {
    const get = await ask("/assets/main-1.js");
    const head = await ask("/assets/main-1.js", { method: "HEAD" });
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers));
    expect(await head.text()).toBe("");
  });
});

describe("the access log", () => {
  async function logOf(path: string, request: RequestInit = {}): Promise<AccessLogEntry[]> {
    const entries: AccessLogEntry[] = [];
    let time = 100;
    await ask(path, request, { log: (entry) => entries.push(entry), now: () => (time += 2.6) });
    return entries;
  }

  test("has method, path, status, milliseconds and the request's id, and never the query (R160, T46, M65)", async () => {
    const requestId = "req_embed_1";
    expect(await logOf("/?token=tk_secret&lang=fr-CA")).toEqual([
      { method: "GET", path: "/", status: 200, milliseconds: 3, requestId },
    ]);
    expect(await logOf("/healthz", { method: "POST" })).toEqual([
      { method: "POST", path: "/healthz", status: 405, milliseconds: 3, requestId },
    ]);
  });

  test("names each request by an id of its own, sent back with the answer", async () => {
    const [one, other] = await Promise.all([ask("/", {}, { newId: undefined }), ask("/", {}, { newId: undefined })]);
    expect(one.headers.get("x-request-id")).toMatch(/^req_embed_[0-9a-f]{32}$/);
    expect(other.headers.get("x-request-id")).not.toBe(one.headers.get("x-request-id"));
  });

  test.each(["0af7651916cd43dd8448eb211c80319c", "edge-1.a_b-9000"])("takes over the id of a proxy in front: %s", async (id) => {
    const [entry] = await logOf("/", { headers: { "x-request-id": id } });
    expect(entry?.requestId).toBe(id);
  });

  test.each(["short", "a".repeat(65), "with space here", "<script>alert(1)</script>", "tk_live_secret", "id-sk_live_secret", "a\tb-a\tb-a\tb"])(
    "takes over no id that is not one, or that could be a secret: %j",
    async (id) => {
      const response = await ask("/", { headers: { "x-request-id": id } });
      expect(response.headers.get("x-request-id")).toBe("req_embed_1");
    },
  );

  test.each(["/tk_live_secret", "/%23token=tk_secret", "/a/sk_live_secret/b", "/whsec_secret"])(
    "masks what looks like a token or a key in a mistyped path: %s",
    async (path) => {
      const [entry] = await logOf(path);
      expect(entry?.path).not.toContain("secret");
      expect(entry?.status).toBe(404);
    },
  );
});

test("settings given by code are checked like the environment's, and named as the code names them", () => {
  expect(() => createEmbedServer({ page: smallPage(), apiUrl: "http://api.example.com", parentOrigins: ["*"] })).toThrow(
    new EmbedSettingsError([
      'apiUrl: "http://api.example.com" must be https; plain http is for localhost alone.',
      'parentOrigins: "*" holds a wildcard; name each origin in full.',
    ]),
  );
});
