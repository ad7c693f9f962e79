import { checkSettings, EmbedSettingsError } from "./settings.ts";
import type { CheckedSettings, SettingNames } from "./settings.ts";

/** The environment variable of each setting. */
export const variables: SettingNames = {
  apiUrl: "DECK_API_URL",
  parentOrigins: "DECK_AUTH_PARENT_ORIGINS",
  returnUrls: "DECK_AUTH_RETURN_URLS",
  imageOrigins: "DECK_AUTH_IMAGE_ORIGINS",
  queryToken: "DECK_AUTH_QUERY_TOKEN",
  reportUrl: "DECK_AUTH_REPORT_URL",
};

/** What the environment says: the settings, and where to listen. */
export interface EmbedEnvironment extends CheckedSettings {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
}

/**
 * Reads the environment (design 3.2). Lists are separated by commas or spaces; an empty variable counts as not set.
 *
 * @throws EmbedSettingsError with a sentence for each variable that makes no sense.
 */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): EmbedEnvironment {
  const text = (name: string) => environment[name]?.trim() || undefined;
  const list = (name: string) => text(name)?.split(/[\s,]+/).filter((part) => part !== "");

  const problems: string[] = [];
  const proxy = text("DECK_AUTH_PROXY");
  if (proxy !== undefined && !["0", "off", "false"].includes(proxy.toLowerCase())) {
    problems.push("DECK_AUTH_PROXY: this version cannot forward requests to the Deck API; remove the variable.");
  }
  const port = text("PORT") ?? "4310";
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) problems.push(`PORT: "${port}" is not a port number, 0 to 65535.`);

  try {
    const checked = checkSettings(
      {
        apiUrl: text(variables.apiUrl),
        parentOrigins: list(variables.parentOrigins),
        returnUrls: list(variables.returnUrls),
        imageOrigins: list(variables.imageOrigins),
        queryToken: text(variables.queryToken),
        reportUrl: text(variables.reportUrl),
      },
      variables,
    );
    if (problems.length === 0) return { ...checked, port: Number(port), host: text("HOST") ?? "127.0.0.1" };
  } catch (error) {
    if (!(error instanceof EmbedSettingsError)) throw error;
    problems.push(...error.problems);
  }
  throw new EmbedSettingsError(problems);
}
