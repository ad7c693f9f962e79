import { test as base } from "@playwright/test";
import { freePort } from "../scripts/ports.ts";
import { startServers } from "../scripts/servers.ts";
import type { Addresses, Servers } from "../scripts/servers.ts";
import { buildHostScript } from "./attacks/host-page.ts";
import { Demo } from "./demo.ts";
import { startEmbedServer } from "./embed-server.ts";
import type { EmbedServer } from "./embed-server.ts";
import { Flow } from "./flow.ts";
import { buildSampleApp } from "./sample-app.ts";
import { Simulator } from "./simulator.ts";
import { buildSite, serveSite } from "./surfaces/site.ts";
import { watchForTrouble } from "./trouble.ts";

interface Parties {
  /** The customer's page, not opened yet. */
  demo: Demo;
  /** What the user sees in the frame. */
  flow: Flow;
  /** What the Deck API saw and holds. */
  simulator: Simulator;
  /** Fails the test when any page complained: about its policy, in its console, or by an error. */
  calm: void;
}

/** The simulator's agents work that much faster than in life. */
const hurry = 4;

/**
 * What a worker has, each made when a test first asks for it. All of it is declared here: tests that declared more of their own would
 * not run in a worker that others have used, and a new one begins with nothing.
 */
interface Worker {
  servers: Servers;
  addresses: Addresses;
  /** An embed page that may return to two addresses, and the log of its server. */
  embedServer: EmbedServer & { returnUrls: readonly string[] };
  /** A customer's page and an embed page that it may frame: each on an origin of its own, the two of them on different sites. */
  customersSite: { host: string; embed: string };
  /** The script of the page that attacks are made on. */
  hostScript: string;
  /** The React Native sample. */
  sampleScript: string;
}

/** Simulator, embed page and demo, each on an origin of its own; new for each worker, and emptied before each test. */
export const test = base.extend<Parties, Worker>({
  servers: [
    async ({}, provide) => {
      const ports = { simulator: await freePort(), embed: await freePort(), demo: await freePort() };
      let problem: Error | null = null;
      const servers = await startServers(ports, (ended) => (problem = ended), hurry);
      await provide(servers);
      await servers.stop();
      if (problem) throw problem;
    },
    { scope: "worker" },
  ],
  addresses: [({ servers }, provide) => provide(servers.addresses), { scope: "worker" }],
  embedServer: [
    async ({ addresses }, provide) => {
      const returnUrls = [`${addresses.demo}/done`, "deckdemo://done"];
      const server = await startEmbedServer(addresses.simulator, { DECK_AUTH_PARENT_ORIGINS: addresses.demo, DECK_AUTH_RETURN_URLS: returnUrls.join(" ") });
      await provide({ ...server, returnUrls });
      await server.stop();
    },
    { scope: "worker" },
  ],
  customersSite: [
    async ({ addresses }, provide) => {
      const { simulator } = addresses;
      const port = await freePort();
      const host = `http://localhost:${port}`;
      const server = await startEmbedServer(simulator, { DECK_AUTH_PARENT_ORIGINS: host });
      const embed = new URL(server.url).origin;
      const close = await serveSite(port, await buildSite(), { embed, simulator });
      await provide({ host, embed });
      await Promise.all([close(), server.stop()]);
    },
    { scope: "worker" },
  ],
  hostScript: [async ({}, provide) => provide(await buildHostScript()), { scope: "worker" }],
  sampleScript: [async ({}, provide) => provide(await buildSampleApp()), { scope: "worker" }],
  simulator: async ({ addresses, servers }, provide) => {
    const simulator = new Simulator(addresses.simulator);
    await simulator.reset();
    await simulator.sendEventsTo(`${addresses.demo}/api/deck-auth/webhooks`, servers.webhookSecret);
    await provide(simulator);
  },
  demo: async ({ page, addresses, simulator: _emptied }, provide) => {
    await provide(new Demo(page, addresses.demo));
  },
  flow: async ({ page }, provide) => {
    await provide(new Flow(page.frameLocator("iframe[data-deck-auth]")));
  },
  calm: [
    async ({ context }, provide) => {
      const trouble = await watchForTrouble(context);
      await provide();
      trouble.expectNone();
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
