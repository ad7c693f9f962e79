export { createDeckAuthUrl } from "./create-url.ts";
export type { DeckAuthUrlConfig } from "./create-url.ts";
export { parseDeckAuthMessage } from "./parse-message.ts";
export type { DeckAuthMessage } from "./parse-message.ts";
