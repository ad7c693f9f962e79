import { checkSettings, EmbedSettingsError } from "./settings.ts";
import type { CheckedSettings, SettingNames } from "./settings.ts";
import { meantVariable, variables } from "./variables.ts";

const names: SettingNames = {
  apiUrl: variables.apiUrl.name,
  parentOrigins: variables.parentOrigins.name,
  returnUrls: variables.returnUrls.name,
  imageOrigins: variables.imageOrigins.name,
  queryToken: variables.queryToken.name,
  reportUrl: variables.reportUrl.name,
  embedderPolicy: variables.embedderPolicy.name,
};

/** What the environment says: the settings, and where to listen. */
export interface EmbedEnvironment {
  /** For `createEmbedServer` and `createEmbedHandler`. */
  readonly settings: CheckedSettings;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
}

const switchWords = new Map([
  ["on", true],
  ["true", true],
  ["1", true],
  ["off", false],
  ["false", false],
  ["0", false],
]);

/**
 * Reads the environment (design 3.2). Lists are separated by commas or spaces; an empty variable counts as not set.
 *
 * @throws EmbedSettingsError with a sentence for each variable that makes no sense.
 */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): EmbedEnvironment {
  const text = (name: string) => environment[name]?.trim() || undefined;
  const list = (name: string) => text(name)?.split(/[\s,]+/).filter((part) => part !== "");

  const problems: string[] = [];
  for (const name of Object.keys(environment)) {
    const meant = meantVariable(name);
    if (meant !== undefined) problems.push(`${name}: there is no such variable; did you mean ${meant}?`);
  }
  const proxyText = text(variables.proxy.name) ?? "off";
  const proxy = switchWords.get(proxyText.toLowerCase());
  if (proxy === undefined) problems.push(`${variables.proxy.name}: "${proxyText}" is neither on nor off; write one of the two.`);
  const port = text(variables.port.name) ?? variables.port.default;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    problems.push(`${variables.port.name}: "${port}" is not a port number; write one from 0 to 65535.`);
  }

  try {
    const settings = checkSettings(
      {
        apiUrl: text(names.apiUrl),
        proxy,
        parentOrigins: list(names.parentOrigins),
        returnUrls: list(names.returnUrls),
        imageOrigins: list(names.imageOrigins),
        queryToken: text(names.queryToken),
        reportUrl: text(names.reportUrl),
        embedderPolicy: text(names.embedderPolicy),
      },
      names,
    );
    if (problems.length === 0) return { settings, port: Number(port), host: text(variables.host.name) ?? variables.host.default };
  } catch (error) {
    if (!(error instanceof EmbedSettingsError)) throw error;
    problems.push(...error.problems);
  }
  throw new EmbedSettingsError(problems);
}
