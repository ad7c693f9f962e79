// `@deck-auth/embed/handler`: what runs in every runtime of the web, with no Node module behind it.
export type { AccessLogEntry } from "./access-log.ts";
export type { Asset, BuiltPage, Shell } from "./built-page.ts";
export { readEnvironment } from "./environment.ts";
export type { EmbedEnvironment } from "./environment.ts";
export { createEmbedHandler } from "./handler.ts";
export type { EmbedHandler, EmbedHandlerOptions } from "./handler.ts";
export { EmbedSettingsError } from "./settings.ts";
export type { CheckedSettings, EmbedServerSettings } from "./settings.ts";
