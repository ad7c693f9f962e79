/** What {@link configureDeckAuth} takes. */
export interface DeckAuthSettings {
  /** Address of the embed page, for every `<DeckAuth>` that has no `embedUrl` of its own. */
  embedUrl: string;
}

export let configuredEmbedUrl: string | undefined;

/** Sets what all components of the page share. Call it once, before the first one is rendered. */
export function configureDeckAuth({ embedUrl }: DeckAuthSettings): void {
  configuredEmbedUrl = embedUrl;
}
