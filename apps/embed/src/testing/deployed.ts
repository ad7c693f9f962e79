import { once } from "node:events";
import { serve } from "@hono/node-server";
import { createSimulator } from "@deck-auth/simulator";
import { afterEach, expect } from "vitest";
import { integrityOf, shellDocument, styleHash } from "../build/shell-document.ts";
import { createEmbedServer } from "../server/index.ts";
import type { EmbedServerOptions } from "../server/index.ts";
import { allShells, shellName } from "../server/shell-choice.ts";
import { code, smallPage } from "./small-page.ts";
import { examine } from "../doctor/examine.ts";
import type { Patient } from "../doctor/examine.ts";

/** Where the embed page of these tests is. */
export const embedOrigin = "https://auth.example.com";
const apiOrigin = "https://deck.example.com";
/** Whose page frames it. */
export const host = "https://app.example.com";

const style = "body{margin:0}";

/** A page as the build makes it, with one word in it. */
export function page() {
  const html = shellDocument({
    language: "en-US",
    theme: "default",
    title: "Connect an account",
    noScript: "",
    markup: "<p>Where is your account?</p>",
    style,
    entry: { path: "assets/main-1.js", integrity: integrityOf(Buffer.from(code)) },
    preloads: [],
  });
  const { assets } = smallPage();
  return { assets, shells: new Map(allShells().map((shell) => [shellName(shell), { html, styleHashes: [styleHash(style)] }])) };
}

/** What a proxy in front makes of an answer. */
export type Change = (response: Response, request: Request) => Response | Promise<Response>;

/** What differs from a deployment in which all is well. */
export interface Case {
  settings?: EmbedServerOptions;
  /** Changes what the embed page's origin answers, as a proxy in front would. */
  embed?: Change;
  /** The same for the API. */
  api?: Change;
  /** Headers of the host's start page. */
  hostHeaders?: Record<string, string>;
  hostStatus?: number;
  /** The host's token endpoint. */
  token?: (request: Request) => Response;
  ask?: Partial<Patient>;
}

let closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing) close();
  closing = [];
});

/** Answers on a port of its own until the test is over. */
export async function listen(answer: (request: Request) => Response | Promise<Response>): Promise<string> {
  const server = serve({ fetch: answer, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false });
  await once(server, "listening");
  closing.push(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

const same: Change = (response) => response;

/** Deploys an embed page, an API and a host page on real ports, and lets the doctor in by their names. */
export async function visit({ settings, embed = same, api = same, hostHeaders = {}, hostStatus = 200, token, ask = {} }: Case = {}) {
  const embedServer = createEmbedServer({ page: page(), apiUrl: `${apiOrigin}/v2`, parentOrigins: [host], ...settings });
  const simulator = createSimulator({ sources: 0 });
  const places = new Map([
    [embedOrigin, await listen(async (request) => embed(await embedServer.fetch(request), request))],
    [apiOrigin, await listen(async (request) => api(await simulator.fetch(request), request))],
    [host, await listen((request) => (token !== undefined && new URL(request.url).pathname !== "/" ? token(request) : new Response("host", { status: hostStatus, headers: hostHeaders })))],
  ]);
  return examine({
    url: embedOrigin,
    hosts: [host],
    now: Date.now,
    fetch: (address, init) => {
      const { origin, pathname, search } = new URL(address);
      const headers = new Headers(init.headers);
      headers.set("x-forwarded-proto", "https");
      return fetch(`${places.get(origin) ?? origin}${pathname}${search}`, { ...init, headers });
    },
    ...ask,
  });
}

/** What the doctor finds wrong, each with a way to mend it. */
export async function problemsOf(one: Case): Promise<string[]> {
  const findings = await visit(one);
  return findings.flatMap((finding) => {
    if (finding.level !== "bad") return [];
    expect(finding.mend).toMatch(/^[A-Z-].{8,}/);
    expect(finding.what).toMatch(/\.$|: <script/);
    return [finding.what];
  });
}

/** Whether the page itself is asked for. */
export const isPage = (request: Request) => new URL(request.url).pathname === "/";

/** A change of headers of the page alone; `null` takes one away. */
export const pageHeader =
  (name: string, value: string | null): Change =>
  (response, request) => {
    if (!isPage(request)) return response;
    if (value === null) response.headers.delete(name);
    else response.headers.set(name, value);
    return response;
  };

/** The page as it is served, unpacked. */
export async function plainPage(): Promise<string> {
  const plain = await createEmbedServer({ page: page(), apiUrl: `${apiOrigin}/v2`, parentOrigins: [host] }).fetch(new Request(embedOrigin));
  return plain.text();
}

/** A change of the page's HTML, whose headers stay. */
export const pageHtml =
  (change: (html: string) => string): Change =>
  async (response, request) => {
    if (!isPage(request)) return response;
    const { "content-encoding": _, "content-length": __, ...headers } = Object.fromEntries(response.headers);
    return new Response(change(await plainPage()), { headers });
  };

/** A page of the next version: its code has other names. */
export const renamed: Change = async (response, request) => {
  const { pathname } = new URL(request.url);
  if (pathname !== "/assets/main-2.js") return pageHtml((html) => html.replaceAll("main-1", "main-2"))(response, request);
  return createEmbedServer({ page: page() }).fetch(new Request(`${embedOrigin}/assets/main-1.js`, { headers: { "accept-encoding": "gzip" } }));
};

/** A change of a header of the code alone. */
export const assetHeader =
  (name: string, value: string): Change =>
  (response, request) => {
    if (new URL(request.url).pathname.startsWith("/assets/")) response.headers.set(name, value);
    return response;
  };

/** Another value for one directive of the page's policy; `null` takes it away. */
export const policyWith =
  (directive: string, value: string | null): Change =>
  (response, request) => {
    if (!isPage(request)) return response;
    const parts = (response.headers.get("content-security-policy") ?? "").split("; ").filter((part) => !part.startsWith(`${directive} `));
    response.headers.set("content-security-policy", [...parts, ...(value === null ? [] : [`${directive} ${value}`])].join("; "));
    return response;
  };
