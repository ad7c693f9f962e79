/** What a test may do and see of the app. */
export interface SampleApp {
  start(embedUrl: string, server: string): void;
  /** What the sample called back, in its order: a confirmation, or "closed". */
  calls: unknown[];
  /** What was opened outside. */
  opened: string[];
  /** The WebView's page, or whoever is at `url`, posted this. */
  hear(data: string, url: string): void;
  /** Whether the WebView would go there. */
  mayLoad(url: string): boolean;
  /** The system needs its memory. On Android the WebView is gone with its page, on iOS it stays. */
  killPage(system: "android" | "ios"): void;
  pressBack(): boolean;
  hostScript(type: string, data?: object): string;
  returnedIds(link: string, returnUrl: string, state: string): { credentialId: string; taskRunId: string | null } | null;
}
