/** One of the routes that are forwarded. */
export interface ProxyRoute {
  readonly method: "GET" | "POST" | "PATCH";
  /** Matches the whole path below the API's address. */
  readonly path: RegExp;
  /** Query parameters that may be sent along, each once. */
  readonly query: readonly string[];
}

/** An id as it may stand in a path: never a dot, a slash or a percent sign, which would reach another endpoint (T17). */
const id = (prefix: string) => `${prefix}_[A-Za-z0-9_-]{1,${254 - prefix.length}}`;

const route = (method: ProxyRoute["method"], path: string, query: readonly string[] = []): ProxyRoute => ({
  method,
  path: new RegExp(`^${path}$`),
  query,
});

/** The nine routes that a session token may call (deck-api 7.1). */
export const proxyRoutes: readonly ProxyRoute[] = [
  route("GET", "/sources", ["limit", "cursor"]),
  route("GET", `/sources/${id("src")}`),
  route("POST", "/credentials"),
  route("GET", `/credentials/${id("cred")}`),
  route("PATCH", `/credentials/${id("cred")}`),
  route("POST", `/tasks/${id("task")}/run`),
  // Without `include`: the page reads neither a run's input nor its files.
  route("GET", `/task-runs/${id("trun")}`),
  route("POST", `/task-runs/${id("trun")}/interaction`),
  route("GET", `/task-runs/${id("trun")}/screenshots`, ["limit", "cursor"]),
];

/** The route of a request, if it is one of the nine. */
export function findRoute(method: string, path: string): ProxyRoute | undefined {
  return proxyRoutes.find((one) => one.method === method && one.path.test(path));
}

const longestValue = 1_024;

/** The first query parameter that may not be sent along: unknown on this route, given twice, or endless (T18). */
export function refusedParameter(route: ProxyRoute, query: URLSearchParams): string | undefined {
  const seen = new Set<string>();
  for (const [name, value] of query) {
    if (!route.query.includes(name) || seen.has(name) || value.length > longestValue) return name.slice(0, 40);
    seen.add(name);
  }
  return undefined;
}
