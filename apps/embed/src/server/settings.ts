import type { Deployment } from "@deck-auth/contract";
import { readApiAddress, readReportAddress, readReturnAddress } from "./addresses.ts";
import { readOrigin } from "./origins.ts";
import type { Checked } from "./origins.ts";

/**
 * What an operator decides about a deployment of the embed page (design 3.2). None of it can come from a URL or a
 * message (T13). Every value is checked; one that makes no sense is refused, never mended.
 */
export interface EmbedServerSettings {
  /** The Deck API: the only place that credentials go. https, or http on loopback. @default "https://api.deck.co/v2" */
  apiUrl?: string | undefined;
  /** Serves the nine routes that a session token may call below `/v2`, for an API that answers no other origin. @default false */
  proxy?: boolean | undefined;
  /** Origins that may frame the page and take part in the handshake. @default none: top-level use only */
  parentOrigins?: readonly string[] | undefined;
  /** Exact return addresses, custom schemes included. @default none */
  returnUrls?: readonly string[] | undefined;
  /** Extra origins for pictures of a run. @default none */
  imageOrigins?: readonly string[] | undefined;
  /** Whether a token in the query, as existing URLs carry it, is taken (and erased at once, with a warning). @default "accept" */
  queryToken?: "accept" | "refuse" | undefined;
  /** Where browsers report violations of the policy. @default none: no reports */
  reportUrl?: string | undefined;
  /** Sent as `Cross-Origin-Embedder-Policy`, for hosts that send it themselves: `require-corp` or `credentialless`. @default "off": not sent */
  embedderPolicy?: "off" | EmbedderPolicy | undefined;
}

/** The same as variables hold it: any text, until it is checked. */
type GivenSettings = { [Name in keyof EmbedServerSettings]: EmbedServerSettings[Name] | (Name extends "queryToken" | "embedderPolicy" ? string : never) };

/** What a page can ask of everything that it loads, so that a host which asks for the same can frame it (T9). */
export const embedderPolicies = ["require-corp", "credentialless"] as const;
export type EmbedderPolicy = (typeof embedderPolicies)[number];

/** Settings that were checked, in their normal form. They can be given again as settings. */
export interface CheckedSettings {
  readonly apiUrl: string;
  readonly proxy: boolean;
  readonly parentOrigins: readonly string[];
  readonly imageOrigins: readonly string[];
  readonly returnUrls: readonly string[];
  readonly queryToken: "accept" | "refuse";
  readonly reportUrl: string | undefined;
  readonly embedderPolicy: EmbedderPolicy | undefined;
}

/** Where the routes of the API are served when they are forwarded. */
export const proxyPath = "/v2";

/** What the page is told: where routes are forwarded, it knows no other place than its own. */
export function deploymentOf({ apiUrl, proxy, parentOrigins, imageOrigins, returnUrls, queryToken }: CheckedSettings) {
  // Not named as what is returned: the published declarations know nothing of the contract.
  return { apiUrl: proxy ? proxyPath : apiUrl, parentOrigins, imageOrigins, returnUrls, queryToken } satisfies Deployment;
}

/** Thrown when settings make no sense. `problems` holds a sentence for each, `message` all of them, a line each. */
export class EmbedSettingsError extends Error {
  override readonly name = "EmbedSettingsError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

const defaultApiUrl = "https://api.deck.co/v2";

/** What each setting is called towards the person who made the mistake. */
export type SettingNames = Readonly<Record<Exclude<keyof EmbedServerSettings, "proxy">, string>>;

const optionNames: SettingNames = {
  apiUrl: "apiUrl",
  parentOrigins: "parentOrigins",
  returnUrls: "returnUrls",
  imageOrigins: "imageOrigins",
  queryToken: "queryToken",
  reportUrl: "reportUrl",
  embedderPolicy: "embedderPolicy",
};

/**
 * Checks all settings and brings them into their normal form.
 *
 * @throws EmbedSettingsError with a sentence for each setting that makes no sense.
 */
export function checkSettings(settings: GivenSettings, names: SettingNames = optionNames): CheckedSettings {
  const problems: string[] = [];

  const one = (name: keyof SettingNames, text: string, read: (text: string) => Checked): string => {
    const checked = read(text);
    if ("value" in checked) return checked.value;
    problems.push(`${names[name]}: ${checked.problem}.`);
    return "";
  };
  const each = (name: keyof SettingNames, texts: readonly string[] | undefined, read: (text: string) => Checked) => [
    ...new Set((texts ?? []).map((text) => one(name, text, read))),
  ];

  const { queryToken = "accept", embedderPolicy = "off" } = settings;
  const checked: CheckedSettings = {
    apiUrl: one("apiUrl", settings.apiUrl ?? defaultApiUrl, readApiAddress),
    proxy: settings.proxy ?? false,
    parentOrigins: each("parentOrigins", settings.parentOrigins, (text) => readOrigin(text, { apps: true })),
    imageOrigins: each("imageOrigins", settings.imageOrigins, (text) => readOrigin(text, { apps: false })),
    returnUrls: each("returnUrls", settings.returnUrls, readReturnAddress),
    queryToken: queryToken === "refuse" ? "refuse" : "accept",
    reportUrl: settings.reportUrl === undefined ? undefined : one("reportUrl", settings.reportUrl, readReportAddress),
    embedderPolicy: embedderPolicies.find((one) => one === embedderPolicy),
  };
  if (queryToken !== "accept" && queryToken !== "refuse") {
    problems.push(`${names.queryToken}: "${queryToken}" is neither accept nor refuse; write one of the two.`);
  }
  if (embedderPolicy !== "off" && checked.embedderPolicy === undefined) {
    problems.push(`${names.embedderPolicy}: "${embedderPolicy}" is none of off, ${embedderPolicies.join(", ")}; write one of them.`);
  }
  if (problems.length > 0) throw new EmbedSettingsError(problems);
  return checked;
}
