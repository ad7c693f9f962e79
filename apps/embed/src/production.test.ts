import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { serve } from "@hono/node-server";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../../scripts/ports.ts";
import { integrityOf, styleHash } from "./build/shell-document.ts";
import { readBuildList } from "./server/build-list.ts";
import { createEmbedServer, loadBuiltPage } from "./server/index.ts";
import { breakEveryRule } from "./testing/break-every-rule.ts";
import { launchChromium, listenForComplaints, serveHostPage } from "./testing/browser.ts";
import type { HostPage } from "./testing/browser.ts";
import { buildEmbed } from "./testing/build.ts";
import type { Build } from "./testing/build.ts";
import { runToEnd, startProgram } from "./testing/program.ts";
import type { Running } from "./testing/program.ts";

let build: Build | null = null;
beforeAll(async () => {
  build = await buildEmbed();
}, 120_000);
afterAll(() => build?.remove());

function built(): Build {
  if (build === null) throw new Error("There is no build.");
  return build;
}
const textOf = (path: string) => readFileSync(new URL(path, built().directory), "utf8");

describe("the build", () => {
  test("has a shell for each language, first screen and theme, whose style the policy lets through by its hash", async () => {
    const { shells } = readBuildList(JSON.parse(textOf("shells.json")));
    expect(shells).toHaveLength(12);
    for (const { file, styleHashes } of shells) {
      const styles = [...textOf(file).matchAll(/<style>([^]*?)<\/style>/g)].map((found) => styleHash(found[1] ?? ""));
      expect(styles).toEqual(styleHashes);
      expect(styles).toHaveLength(1);
    }
  });

  test("has no inline script, no style attribute and no inline handler in any shell (T8, T29)", () => {
    for (const file of readdirSync(new URL("shells/", built().directory))) {
      const html = textOf(`shells/${file}`);
      const scripts = html.match(/<script[^>]*>[^<]*<\/script>/g);
      expect(scripts).toEqual([expect.stringMatching(/^<script type="module" src="\.\/assets\/[^"]+\.js" integrity="[^"]+"><\/script>$/)]);
      expect(html.replace(/<style>[^]*?<\/style>/g, "")).not.toMatch(/\sstyle=|\son[a-z]+=|<style/i);
      expect(html).not.toMatch(/\b(href|src)="(https?:)?\/\//);
    }
  });

  test.each([
    ["en-US.picker.default", "Where is your account?"],
    ["fr-CA.picker.dark", "Où se trouve votre compte?"],
    ["fr-CA.credentials.auto", "Préparation en cours"],
  ])("draws the first screen ahead: the heading of %s is %j", (name, words) => {
    expect(/<h1[^>]*>([^<]*)</.exec(textOf(`shells/${name}.html`))?.[1]).toBe(words);
  });

  test("names no address of anybody but namespaces and React's own page of error texts, which is never asked for (T34, M100)", () => {
    const hosts = new Set<string>();
    for (const file of readdirSync(new URL("assets/", built().directory)).filter((name) => name.endsWith(".js")))
      for (const [, host = ""] of textOf(`assets/${file}`).matchAll(/https?:\/\/([a-z0-9.-]+)/gi)) hosts.add(host);
    expect([...hosts].toSorted()).toEqual(["react.dev", "www.w3.org"]);
  });

  test("needs three files of code before a first screen works, all named in its shell, with what is in them, and no style sheet (P3, T34)", () => {
    for (const file of readdirSync(new URL("shells/", built().directory))) {
      const html = textOf(`shells/${file}`);
      const named = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map((found) => found[1]);
      expect(named).toHaveLength(3);
      expect(html).not.toContain("stylesheet");
      const hashes = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)" integrity="([^"]+)"/g)];
      expect(hashes.map(([, path = "", integrity]) => [path, integrity])).toEqual(named.map((path = "") => [path, integrityOf(readFileSync(new URL(path, built().directory)))]));
      if (file === "en-US.picker.default.html") expect(JSON.parse(textOf("first-screen.json"))).toMatchObject({ files: named });
    }
  });

  test("packs every file of code, and serves what it packed", async () => {
    const page = loadBuiltPage(built().directory);
    const server = createEmbedServer({ page });
    for (const path of page.assets.keys()) {
      const address = `https://auth.example.com/${path}`;
      const plain = await (await server.fetch(new Request(address))).text();
      const packed = await server.fetch(new Request(address, { headers: { "accept-encoding": "br, gzip" } }));
      expect(packed.headers.get("content-encoding")).toBe("br");
      expect(Number(packed.headers.get("content-length"))).toBeLessThan(plain.length);
    }
  });
});

