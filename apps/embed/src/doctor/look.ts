/** The part of `fetch` that is used here. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/** What an address answered, read whole; or why it did not. */
export type Look = { readonly response: Response; readonly text: string } | { readonly problem: string; readonly mend: string };

const reasons: readonly (readonly [pattern: RegExp, problem: string, mend: string])[] = [
  [/ENOTFOUND|EAI_AGAIN/, "has no address: its name is not known", "Check the spelling, and the DNS record of this name."],
  [/ECONNREFUSED/, "refuses connections", "Start the server, or open the port; inside a container it has to listen on DECK_AUTH_HOST=0.0.0.0."],
  [/ECONNRESET|UND_ERR_SOCKET|EPIPE/, "breaks the connection off", "Look into the log of the server, and of the proxy in front of it."],
  [/TimeoutError|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|aborted due to timeout/, "does not answer in time", "Look for a firewall in between, and whether the server runs."],
  [/CERT_HAS_EXPIRED/, "has a certificate that has expired", "Renew the certificate."],
  [/ALTNAME/, "has a certificate for another name", "Get a certificate for this very name."],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER/, "has a certificate that browsers do not trust", "Get one from a public authority, and send its whole chain."],
  [/SSL|EPROTO|TLS|WRONG_VERSION/, "does not speak TLS", "Put a proxy with TLS in front of the server."],
];

function explain(error: unknown): { problem: string; mend: string } {
  const words: string[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    words.push(at.name, at.message, "code" in at ? String(at.code) : "");
    if (at instanceof AggregateError) words.push(...at.errors.map(String));
  }
  const found = reasons.find(([pattern]) => pattern.test(words.join(" ")));
  return { problem: found?.[1] ?? `cannot be reached (${words[1] ?? "no reason given"})`, mend: found?.[2] ?? "Open the address in a browser and see." };
}

const patience = 15_000;

/** Asks an address once, as nobody in particular, and follows nowhere. */
export async function look(fetch: Fetch, address: string, init: RequestInit = {}): Promise<Look> {
  try {
    const response = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(patience), ...init });
    return { response, text: await response.text() };
  } catch (error) {
    return explain(error);
  }
}
