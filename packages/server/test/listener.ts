/** A page that listens to a stream. */
export interface Listener {
  /** All that came so far. */
  text(): string;
  /** The payloads so far. */
  nudges(): unknown[];
  /** The ids so far. */
  ids(): string[];
  /** How the stream ended; `null` while it goes on. */
  end(): "closed" | "broken" | null;
  /** Leaves, as a closed page does. */
  leave(): Promise<void>;
}

export function listen(response: Response): Listener {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let end: "closed" | "broken" | null = null;
  async function pump() {
    for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) text += decoder.decode(part.value, { stream: true });
  }
  void pump().then(
    () => (end = "closed"),
    () => (end = "broken"),
  );
  const lines = (name: string) => text.split("\n").filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
  return {
    text: () => text,
    nudges: () => lines("data").map((line): unknown => JSON.parse(line)),
    ids: () => lines("id"),
    end: () => end,
    leave: async () => reader?.cancel(),
  };
}
