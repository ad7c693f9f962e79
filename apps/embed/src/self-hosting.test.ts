import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { serveSimulator } from "@deck-auth/simulator/node";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium, listenForComplaints, serveHostPage } from "./testing/browser.ts";
import { buildEmbed } from "./testing/build.ts";
import type { Build } from "./testing/build.ts";
import { listenLocally } from "./testing/listen.ts";
import { runToEnd, startProgram } from "./testing/program.ts";
import { readers } from "./testing/read-config.ts";
import { serveFolder } from "./testing/static-host.ts";

let build: Build;
let browser: Browser;
beforeAll(async () => {
  build = await buildEmbed();
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  await browser.close();
  build.remove();
});

/** A page in a browser of nobody, and all that it complained about and asked for. */
async function openPage() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = listenForComplaints(page);
  const origins = new Set<string>();
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  return { page, complaints, origins, [Symbol.asyncDispose]: () => context.close() };
}

/** A Deck API with a token for it. */
async function startApi() {
  const simulator = await serveSimulator({ port: 0, speed: 20, sources: 3 });
  const answer = await fetch(`${simulator.apiUrl}/token`, { method: "POST", headers: { authorization: "Bearer sk_live_simulator" } });
  const { token }: { token: string } = await answer.json();
  return { ...simulator, token, [Symbol.asyncDispose]: () => simulator.close() };
}

/** Walks from the first screen to the last: pick, sign in, done. */
async function connect(page: Page): Promise<void> {
  const frame = page.frameLocator("iframe");
  await frame.getByRole("option").first().click();
  await frame.locator("[autocomplete=username]").fill("user_good");
  await frame.locator("[autocomplete=current-password]").fill("canary-password");
  await frame.locator("button[type=submit]").click();
  await frame.locator('[data-deck-screen="success"]').waitFor();
}

describe("forwarding the API (DECK_AUTH_PROXY)", { timeout: 60_000 }, () => {
  test("a whole flow goes through the embed page's own origin; passwords and tokens are in no log (T43, M65, M100)", async () => {
    await using api = await startApi();
    const host = await serveHostPage();
    const running = await startProgram(build.program, {
      PORT: "0",
      DECK_API_URL: api.apiUrl,
      DECK_AUTH_PROXY: "on",
      DECK_AUTH_PARENT_ORIGINS: host.origin,
    });
    await using visit = await openPage();
    await visit.page.goto(host.framing(`${running.address}?lang=en-US&first=picker#nonce=abc`, api.token));
    await connect(visit.page);
    expect(visit.complaints).toEqual([]);
    expect([...visit.origins].toSorted()).toEqual([new URL(running.address).origin, host.origin].toSorted());
    expect(api.simulator.control.ledger().credentials).toHaveLength(1);

    const { code, output, complaints } = await running.end("SIGTERM");
    expect({ code, complaints }).toEqual({ code: 0, complaints: "" });
    expect(output).toContain(`It forwards /v2 to ${api.apiUrl}.`);
    expect(output).toMatch(/^POST \/v2\/credentials 201 \d+ ms req_embed_[0-9a-f]{32}$/m);
    expect(output).not.toMatch(/canary|tk_/);
    host.close();
  });

  test("SIGTERM: an answer under way is finished, nothing new is taken, the end is clean (F32)", async () => {
    const answers: ServerResponse[] = [];
    const server = createServer((_, response) => answers.push(response));
    const api = await listenLocally(server);
    const running = await startProgram(build.program, { PORT: "0", DECK_API_URL: `${api.origin}/v2`, DECK_AUTH_PROXY: "on" });
    const asked = once(server, "request");
    const answer = fetch(`${running.address}v2/sources`, { headers: { authorization: "Bearer tk_1" } });
    await asked;
    running.signal("SIGTERM");
    await expect.poll(() => fetch(`${running.address}healthz`).then(() => "open", () => "shut")).toBe("shut");
    answers[0]?.writeHead(200, { "content-type": "application/json" }).end('{"data":[]}');
    expect(await (await answer).text()).toBe('{"data":[]}');
    const { code, output } = await running.ended;
    expect(code).toBe(0);
    expect(output).toMatch(/^GET \/v2\/sources 200 /m);
    api.close();
  });
});

