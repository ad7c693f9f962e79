import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { end, root, start } from "./command.ts";
import type { Ports } from "./ports.ts";

/** Where the three parties answer: each on an origin of its own, host and embed page on two sites, as in production. */
export interface Addresses {
  simulator: string;
  embed: string;
  demo: string;
}

/** The three parties, running. */
export interface Servers {
  addresses: Addresses;
  /** Signs the simulator's events to the demo, which registers for them at its start. */
  webhookSecret: string;
  /** Ends all three and waits until they are gone. */
  stop(): Promise<void>;
}

/** A party ended before it was told to. */
export class PartyEnded extends Error {
  override readonly name = "PartyEnded";
}

type Party = keyof Ports;

const programs: Record<Party, string> = {
  simulator: "packages/simulator/src/node/bin.ts",
  embed: "apps/embed/src/server/bin.ts",
  demo: "apps/demo/src/server.ts",
};

function addressesFor(ports: Ports): Addresses {
  return {
    simulator: `http://127.0.0.1:${ports.simulator}`,
    embed: `http://127.0.0.1:${ports.embed}`,
    demo: `http://localhost:${ports.demo}`,
  };
}

/** What each party is told about the others. */
function environmentFor(party: Party, ports: Ports, webhookSecret: string): NodeJS.ProcessEnv {
  const { simulator, embed, demo } = addressesFor(ports);
  return {
    PORT: String(ports[party]),
    DECK_API_URL: `${simulator}/v2`,
    DECK_AUTH_PARENT_ORIGINS: demo,
    DECK_AUTH_IMAGE_ORIGINS: simulator,
    DECK_AUTH_EMBED_URL: embed,
    DECK_WEBHOOK_SECRET: webhookSecret,
  };
}

/** Whether something answers there, whatever it says. */
async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

/** Waits until a party answers; throws when it ended instead, or did not within a minute. */
export async function untilItAnswers(party: string, child: ChildProcess, address: string, said: () => string): Promise<void> {
  const patience = Date.now() + 60_000;
  while (!(await answers(address))) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended) throw new PartyEnded(`The ${party} did not start. It said:\n${said()}`);
    if (Date.now() > patience) throw new PartyEnded(`The ${party} did not answer at ${address} within a minute. It said:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Starts simulator, embed page and demo as direct children, and waits until each answers.
 * @param onEnd is told when one of them ends by itself later on
 * @param speed how many times faster than in life the simulator's agents work
 */
export async function startServers(ports: Ports, onEnd: (problem: PartyEnded) => void, speed = 1): Promise<Servers> {
  const addresses = addressesFor(ports);
  const webhookSecret = `whsec_${randomBytes(32).toString("base64")}`;
  const children: ChildProcess[] = [];
  let stopping = false;

  async function startParty(party: Party): Promise<void> {
    let said = "";
    const pace = party === "simulator" ? ["--speed", String(speed)] : [];
    const child = start(process.execPath, [join(root, programs[party]), ...pace], environmentFor(party, ports, webhookSecret), ["ignore", "pipe", "pipe"]);
    children.push(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-4_000)));
    }
    await untilItAnswers(party, child, addresses[party], () => said);
    child.once("exit", () => {
      if (!stopping) onEnd(new PartyEnded(`The ${party} ended. It said:\n${said}`));
    });
  }

  async function stop(): Promise<void> {
    stopping = true;
    await Promise.all(children.map(end));
  }

  try {
    await Promise.all([startParty("simulator"), startParty("embed"), startParty("demo")]);
  } catch (problem) {
    await stop();
    throw problem;
  }
  return { addresses, webhookSecret, stop };
}
