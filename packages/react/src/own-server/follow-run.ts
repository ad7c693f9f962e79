/** What a stream tells. */
export interface RunFollower {
  /** Something happened to the run, or may have happened unseen. */
  nudge(): void;
  /** Whether a stream stands. Told only when it changes. */
  live(isLive: boolean): void;
}

/** Milliseconds without a sign of life, of which the server gives one every 15 seconds, after which a stream is dead. */
const silence = 45_000;

/** A stream that stood for so many milliseconds was no failure. */
const stood = 15_000;

/** Milliseconds before the second try; each one after it waits twice as long as the one before, and none longer than the last. */
const [firstWait, lastWait] = [2_000, 60_000];

/** Resolves after a while, or as soon as nobody waits any more. */
const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });

/**
 * Follows the server helper's stream of a run until `signal` ends it, and comes back whenever it breaks. By `fetch`, because an
 * `EventSource` keeps the heartbeats to itself, by which alone a dead stream is told from a quiet one.
 */
export async function followRun(address: URL, { live, nudge }: RunFollower, signal: AbortSignal): Promise<void> {
  let lastId = "";
  let base = firstWait;
  let failures = 0;
  let isLive = false;
  const tell = (next: boolean): void => {
    if (isLive !== (isLive = next)) live(next);
  };

  function read(line: string): void {
    const [, field, value = ""] = /^(id|data|retry): ?(.*)/.exec(line) ?? [];
    if (field === "id") lastId = value;
    if (field === "data") nudge();
    if (field === "retry" && /^\d+$/.test(value)) base = Math.min(Number(value), lastWait);
  }

  /** One stream, from its beginning to its end, whichever. */
  async function listen(): Promise<void> {
    const attempt = new AbortController();
    const end = (): void => attempt.abort();
    let timer = setTimeout(end, silence);
    signal.addEventListener("abort", end);
    try {
      const headers = { accept: "text/event-stream", ...(lastId && { "last-event-id": lastId }) };
      const { body, ok } = await fetch(address, { headers, mode: "same-origin", cache: "no-store", signal: attempt.signal });
      if (!ok || !body) return;
      const reader = body.pipeThrough(new TextDecoderStream()).getReader();
      let opened = false;
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(timer);
        timer = setTimeout(end, silence);
        if (!opened) {
          opened = true;
          tell(true);
          // What happened while nobody listened has passed unseen.
          nudge();
        }
        const lines = (rest + value).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) read(line);
      }
    } catch {
      // Broken off, by whichever side: what follows is the same.
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      end();
    }
  }

  while (!signal.aborted) {
    const began = Date.now();
    await listen();
    if (signal.aborted) break;
    failures = Date.now() - began < stood ? failures + 1 : 1;
    // From the second failure on the flow has to look for itself.
    if (failures > 1) tell(false);
    await wait(Math.min(base * 2 ** (failures - 1), lastWait) * (0.75 + Math.random() / 2), signal);
  }
  tell(false);
}
