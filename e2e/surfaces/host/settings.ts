// What the test tells the customer's page, and what that page tells the test.

/** The four ways to show the flow. */
export const surfaces = ["frame", "dialog", "inline", "element"] as const;
export type Surface = (typeof surfaces)[number];

export interface Settings {
  token: string;
  embedUrl: string;
  apiUrl: string;
  sourceId?: string | string[];
  credentialId?: string;
  externalId?: string;
  taskId?: string;
  language?: "en-US" | "fr-CA";
  theme?: "default" | "dark";
  /** Whether it is given `onClose`. */
  closable?: boolean;
  /** A function gets the token, and never comes to an end. */
  tokenHangs?: boolean;
  /** Props as a page without types may give them, in place of ours. */
  untyped?: object;
  /** Without React's StrictMode. */
  loose?: boolean;
}

export interface Call {
  name: string;
  payload: unknown;
}

/** What the page has on its window. */
export interface Host {
  show(surface: Surface, settings: Settings): void;
  change(settings: Settings): void;
  focus(): void;
  /** Takes the component away. */
  leave(): void;
  readonly calls: readonly Call[];
}

declare global {
  interface Window {
    surface: Host;
  }
}
