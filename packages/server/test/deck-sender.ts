import { Agent, request } from "node:http";
import { referenceSecret, signature } from "./webhooks.ts";

/** A webhook and how its delivery went. */
export interface Sent {
  id: string;
  type: string;
  runId: string;
  /** When its first attempt began, of `performance.now()`. */
  at: number;
  /** The status of each attempt; 0 for a connection that broke. */
  attempts: number[];
  /** How long the slowest answer took, in milliseconds. */
  slowest: number;
}

/** Sends webhooks as Deck does behind a load balancer: to one after the other, again after a failure, three times at most. */
export interface DeckSender {
  readonly sent: readonly Sent[];
  /** Resolves when the delivery is over. */
  send(runId: string): Promise<Sent>;
  /** Sends to these runs in turn, so many a second, until stopped. */
  start(runIds: readonly string[], perSecond: number): () => Promise<void>;
  close(): void;
}

/** A number in letters: types of events hold no digits. */
const inLetters = (value: number): string => [...value.toString(36)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 36) % 26, 97 + Math.floor(Number.parseInt(digit, 36) / 26))).join("");

/** @param origins the processes that a load balancer knows to be up, asked for each attempt */
export function createDeckSender(origins: () => readonly string[]): DeckSender {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const sent: Sent[] = [];
  let turn = 0;

  function attempt(id: string, body: string): Promise<number> {
    const at = Math.floor(Date.now() / 1000);
    const targets = origins();
    turn += 1;
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "webhook-id": id,
      "webhook-timestamp": String(at),
      "webhook-signature": signature(referenceSecret, id, at, body),
    };
    return new Promise((resolve) => {
      const outgoing = request(`${targets[turn % targets.length]}/api/deck-auth/webhooks`, { method: "POST", agent, headers }, (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
        response.on("error", () => resolve(0));
      });
      outgoing.on("error", () => resolve(0));
      outgoing.end(body);
    });
  }

  async function send(runId: string): Promise<Sent> {
    const one: Sent = { id: `evt_${sent.length + 1}`, type: `task_run.${inLetters(sent.length + 1)}`, runId, at: performance.now(), attempts: [], slowest: 0 };
    sent.push(one);
    const body = JSON.stringify({ id: one.id, object: "event", type: one.type, data: { id: runId, object: "task_run" }, created_at: new Date().toISOString() });
    for (let tries = 0; tries < 4; tries += 1) {
      if (tries > 0) await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** tries));
      const begun = performance.now();
      const status = await attempt(one.id, body);
      one.slowest = Math.max(one.slowest, performance.now() - begun);
      one.attempts.push(status);
      if (status >= 200 && status < 300) break;
    }
    return one;
  }

  return {
    sent,
    send,
    start(runIds, perSecond) {
      const begun = performance.now();
      const deliveries: Promise<Sent>[] = [];
      const timer = setInterval(() => {
        const due = ((performance.now() - begun) / 1000) * perSecond;
        while (deliveries.length < due) deliveries.push(send(runIds[deliveries.length % runIds.length] ?? ""));
      }, 5);
      return async () => {
        clearInterval(timer);
        await Promise.all(deliveries);
      };
    },
    close: () => agent.destroy(),
  };
}
