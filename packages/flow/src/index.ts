"use client";

export type { Fetch } from "./api/client.ts";
export type { Hints as EmbedHints } from "./embed/address.ts";
export { createEmbedShell } from "./embed/embed-shell.tsx";
export { startEmbed } from "./embed/start-embed.tsx";
export type { EmbedOptions } from "./embed/start-embed.tsx";
export { DeckAuthInline } from "./inline/deck-auth-inline.tsx";
export type { DeckAuthHandle, DeckAuthInlineProps } from "./inline/props.ts";
