/** Where the demo runs and whom it talks to. */
export interface DemoEnvironment {
  port: number;
  secretKey: string;
  apiUrl: string;
  /** Address of the embed page. */
  embedUrl: string;
  /** Signs Deck's events. `null`: none was given; with the simulator the demo makes one. */
  webhookSecret: string | null;
}

/** Reads the environment; what is not set points at the simulator and the embed page of `npm start`. */
export function readEnvironment(environment: Record<string, string | undefined>): DemoEnvironment | { problem: string } {
  const port = Number(environment["PORT"] ?? 4300);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return { problem: "PORT must be a number from 1 to 65535." };
  const embedUrl = environment["DECK_AUTH_EMBED_URL"] ?? "http://127.0.0.1:4310";
  if (!URL.canParse(embedUrl)) return { problem: "DECK_AUTH_EMBED_URL must be the address of the embed page." };
  return {
    port,
    secretKey: environment["DECK_SECRET_KEY"] ?? "sk_live_simulator",
    apiUrl: environment["DECK_API_URL"] ?? "http://127.0.0.1:4320/v2",
    embedUrl,
    webhookSecret: environment["DECK_WEBHOOK_SECRET"] ?? null,
  };
}
