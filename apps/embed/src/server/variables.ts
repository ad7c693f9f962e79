/** A variable of the environment, as the documentation and `--help` show it. */
export interface Variable {
  readonly name: string;
  /** What holds when it is not set. */
  readonly default: string;
  readonly meaning: string;
}

/** Every variable that the embed server reads (design 3.2). `docs/self-hosting.md` holds the same table. */
export const variables = {
  apiUrl: {
    name: "DECK_API_URL",
    default: "https://api.deck.co/v2",
    meaning: "The only place that credentials go. https; plain http for localhost alone.",
  },
  parentOrigins: {
    name: "DECK_AUTH_PARENT_ORIGINS",
    default: "none",
    meaning: "Origins that may frame the page and start a flow in it. Without any, no page can.",
  },
  returnUrls: {
    name: "DECK_AUTH_RETURN_URLS",
    default: "none",
    meaning: "Exact addresses to which a flow opened by URL may return: https://app.example.com/done, myapp://done.",
  },
  imageOrigins: { name: "DECK_AUTH_IMAGE_ORIGINS", default: "none", meaning: "Extra origins for pictures of a run." },
  proxy: {
    name: "DECK_AUTH_PROXY",
    default: "off",
    meaning: "on: forwards the nine routes that a session token may call, below /v2, for a Deck API that answers no other origin.",
  },
  queryToken: {
    name: "DECK_AUTH_QUERY_TOKEN",
    default: "accept",
    meaning: "Whether a flow opened by URL may carry its token in the query: accept or refuse.",
  },
  reportUrl: { name: "DECK_AUTH_REPORT_URL", default: "none", meaning: "Where browsers report violations of the policy. https." },
  embedderPolicy: {
    name: "DECK_AUTH_EMBEDDER_POLICY",
    default: "off",
    meaning: "For hosts that send Cross-Origin-Embedder-Policy: require-corp or credentialless, which the page then sends too.",
  },
  port: { name: "PORT", default: "4310", meaning: "0 takes any free port and prints which." },
  host: { name: "DECK_AUTH_HOST", default: "127.0.0.1", meaning: "The address to listen on; 0.0.0.0 in a container." },
} as const satisfies Record<string, Variable>;

const known: ReadonlySet<string> = new Set(Object.values(variables).map(({ name }) => name));

/** Letters that have to be added, dropped or changed to make one text the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** The variable that was meant by a name that is none: what it was to protect would silently stay open or shut. */
export function meantVariable(name: string): string | undefined {
  if (known.has(name) || !name.startsWith("DECK")) return undefined;
  const bare = (text: string) => text.replaceAll("_", "");
  return [...known].find((one) => distance(one, name) <= 2 || bare(one) === bare(name));
}