describe("the program", { timeout: 30_000 }, () => {
  test("serves the page, says where and to whom, logs without queries, and ends cleanly on SIGTERM", async () => {
    const parents = "https://app.example.com";
    const running = await startProgram(built().program, { PORT: "0", DECK_AUTH_PARENT_ORIGINS: parents });
    const response = await fetch(`${running.address}?lang=fr-CA&token=tk_secret`);
    expect(response.headers.get("content-security-policy")).toContain(`frame-ancestors ${parents};`);
    expect(await response.text()).toContain('<html lang="fr-CA">');
    expect(await (await fetch(`${running.address}healthz`)).text()).toBe("ok\n");
    const { code, output, complaints } = await running.end("SIGTERM");
    expect({ code, complaints }).toEqual({ code: 0, complaints: "" });
    expect(output).toContain(`It may be framed by ${parents}.`);
    expect(output).toMatch(/^GET \/ 200 \d+ ms req_embed_[0-9a-f]{32}$/m);
    expect(output).not.toContain("tk_secret");
  });

  test("says in one sentence that its port is in use", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, "127.0.0.1", resolve);
    });
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { code, complaints } = await runToEnd(built().program, { PORT: String(port) });
    other.close();
    expect(complaints).toBe(`Port ${port} is in use; stop the program that uses it, or set PORT to another one.\n`);
    expect(code).toBe(1);
  });

  test("refuses settings that make no sense, a sentence each and no stack trace", async () => {
    const { code, complaints } = await runToEnd(built().program, {
      DECK_API_URL: "http://api.example.com",
      DECK_AUTH_PARENT_ORIGINS: "*",
    });
    expect(complaints).toBe(
      'DECK_API_URL: "http://api.example.com" must be https; plain http is for localhost alone.\n' +
        'DECK_AUTH_PARENT_ORIGINS: "*" holds a wildcard; name each origin in full.\n',
    );
    expect(code).toBe(1);
  });
});

describe("in Chromium", { timeout: 30_000 }, () => {
  let browser: Browser;
  let listed: HostPage;
  let running: Running;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    listed = await serveHostPage();
    running = await startProgram(built().program, {
      PORT: "0",
      // Nobody answers there: what these tests are about comes before the API.
      DECK_API_URL: `http://127.0.0.1:${await freePort()}/v2`,
      DECK_AUTH_PARENT_ORIGINS: listed.origin,
    });
    browser = await launchChromium();
  }, 30_000);
  afterAll(async () => {
    await browser.close();
    await running.end("SIGINT");
    listed.close();
  });

  async function openPage(): Promise<void> {
    page = await browser.newPage();
    complaints = listenForComplaints(page);
  }
  afterEach(() => page.close());

  test.each([
    "?lang=en-US",
    "?lang=fr-CA&theme=dark&first=credentials",
  ])("a plain visit of %j breaks no rule and complains of nothing", async (query) => {
    await openPage();
    await page.goto(running.address + query);
    await page.locator('[data-deck-screen="error"]').waitFor();
    expect(new URL(page.url()).search).toBe("");
    expect(complaints).toEqual([]);
  });

  test.each([
    "picker",
    "credentials",
  ])("a listed host gets the announcement of the %s page and nothing more; no rule is broken (T8)", async (first) => {
    await openPage();
    await page.goto(listed.framing(`${running.address}?lang=en-US&theme=auto&first=${first}#nonce=abc`));
    await expect.poll(() => page.evaluate("messages"), { timeout: 20_000 }).toEqual([
      {
        origin: new URL(running.address).origin,
        data: { channel: "deck-auth", version: 1, type: "ready", data: { nonce: "abc" } },
      },
    ]);
    await page.waitForLoadState("networkidle");
    expect(complaints).toEqual([]);
  });

  test("code that is not what was built does not run (T34)", async () => {
    await openPage();
    await page.route("**/assets/main-*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()}\nglobalThis.added = true;` });
    });
    await page.goto(running.address);
    await expect.poll(() => complaints.join(), { timeout: 20_000 }).toContain("integrity");
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => [Reflect.has(globalThis, "added"), Reflect.has(globalThis, "DeckAuthBridge")])).toEqual([false, false]);
  });

  test("a host that answers before all code is there finds the shell taken over without complaint", async () => {
    await openPage();
    const begun = page.waitForRequest(/\/v2\/sources/);
    await page.route("**/assets/en-US-*", async (route) => {
      await begun;
      await route.continue();
    });
    await page.goto(listed.framing(`${running.address}?lang=en-US&theme=default&first=picker#nonce=abc`, "tk_1"));
    const frame = page.frameLocator("iframe");
    await frame.locator('[data-deck-screen="source-picker"]').waitFor();
    await page.waitForLoadState("networkidle");
    expect(complaints.filter((complaint) => !complaint.includes("net::ERR_CONNECTION_REFUSED"))).toEqual([]);
  });

  test("the page's policy holds: no request elsewhere, no form, no markup, no inline code (T13, T20, T29)", async () => {
    await openPage();
    await page.goto(running.address);
    const outcome = await page.evaluate(breakEveryRule);
    expect(outcome).toEqual({
      refused: ["connect-src", "form-action", "img-src", "require-trusted-types-for", "style-src-attr"],
      markup: true,
      inlineRan: false,
      address: "",
    });
  });

  test("a host that sends Cross-Origin-Embedder-Policy can frame the page when it is asked to send one too (T9)", async () => {
    const isolated = await serveHostPage({ "cross-origin-embedder-policy": "require-corp" });
    const embed = createEmbedServer({
      page: loadBuiltPage(built().directory),
      parentOrigins: [isolated.origin],
      embedderPolicy: "require-corp",
    });
    const server = serve({ fetch: embed.fetch, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false });
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await openPage();
    await page.goto(isolated.framing(`http://127.0.0.1:${port}/#nonce=abc`));
    await expect.poll(() => page.evaluate("messages"), { timeout: 20_000 }).toHaveLength(1);
    await page.waitForLoadState("networkidle");
    expect(complaints).toEqual([]);
    server.close();
    isolated.close();
  });

  test("a host that is not listed shows an empty frame and hears nothing (T8)", async () => {
    const stranger = await serveHostPage();
    await openPage();
    await page.goto(stranger.framing(`${running.address}#nonce=abc`));
    await expect.poll(() => complaints.join(), { timeout: 20_000 }).toContain("frame-ancestors");
    expect(await page.evaluate("messages")).toEqual([]);
    stranger.close();
  });
});
