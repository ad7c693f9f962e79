// How long a keystroke takes in the picker's search, without the drawing: `node bench/search.ts [names]`.
// Absolute times say something about this machine alone; the two ratios at the end hold anywhere.
import { corpus, queries } from "../packages/flow/src/steps/source-picker/testing/search-corpus.ts";
import { createSearchIndex } from "../packages/flow/src/steps/source-picker/search-index.ts";
import type { PickableSource } from "../packages/flow/src/steps/source-picker/source.ts";

const count = Number(process.argv[2] ?? 10_000);
const pageSize = 100;
const rounds = 9;

// Names of the corpus with a place added, as branches and towns make long lists in life.
const places = ["", "Calgary", "Trois-Rivières", "Saint-Jérôme", "Ottawa", "Boston", "Austin", "Québec", "Halifax", "Fort Worth", "Laval"];
const sources: PickableSource[] = Array.from({ length: count }, (_, at) => {
  const { name, host } = corpus[at % corpus.length] ?? { name: "", host: "" };
  const place = places[Math.floor(at / corpus.length) % places.length] ?? "";
  const ward = Math.floor(at / corpus.length / places.length);
  return { id: `src_${at}`, name: [name, place, ward || ""].filter(Boolean).join(" "), host: `${place ? `${place.toLowerCase().replaceAll(" ", "")}.` : ""}${host}` };
});

const quantile = (times: number[], part: number): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0;
const timed = (run: () => unknown): number => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

/** What a search costs that does nothing but look into every name: the floor that ours is compared with. */
const folded = sources.map(({ name, host }) => `${name} ${host}`.toLowerCase());
const plainSearch = (query: string) => folded.filter((text) => text.includes(query)).slice(0, 50);

const index = createSearchIndex();
const pages: number[] = [];
for (let from = 0; from < count; from += pageSize) pages.push(timed(() => index.add(sources.slice(from, from + pageSize))));

const keys: number[] = [];
const floor: number[] = [];
for (const [query] of queries) {
  for (let length = 1; length <= query.length; length += 1) {
    const typed = query.slice(0, length);
    const plain = typed.toLowerCase();
    // The shortest of several: what else the machine does in between is no part of a keystroke.
    const shortest = (run: () => unknown) => Math.min(...Array.from({ length: rounds }, () => timed(run)));
    keys.push(shortest(() => index.search(typed, 50)));
    floor.push(shortest(() => plainSearch(plain)));
  }
}

const ms = (value: number): string => `${value.toFixed(2)} ms`;
console.log(`${count} names, ${keys.length} keystrokes`);
console.log(`index a page of ${pageSize}: median ${ms(quantile(pages, 0.5))}, longest ${ms(Math.max(...pages))}; all ${ms(pages.reduce((sum, time) => sum + time, 0))}`);
console.log(`keystroke: median ${ms(quantile(keys, 0.5))}, p95 ${ms(quantile(keys, 0.95))}, longest ${ms(Math.max(...keys))}`);
console.log(`against looking into every name: median ${(quantile(keys, 0.5) / quantile(floor, 0.5)).toFixed(1)} x, p95 ${(quantile(keys, 0.95) / quantile(floor, 0.95)).toFixed(1)} x`);
