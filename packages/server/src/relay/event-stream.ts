import type { Clock } from "@deck-auth/contract";
import type { Bus } from "./bus.ts";

/** One page that listens. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Ends it; the page comes back after so many milliseconds. */
  end(retryMs: number): void;
}

interface EventStreamOptions {
  bus: Bus;
  clock: Clock;
  taskRunId: string;
  lastEventId: string | null;
  /** Asked every ten minutes: whether the page may still listen. */
  mayStay(): Promise<boolean>;
  /** Called once, however the stream ends. */
  onEnd(): void;
}

/** Milliseconds between two signs of life: proxies cut what is silent for a minute. */
const heartbeat = 15_000;
const recheck = 10 * 60 * 1000;
/** A page that has so many bytes waiting does not read; it is cut off and comes back. */
const backlog = 64 * 1024;

/** What an id of the bus looks like. Another one is not passed on: a line break in it would begin a line of its own. */
const idShape = /^[A-Za-z0-9-]{1,64}$/;

/** A page that does not read holds the end of a process back for so long, in milliseconds, and no longer. */
const lastPatience = 5_000;

/** A page comes back so many milliseconds after a break, unless it is told otherwise. */
const usualRetry = 2_000;

/** Nudges as server-sent events: `data: {"taskRunId","type","seq"}`, and nothing of what the run holds (T39, T40). */
export function createEventStream({ bus, clock, lastEventId, mayStay, onEnd, taskRunId }: EventStreamOptions): EventStream {
  const encoder = new TextEncoder();
  let stop: (() => void)[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let sequence = 0;
  let ended = false;

  function finish(): void {
    if (ended) return;
    ended = true;
    for (const one of stop) one();
    stop = [];
    onEnd();
  }

  function write(text: string): void {
    if (ended || controller === null) return;
    controller.enqueue(encoder.encode(text));
    if ((controller.desiredSize ?? 0) > 0) return;
    finish();
    controller.error(new Error("The page does not read."));
  }

  /** JSON has no line breaks of its own, so no value can begin another line of the stream. */
  function send(type: string, id: string | null): void {
    sequence += 1;
    write(`${id === null || !idShape.test(id) ? "" : `id: ${id}\n`}data: ${JSON.stringify({ taskRunId, type, seq: sequence })}\n\n`);
  }

  function end(retryMs: number): void {
    write(`retry: ${Math.round(retryMs)}\n\n`);
    if (ended || controller === null) return;
    const hasUnread = (controller.desiredSize ?? 0) < backlog;
    finish();
    controller.close();
    if (hasUnread) clock.after(lastPatience, () => controller?.error(new Error("The page does not read.")));
  }

  /** Timers that run again and again, and end with the stream. */
  function every(milliseconds: number, run: () => void): void {
    let cancel = clock.after(milliseconds, function again() {
      run();
      if (!ended) cancel = clock.after(milliseconds, again);
    });
    stop.push(() => cancel());
  }

  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
        write(`retry: ${usualRetry}\n\n`);
        const leave = bus.subscribe(taskRunId, lastEventId, { nudge: ({ id, type }) => send(type, id), missed: () => send("resync", null) });
        // A bus of one's own may have told so much at once that it is over already.
        if (ended) return leave();
        stop.push(leave);
        every(heartbeat, () => write(": still here\n\n"));
        every(recheck, () => {
          mayStay().then(
            (may) => {
              if (!may) end(usualRetry);
            },
            () => end(usualRetry),
          );
        });
      },
      cancel: finish,
    },
    // Counted here: not every worker platform knows ByteLengthQueuingStrategy.
    { highWaterMark: backlog, size: (part) => part.byteLength },
  );

  return { body, end };
}
