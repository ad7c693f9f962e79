// `npm start`: installs and builds what is needed, then runs the simulator of the Deck API, the embed page and the demo.
import { endWithChildren, run, stopWith } from "./command.ts";
import { install, installFailed } from "./install.ts";
import { isFree, portFor, portVariables } from "./ports.ts";
import type { Ports } from "./ports.ts";
import { PartyEnded, startServers } from "./servers.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

async function freePortFor(party: keyof Ports): Promise<number> {
  const port = portFor(party);
  if (typeof port === "string") return stopWith(port);
  if (await isFree(port)) return port;
  const example = `${portVariables[party].name}=${port + 10} npm start`;
  return stopWith(`Port ${port}, which the ${party} needs, is in use. End what uses it, or choose another port: ${example}`);
}

endWithChildren(0);

const ports: Ports = { simulator: await freePortFor("simulator"), embed: await freePortFor("embed"), demo: await freePortFor("demo") };
if (new Set(Object.values(ports)).size < 3) {
  const names = Object.values(portVariables).map(({ name }) => name);
  await stopWith(`Simulator, embed page and demo each need a port of their own: ${names.join(", ")}.`);
}

say("Installing packages …");
const installed = await install();
if (installed.code !== 0) await stopWith(`${installFailed}\n${installed.output}`);

say("Building the embed page and the demo …");
const built = await run("pnpm", ["--filter", "@deck-auth/embed", "--filter", "@deck-auth/demo", "run", "build"]);
if (built.code !== 0) await stopWith(`The build failed. It said:\n${built.output}`);

say("Starting …");
try {
  const { addresses } = await startServers(ports, ({ message }) => void stopWith(message));
  say(`
Deck Auth is running. Open this and connect an account:

    ${addresses.demo}

Choose a source (Northwind Bank, say), any password, and one of these user names:

    user_good       logs in
    user_mfa        is asked for a code; 123456 is the right one
    user_question   is asked for a name; smith is the right one
    user_bad        is refused by the source
    user_fail       logs in, but the run fails afterwards

Ctrl-C ends it.`);
} catch (problem) {
  if (!(problem instanceof PartyEnded)) throw problem;
  await stopWith(problem.message);
}
