/** `shells.json`: what the build made, for the server that serves it. */
export interface BuildList {
  readonly shells: readonly { name: string; file: string; styleHashes: readonly string[] }[];
  /** `packed`: a brotli (`.br`) and a gzip (`.gz`) twin lie beside the file. */
  readonly assets: readonly { path: string; type: string; packed: boolean }[];
}

function fields(value: unknown): Map<string, unknown> {
  if (typeof value !== "object" || value === null) throw new TypeError("shells.json holds something else than expected");
  return new Map(Object.entries(value));
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new TypeError("shells.json lacks a list");
  return value;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("shells.json lacks a text");
  return value;
}

/**
 * Reads the list that the build wrote.
 *
 * @throws TypeError when it is something else.
 */
export function readBuildList(value: unknown): BuildList {
  const all = fields(value);
  return {
    shells: list(all.get("shells")).map((shell) => {
      const of = fields(shell);
      return {
        name: text(of.get("name")),
        file: text(of.get("file")),
        styleHashes: list(of.get("styleHashes")).map(text),
      };
    }),
    assets: list(all.get("assets")).map((asset) => {
      const of = fields(asset);
      return { path: text(of.get("path")), type: text(of.get("type")), packed: of.get("packed") === true };
    }),
  };
}
