
/** What the simulator wrote down, as far as tests ask for it. */
export interface Ledger {
  requests: { method: string; path: string; operation: string | null; status: number; caller: string | null }[];
  credentials: { action: string; id: string; source_id: string; username: string | null }[];
  runs: { action: string; credential_id: string | null }[];
}

interface SourcePage {
  data: { id: string; name: string | null }[];
  has_more: boolean;
  next_cursor: string | null;
}

/** By the address of the simulator, so that its list is walked once. */
const sourceIds: Record<string, ReadonlyMap<string | null, string>> = {};

/** The Deck API's side, by its control routes and with the secret key of the demo. */
export class Simulator {
  readonly #address: string;
  readonly #key: string;

  /** @param key each key but the demo's own opens a world of its own */
  constructor(address: string, key = "sk_live_simulator") {
    this.#address = address;
    this.#key = key;
  }

  async #call(method: string, path: string, body?: unknown) {
    const response = await fetch(`${this.#address}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text || "null");
  }

  /** A fresh world. */
  async reset(): Promise<void> {
    await this.#call("POST", "/_sim/reset", {});
  }

  /** Has all events sent there, until the next reset. */
  async sendEventsTo(url: string, secret: string): Promise<void> {
    await this.#call("POST", "/v2/event-destinations", { name: "e2e", type: "webhook", events: ["*"], webhook: { url, secret } });
  }

  /** Moves the simulator's time on. */
  async advance(milliseconds: number): Promise<void> {
    await this.#call("POST", "/_sim/clock", { advanceMs: milliseconds });
  }

  /** Everything that happened so far, oldest first. */
  async ledger(): Promise<Ledger> {
    return this.#call("GET", "/_sim/ledger");
  }

  /** The session tokens that asked for anything, by their ids. */
  async tokensUsed(): Promise<string[]> {
    const { requests } = await this.ledger();
    return [...new Set(requests.flatMap(({ caller }) => (caller === null || caller === "sk" ? [] : [caller])))];
  }

  /** A session token of this world, as the customer's server would fetch it. */
  async sessionToken(): Promise<string> {
    const session: { token: string } = await this.#call("POST", "/v2/token", {});
    return session.token;
  }

  /** One resource, as the customer's server would read it. */
  async read(path: string): Promise<Record<string, unknown>> {
    return this.#call("GET", `/v2${path}`);
  }

  /** Every source of the organization. */
  async sources(): Promise<SourcePage["data"]> {
    const found: SourcePage["data"] = [];
    let cursor = "";
    for (;;) {
      const page: SourcePage = await this.#call("GET", `/v2/sources?limit=100${cursor}`);
      found.push(...page.data);
      if (!page.has_more) return found;
      cursor = `&cursor=${page.next_cursor}`;
    }
  }

  /** Id of the first source with this name. Every fresh world has the same. */
  async sourceId(name: string): Promise<string> {
    const ids = (sourceIds[this.#address] ??= new Map((await this.sources()).toReversed().map(({ id, name }) => [name, id])));
    const id = ids.get(name);
    if (id === undefined) throw new Error(`There is no source ${name}.`);
    return id;
  }

  /** A credential that was stored before, owned by `externalId`. */
  async storeCredential(sourceId: string, externalId: string): Promise<string> {
    const stored: { id: string } = await this.#call("POST", "/v2/credentials", {
      source_id: sourceId,
      external_id: externalId,
      auth_method: "username_password",
      auth_credentials: { username: "user_good", password: "before" },
    });
    return stored.id;
  }
}
