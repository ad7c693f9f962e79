const key = { authorization: "Bearer sk_live_simulator", "content-type": "application/json" };

/** What the simulator wrote down, as far as tests ask for it. */
export interface Ledger {
  requests: { method: string; path: string; operation: string | null; status: number }[];
  credentials: { action: string; id: string; source_id: string; username: string | null }[];
  runs: { action: string; credential_id: string | null }[];
}

interface SourcePage {
  data: { id: string; name: string | null }[];
  has_more: boolean;
  next_cursor: string | null;
}

/** The Deck API's side, by its control routes and with the secret key of the demo. */
export class Simulator {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  async #call(method: string, path: string, body?: unknown) {
    const response = await fetch(`${this.#address}${path}`, {
      method,
      headers: key,
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

  /** Everything that happened so far, oldest first. */
  async ledger(): Promise<Ledger> {
    return this.#call("GET", "/_sim/ledger");
  }

  /** One resource, as the customer's server would read it. */
  async read(path: string): Promise<Record<string, unknown>> {
    return this.#call("GET", `/v2${path}`);
  }

  /** Id of the source with this name. */
  async sourceId(name: string): Promise<string> {
    let cursor = "";
    for (;;) {
      const page: SourcePage = await this.#call("GET", `/v2/sources?limit=100${cursor}`);
      const found = page.data.find((source) => source.name === name);
      if (found) return found.id;
      if (!page.has_more) throw new Error(`There is no source ${name}.`);
      cursor = `&cursor=${page.next_cursor}`;
    }
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