describe("files for a static host", { timeout: 60_000 }, () => {
  // All four have the same headers (static.test.ts); these two are written most differently.
  test.each(["nginx", "netlify"])("with the headers of %s, a whole flow works and no rule is broken (M98, T8)", async (format) => {
    await using api = await startApi();
    const host = await serveHostPage();
    const folder = mkdtempSync(join(tmpdir(), "deck-auth-site-"));
    const environment = { DECK_API_URL: api.apiUrl, DECK_AUTH_PARENT_ORIGINS: host.origin };
    const written = await runToEnd(build.program, environment, ["build", "--out", folder, "--lang", "fr-CA", "--theme", "dark"]);
    expect({ code: written.code, complaints: written.complaints }).toEqual({ code: 0, complaints: "" });
    const printed = await runToEnd(build.program, environment, ["--print-headers", format]);
    expect(printed.code).toBe(0);
    expect(printed.complaints).toContain("build --out");

    const read = readers.get(format);
    if (read === undefined) throw new Error(`Nobody reads ${format}.`);
    const site = await serveFolder(folder, read(printed.output));
    await using visit = await openPage();
    await visit.page.goto(host.framing(`${site.origin}/?lang=en-US&theme=default&first=picker#nonce=abc`, api.token));
    await connect(visit.page);
    expect(visit.complaints).toEqual([]);
    expect(await visit.page.frameLocator("iframe").locator("html").getAttribute("lang")).toBe("en-US");

    // Many static hosts serve the page for every path that has no file.
    for (const path of ["x", "assets/gone.js"]) {
      const answer = await fetch(`${site.origin}/${path}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain("deck-auth");
    }

    const { code, output } = await runToEnd(build.program, environment, ["doctor", "--url", site.origin, "--host", host.origin, "--api", api.apiUrl]);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^ok {3}The page is the one that was built, to the letter\.$/m) });

    const stranger = await serveHostPage();
    await using other = await openPage();
    await other.page.goto(stranger.framing(`${site.origin}/#nonce=abc`));
    await expect.poll(() => other.complaints.join(), { timeout: 20_000 }).toContain("frame-ancestors");
    for (const one of [site, host, stranger]) one.close();
    rmSync(folder, { recursive: true });
  });

  test("have a brotli and a gzip twin each, and the deployment in the page", async () => {
    const folder = mkdtempSync(join(tmpdir(), "deck-auth-site-"));
    await runToEnd(build.program, { DECK_API_URL: "https://deck.example.com/v2" }, ["build", "--out", folder]);
    const html = readFileSync(join(folder, "index.html"), "utf8");
    expect(html).toContain("&quot;apiUrl&quot;:&quot;https://deck.example.com/v2&quot;");
    expect(gunzipSync(readFileSync(join(folder, "index.html.gz"))).toString()).toBe(html);
    const files = readdirSync(join(folder, "assets"));
    const code = files.filter((file) => file.endsWith(".js"));
    expect(code.length).toBeGreaterThan(5);
    expect(files.toSorted()).toEqual(code.flatMap((file) => [file, `${file}.br`, `${file}.gz`]).toSorted());
    rmSync(folder, { recursive: true });
  });
});

/** As text: the test runner would rewrite its imports. */
const inAnyRuntime = `(async () => {
  const { createEmbedHandler, readEnvironment } = await import("/server/handler.js");
  const { page } = await import("/page.js");
  const { settings } = readEnvironment({ DECK_AUTH_PARENT_ORIGINS: "https://app.example.com" });
  const handle = createEmbedHandler({ page, ...settings });
  const ask = async (path) => {
    const response = await handle(new Request("https://auth.example.com" + path));
    return { status: response.status, policy: response.headers.get("content-security-policy"), text: await response.text() };
  };
  const html = await ask("/?lang=fr-CA&theme=dark");
  const entry = /src="\\.(\\/assets\\/[^"]+)"/.exec(html.text)[1];
  return { html, code: await ask(entry), health: await ask("/healthz") };
})()`;

test("the handler and the page run in a runtime without Node: here, in Chromium (M98)", { timeout: 60_000 }, async () => {
  const modules = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path === "/") return void response.writeHead(200, { "content-type": "text/html" }).end('<link rel="icon" href="data:,">');
    response.writeHead(200, { "content-type": "text/javascript" }).end(readFileSync(new URL(`.${path}`, build.directory)));
  });
  const { origin, close } = await listenLocally(modules);
  await using visit = await openPage();
  await visit.page.goto(origin);
  const answers: Record<"html" | "code" | "health", { status: number; policy: string; text: string }> = await visit.page.evaluate(inAnyRuntime);
  expect(answers.html.text).toContain('<html lang="fr-CA">');
  expect(answers.html.policy).toContain("frame-ancestors https://app.example.com;");
  expect(answers.code.status).toBe(200);
  expect(answers.code.text).toBe(readFileSync(new URL(/src="\.\/(assets\/[^"]+)"/.exec(answers.html.text)?.[1] ?? "", build.directory), "utf8"));
  expect(answers.health.text).toBe("ok\n");
  expect(visit.complaints).toEqual([]);
  close();
});

