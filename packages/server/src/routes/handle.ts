import type { DeckClient } from "../deck/client.ts";
import type { Settings } from "../options.ts";
import type { Relay } from "../relay/relay.ts";
import type { SourceIndex } from "../sources/source-index.ts";
import type { PageRoute } from "./admitted.ts";
import { answerThrown, refuseMethod, refuseRoute } from "./answers.ts";
import { createConfirmRoute } from "./confirm.ts";
import { guardPageRoute } from "./page-route.ts";
import { createSourcesRoute } from "./sources.ts";
import { createTokenRoute } from "./token.ts";
import { createWebhooksRoute } from "./webhooks.ts";

/** Takes a request, gives a response, never rejects. */
export function createHandle(settings: Settings, client: DeckClient, relay: Relay | null, sources: SourceIndex): (request: Request) => Promise<Response> {
  const { basePath, limits, log } = settings;
  const pageRoutes: PageRoute[] = [
    { name: "token", method: "POST", limit: limits.tokens, run: createTokenRoute(client) },
    { name: "confirm", method: "POST", limit: limits.confirmations, run: createConfirmRoute(client, settings) },
    { name: "sources", method: "GET", limit: limits.sources, run: createSourcesRoute(sources) },
  ];
  if (relay !== null) pageRoutes.push({ name: "events", method: "GET", limit: limits.events, run: relay.handle });
  const routes = new Map(pageRoutes.map((route) => [`${basePath}/${route.name}`, guardPageRoute(route, settings)]));
  if (settings.webhookSecrets.length > 0) {
    const webhooks = createWebhooksRoute(settings);
    routes.set(`${basePath}/webhooks`, async (request) => (request.method === "POST" ? webhooks(request) : refuseMethod("POST")));
  }

  return async (request) => {
    try {
      const route = routes.get(new URL(request.url).pathname);
      return route === undefined ? refuseRoute() : await route(request);
    } catch (error) {
      return answerThrown(error, log);
    }
  };
}
