/** What is needed to have Deck send its events here. */
export interface DestinationOptions {
  apiUrl: string;
  secretKey: string;
  /** Where the events go: this server's `/webhooks`. */
  url: string;
  /** Signs them: `whsec_…`. */
  secret: string;
  fetch?: typeof fetch;
}

/** Tries while the API is starting, as it is under `npm start`. */
const tries = 40;
const pause = 250;

async function ask({ apiUrl, secretKey, url, secret, fetch: send = fetch }: DestinationOptions): Promise<boolean> {
  const answer = await send(`${apiUrl}/event-destinations`, {
    method: "POST",
    headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "Hearthbook", type: "webhook", events: ["*"], webhook: { url, secret } }),
  }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok === true;
}

/**
 * Registers this server for Deck's events. A customer does this once, by hand or by script, and keeps the secret; the demo does it at
 * each start because the simulator forgets.
 *
 * @returns whether it worked: without it the flow reads by itself, only more often
 */
export async function registerDestination(options: DestinationOptions): Promise<boolean> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    // oxlint-disable-next-line no-await-in-loop
    if (await ask(options)) return true;
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return false;
}
