import { expect } from "vitest";
import type { EmbedMessageBody, ErrorData, GivenConfig, SuccessData } from "@deck-auth/contract/messages";
import { createSimulator, createVirtualClock } from "@deck-auth/simulator";
import type { SimulatorOptions } from "@deck-auth/simulator";
import type { Fetch } from "../api/client.ts";
import type { Keeper } from "../checkpoint.ts";
import { screenOf } from "../screen.ts";
import { createSession } from "../session.ts";
import type { Surroundings } from "../surroundings.ts";
import { createMemoryTransport } from "../transports/memory.ts";

// Counted over all flows: two of them may talk to one simulator, and a key is used once.
let ids = 0;

export const apiUrl = "https://deck.test/v2";
const secretKey = "sk_live_simulator";

/** A device that tests play. While it is offline, no request leaves it. */
function playedSurroundings() {
  const listeners = { online: new Set<() => void>(), return: new Set<() => void>(), leave: new Set<() => void>(), visibility: new Set<(visible: boolean) => void>() };
  let online = true;
  let visible = true;
  const on =
    <Run,>(set: Set<Run>) =>
    (run: Run) => {
      set.add(run);
      return () => void set.delete(run);
    };
  const surroundings: Surroundings = {
    isOnline: () => online,
    isVisible: () => visible,
    onOnline: on(listeners.online),
    onReturn: on(listeners.return),
    onVisibility: on(listeners.visibility),
    onLeave: on(listeners.leave),
  };
  return {
    surroundings,
    through:
      (fetch: Fetch): Fetch =>
      (address, init) =>
        online ? fetch(address, init) : Promise.reject(new TypeError("Failed to fetch")),
    setOnline(value: boolean) {
      online = value;
      if (value) for (const run of [...listeners.online, ...listeners.return]) run();
    },
    setVisible(value: boolean) {
      visible = value;
      for (const run of listeners.visibility) run(value);
      if (value) for (const run of listeners.return) run();
    },
    leave() {
      for (const run of listeners.leave) run();
    },
    listening: () => Object.values(listeners).reduce((count, set) => count + set.size, 0),
  };
}

export interface OpenOptions extends SimulatorOptions {
  config?: GivenConfig;
  /** Default: a real one from the simulator. */
  token?: string;
  /** The device has no network to begin with. */
  offline?: boolean;
  /** What outlives this page. */
  keeper?: Keeper;
  /** Stands between the flow and the simulator: for faults on the way. */
  between?: (fetch: Fetch) => Fetch;
}

/** A fresh simulator, and a flow without screens that talks to it. Time stands still until it is moved. */
export async function openSession({ config = {}, token, keeper, offline = false, between = (fetch) => fetch, ...options }: OpenOptions = {}) {
  // Fetched ahead: a module's first import takes real time, which a clock that stands still does not give.
  await import("../actors.ts");
  const clock = createVirtualClock();
  const simulator = createSimulator({ clock, sources: 0, ...options });
  const issueToken = async (): Promise<string> => {
    const answer = await simulator.fetch(`${apiUrl}/token`, { method: "POST", headers: { authorization: `Bearer ${secretKey}` } });
    const body: unknown = await answer.json();
    if (typeof body === "object" && body !== null && "token" in body && typeof body.token === "string") return body.token;
    throw new Error("the simulator gave no token");
  };
  const device = playedSurroundings();
  device.setOnline(!offline);
  const posted: EmbedMessageBody[] = [];
  const transport = createMemoryTransport((message) => posted.push(message));
  const session = createSession({
    apiUrl,
    fetch: between(device.through((address, init) => simulator.fetch(address, init))),
    clock,
    random: () => 0.5,
    newId: () => `id-${(ids += 1)}`,
    surroundings: device.surroundings,
    hints: {},
    loadForm: () => Promise.resolve(),
    loadAhead: () => {},
  });
  session.begin({ token: token ?? (await issueToken()), config, transport, ...(keeper === undefined ? {} : { keeper }) });

  const outcomes = (): (SuccessData | ErrorData)[] =>
    posted.flatMap((message): (SuccessData | ErrorData)[] => {
      if (message.type === "success") {
        const { error, ...data } = message.data;
        return error === undefined ? [data] : [data, error];
      }
      if (message.type !== "error") return [];
      const { terminal: _terminal, ...data } = message.data;
      return [data];
    });

  return {
    session,
    simulator,
    clock,
    device,
    posted,
    host: transport,
    issueToken,
    outcomes,
    screen: () => screenOf(session.chart.getSnapshot()),
    context: () => session.chart.getSnapshot().context,
    send: session.chart.send,
    /** Submits the form as its screen does. */
    signIn(username: string, password = "correct horse") {
      session.tools.secrets.hold(
        "credentials",
        new Map([
          ["username", username],
          ["password", password],
        ]),
      );
      session.chart.send({ type: "SUBMIT" });
    },
    answer(values: Record<string, string>) {
      session.tools.secrets.hold("answer", new Map(Object.entries(values)));
      session.chart.send({ type: "ANSWER" });
    },
    /** Requests of the flow that reached the simulator, as `METHOD path`. */
    requests: () =>
      simulator.control
        .ledger()
        .requests.map(({ method, path }) => `${method} ${path.replace("/v2", "")}`)
        .filter((request) => request !== "POST /token"),
  };
}

/** Time for what needs no waiting: a second of the clock. */
export const soon = 1_000;

/** A flow at the credentials of one source, with a task that logs in. */
export async function atCredentials(options: OpenOptions = {}) {
  const flow = await openSession({
    ...options,
    config: { sourceId: "src_000001", taskId: "task_login", externalId: "user-7", ...options.config },
  });
  await flow.clock.advance(soon);
  expect(flow.screen()).toBe("credentials");
  return flow;
}

/** Moves time until the screen is another one, a minute at most. */
export async function until(flow: Awaited<ReturnType<typeof openSession>>, screen: string): Promise<void> {
  for (let step = 0; step < 240 && flow.screen() !== screen; step += 1) await flow.clock.advance(250);
  expect(flow.screen()).toBe(screen);
}
