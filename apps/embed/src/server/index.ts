export type { AccessLogEntry } from "./access-log.ts";
export { loadBuiltPage, PageNotBuiltError } from "./built-page.ts";
export type { Asset, BuiltPage, Shell } from "./built-page.ts";
export { createEmbedServer } from "./embed-server.ts";
export type { EmbedServer, EmbedServerOptions } from "./embed-server.ts";
export { readEnvironment } from "./environment.ts";
export type { EmbedEnvironment } from "./environment.ts";
export { EmbedSettingsError } from "./settings.ts";
export type { Deployment, EmbedServerSettings } from "./settings.ts";
