import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { corpus, queries } from "./testing/search-corpus.ts";
import { createSearchIndex } from "./search-index.ts";

function indexOf(names: readonly string[]) {
  const index = createSearchIndex();
  index.add(names.map((name, at) => ({ id: `src_${at}`, name, host: `site${at}.test` })));
  return (query: string) => index.search(query, 50).rows.map((row) => row.name);
}

describe("search over sources", () => {
  it("finds the right source first for at least 95 % of the queries (M22)", () => {
    const index = createSearchIndex();
    index.add(corpus);
    const missed = queries.filter(([typed, first]) => index.search(typed, 50).rows[0]?.name !== first);
    const report = missed.map(([typed, first]) => `${typed}: ${index.search(typed, 5).rows.map((row) => row.name).join(" | ")}, not ${first}`);
    expect(queries.length).toBeGreaterThanOrEqual(60);
    expect(missed.length / queries.length, report.join("\n")).toBeLessThanOrEqual(0.05);
  });

  it("folds case, accents, ligatures, punctuation and spaces (design 7.10, R18)", () => {
    const find = indexOf(["Œuvre Ægis Straße", "Caisse d’Économie Saint-Jean", "Hydro-Québec"]);
    expect(find("OEUVRE aegis STRASSE")).toEqual(["Œuvre Ægis Straße"]);
    expect(find("caisse d'economie st jean")).toEqual(["Caisse d’Économie Saint-Jean"]);
    expect(find("hydroquébec")).toEqual(["Hydro-Québec"]);
    expect(find("  hydro   quebec ")).toEqual(["Hydro-Québec"]);
    expect(find("Que\u0301bec")).toEqual(["Hydro-Québec"]);
  });

  it("forgives one wrong, missing, added or swapped letter, and only when nothing fits as typed", () => {
    const find = indexOf(["Desjardins", "Dell", "Bell"]);
    for (const typed of ["desjarrdins", "desjadins", "desjsrdins", "desjradins", "esjardins", "desjrad"]) {
      expect(find(typed), typed).toEqual(["Desjardins"]);
    }
    expect(find("bell")).toEqual(["Bell"]);
    expect(find("desxxrdins")).toEqual([]);
  });

  it("puts more of the same below: exact, beginning, word, middle", () => {
    const find = indexOf(["Old Maple Bank", "Maples Fund", "Maple", "Bigmaple", "Maple Bank"]);
    expect(find("maple")).toEqual(["Maple", "Maple Bank", "Maples Fund", "Old Maple Bank", "Bigmaple"]);
  });

  it("finds nothing for a query without letters or digits, and nothing for strangers", () => {
    const find = indexOf(["Maple"]);
    expect(find(" .!? ")).toEqual([]);
    expect(find("zzzz")).toEqual([]);
  });

  it("searches pages that arrive later together with those before (R17)", () => {
    const index = createSearchIndex();
    index.add([{ id: "src_1", name: "Maple North", host: "north.test" }]);
    expect(index.search("maple", 50).total).toBe(1);
    index.add([{ id: "src_2", name: "Maple", host: "maple.test" }]);
    expect(index.search("maple", 50).rows.map((row) => row.id)).toEqual(["src_2", "src_1"]);
    expect(index.size).toBe(2);
  });

  it("gives at most the rows that were asked for, and counts all", () => {
    const index = createSearchIndex();
    index.add(Array.from({ length: 200 }, (_, at) => ({ id: `src_${at}`, name: `Bank ${at}`, host: `bank${at}.test` })));
    const found = index.search("bank", 50);
    expect([found.rows.length, found.total]).toEqual([50, 200]);
  });

  it("finds every source by its own name and by its host, whatever they are", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.domain()), { minLength: 1, maxLength: 20 }), (pairs) => {
        const index = createSearchIndex();
        index.add(pairs.map(([name, host], at) => ({ id: `src_${at}`, name, host })));
        pairs.forEach(([name, host], at) => {
          const letters = /[\p{L}\p{N}]/u.test(name);
          if (letters && !/^\s*(https?:|www\.)|\S\.\S/i.test(name)) expect(index.search(name, 20).rows.map((row) => row.id)).toContain(`src_${at}`);
          expect(index.search(host, 20).rows.map((row) => row.id)).toContain(`src_${at}`);
        });
      }),
    );
  });
});
