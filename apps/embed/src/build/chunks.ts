import { readFileSync } from "node:fs";

/** A file that Vite made, and what it loads at once. */
interface Chunk {
  readonly file: string;
  /** Of a file that several sources were put into: the name of their group. */
  readonly name: unknown;
  readonly imports: readonly string[];
}

/** What Vite made, by source. */
export type Chunks = ReadonlyMap<string, Chunk>;

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Reads Vite's manifest. */
export function readChunks(manifest: URL): Chunks {
  const all: unknown = JSON.parse(readFileSync(manifest, "utf8"));
  if (typeof all !== "object" || all === null) throw new TypeError("Vite's manifest holds something else than expected.");
  const chunks = new Map<string, Chunk>();
  for (const [source, chunk] of Object.entries(all)) {
    const of = new Map<string, unknown>(Object.entries(chunk));
    const file = of.get("file");
    if (typeof file === "string") chunks.set(source, { file, name: of.get("name"), imports: listOf(of.get("imports")) });
  }
  return chunks;
}

/**
 * The files that these sources need before they run, each once, in the order given: the source's own, then what it imports.
 *
 * @param ends how the path of each source ends, or the name of the group that it was put into.
 * @throws when a source is no file: then what is loaded first would not be what was meant.
 */
export function filesFor(chunks: Chunks, ends: readonly string[]): string[] {
  const files = new Set<string>();
  const add = (source: string): void => {
    const chunk = chunks.get(source);
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports) add(imported);
  };
  for (const end of ends) {
    const sources = [...chunks].flatMap(([source, { name }]) => (source.endsWith(end) || name === end ? [source] : []));
    const [source] = sources;
    if (source === undefined || sources.length > 1) throw new Error(`The build has ${sources.length} files for ${end}.`);
    add(source);
  }
  return [...files];
}
