import { test as base } from "@playwright/test";
import { freePort } from "../../scripts/ports.ts";
import { startServers } from "../../scripts/servers.ts";
import type { Addresses, Servers } from "../../scripts/servers.ts";
import { Simulator } from "../simulator.ts";
import { startDisplay } from "./display.ts";
import type { Display } from "./display.ts";

interface Rig {
  /** A fresh world of the Deck API. */
  simulator: Simulator;
}

/** The same three parties as for Chromium, and a screen for programs that need one. No browser of Playwright's. */
export const test = base.extend<Rig, { servers: Servers; addresses: Addresses; display: Display }>({
  servers: [
    async ({}, provide) => {
      let problem: Error | null = null;
      const servers = await startServers({ simulator: await freePort(), embed: await freePort(), demo: await freePort() }, (ended) => (problem = ended), 4);
      await provide(servers);
      await servers.stop();
      if (problem) throw problem;
    },
    { scope: "worker" },
  ],
  addresses: [({ servers }, provide) => provide(servers.addresses), { scope: "worker" }],
  display: [
    async ({}, provide) => {
      const display = await startDisplay();
      await provide(display);
      await display.stop();
    },
    { scope: "worker" },
  ],
  simulator: async ({ addresses, servers }, provide) => {
    const simulator = new Simulator(addresses.simulator);
    await simulator.reset();
    await simulator.sendEventsTo(`${addresses.demo}/api/deck-auth/webhooks`, servers.webhookSecret);
    await provide(simulator);
  },
});

export { expect } from "@playwright/test";
