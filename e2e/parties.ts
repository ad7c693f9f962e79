import { test as base } from "@playwright/test";
import { freePort } from "../scripts/ports.ts";
import { startServers } from "../scripts/servers.ts";
import type { Addresses, Servers } from "../scripts/servers.ts";
import { Demo } from "./demo.ts";
import { Flow } from "./flow.ts";
import { Simulator } from "./simulator.ts";
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

/** Simulator, embed page and demo, each on an origin of its own; new for each worker, and emptied before each test. */
export const test = base.extend<Parties, { servers: Servers; addresses: Addresses }>({
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