test("the published handler asks nothing of Node (design 3.2)", () => {
  const seen = new Set<string>();
  const walk = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const code = readFileSync(new URL(`server/${file}`, build.directory), "utf8");
    for (const [, from = ""] of code.matchAll(/(?:from|import)\s*["']([^"']+)["']/g)) {
      expect(from).toMatch(/^\.\//);
      walk(from.slice(2));
    }
    expect(code).not.toMatch(/\b(process|Buffer|require)\b[.(]/);
  };
  walk("handler.js");
});

describe("the program's other words", { timeout: 60_000 }, () => {
  const run = (words: readonly string[], environment: Record<string, string> = {}) => runToEnd(build.program, environment, words);

  test("doctor finds nothing wrong with the server on this machine, and ends with 0 (M118)", async () => {
    await using api = await startApi();
    const host = await serveHostPage();
    const running = await startProgram(build.program, { PORT: "0", DECK_API_URL: api.apiUrl, DECK_AUTH_PARENT_ORIGINS: host.origin });
    const { code, output, complaints } = await run(["doctor", "--url", running.address, "--host", host.origin, "--api", api.apiUrl]);
    expect({ code, complaints }).toEqual({ code: 0, complaints: "" });
    expect(output).toMatch(/^ok {3}The page answers at/);
    expect(output).toMatch(/^ok {3}The page is the one that was built, to the letter\.$/m);
    expect(output).toMatch(/\n\nNothing is wrong\.\n$/);
    const bad = await run(["doctor", "--url", running.address, "--host", "https://other.example.com"]);
    expect(bad.code).toBe(1);
    expect(bad.output).toContain("BAD  https://other.example.com may not start a flow");
    expect(bad.output).toContain("     -> Add https://other.example.com to DECK_AUTH_PARENT_ORIGINS");
    expect(bad.output).toMatch(/\n2 things are wrong\.\n$/);
    await running.end("SIGINT");
    host.close();
  });

  test("--check checks and serves nothing", async () => {
    expect(await run(["--check"])).toEqual({ code: 0, output: "The variables make sense, and the page is built.\n", complaints: "" });
    const { code, complaints } = await run(["--check"], { DECK_AUTH_REPORT_URL: "http://reports.example.com" });
    expect({ code, complaints }).toEqual({
      code: 1,
      complaints: 'DECK_AUTH_REPORT_URL: "http://reports.example.com" must be https; plain http is for localhost alone.\n',
    });
  });

  test("--help names every word and every variable", async () => {
    const { code, output } = await run(["--help"]);
    expect(code).toBe(0);
    for (const word of ["--check", "build --out", "--print-headers", "doctor --url", "--token-url", "DECK_API_URL", "DECK_AUTH_PROXY", "PORT"]) {
      expect(output).toContain(word);
    }
  });

  test.each([
    [["--print-headers", "caddy"], '--print-headers: "caddy" is none of nginx, netlify, cloudflare, apache.'],
    [["build"], "build: say where to with --out <folder>."],
    [["build", "--out", "x", "--theme", "blue"], '--theme: "blue" is none of default, dark, auto.'],
    [["doctor"], "doctor: name the deployed page with --url, such as --url https://auth.example.com."],
    [["start"], "There is no command start; there are build and doctor. Without one, the page is served."],
    [["build", "now", "--out", "x"], 'There is one command at a time; "now" is too much.'],
  ])("%j ends with one sentence and 1", async (words, sentence) => {
    expect(await run(words)).toEqual({ code: 1, output: "", complaints: `${sentence}\n` });
  });

  test("a word that nobody knows leads to --help", async () => {
    const { code, complaints } = await run(["--serve"]);
    expect(code).toBe(1);
    expect(complaints).toMatch(/^Unknown option '--serve'.*\nnpx @deck-auth\/embed --help says what there is\.\n$/s);
  });
});
