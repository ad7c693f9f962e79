/** Headers by path, as a static host would understand its configuration: `/`, and `/assets/` for everything below. */
export type Site = ReadonlyMap<"/" | "/assets/", ReadonlyMap<string, string>>;

type Read = (config: string) => Site;

const lower = (pairs: Iterable<readonly [string, string]>) => new Map([...pairs].map(([name, value]) => [name.toLowerCase(), value]));

/** What stands between a line that begins with `start` and one that is `end`. */
function block(config: string, start: string, end: string): string {
  const lines = config.split("\n");
  const from = lines.findIndex((line) => line.trim() === start);
  const to = lines.findIndex((line, index) => index > from && line.trim() === end);
  if (from === -1 || to === -1) throw new Error(`There is no block ${start}.`);
  return lines.slice(from + 1, to).join("\n");
}

const unescaped = (text: string) => text.replace(/\\(.)/g, "$1");

const readNginx: Read = (config) => {
  const types = new Map([...block(config, "types {", "}").matchAll(/(\S+) (\S+);/g)].map(([, type = "", ending = ""]) => [ending, type]));
  const charset = /^\s*charset (\S+);/m.exec(config)?.[1] ?? "";
  const packed = /^\s*gzip_vary on;/m.test(config) ? [["vary", "accept-encoding"] as const] : [];
  const of = (location: string, ending: string) => [
    ...packed,
    ["content-type", `${types.get(ending)}; charset=${charset}`] as const,
    ...[...block(config, location, "}").matchAll(/add_header (\S+) "((?:[^"\\]|\\.)*)" always;/g)].map(
      ([, name = "", value = ""]) => [name, unescaped(value)] as const,
    ),
  ];
  return new Map([
    ["/", lower(of("location = / {", "html"))],
    ["/assets/", lower(of("location /assets/ {", "js"))],
  ]);
};

/** A lone percent sign begins a format there; only two of them are one. */
const withoutFormats = (value: string) =>
  value.replace(/%(.?)/g, (_, next: string) => {
    if (next !== "%") throw new Error(`Apache would take %${next} for a format.`);
    return "%";
  });

const readApache: Read = (config) => {
  const typeOf = (ending: string) => new RegExp(`AddType (\\S+) \\.${ending}`).exec(config)?.[1] ?? "";
  const charset = /AddCharset (\S+)/.exec(config)?.[1] ?? "";
  const of = (location: string, ending: string) => [
    // By the filters that pack what is sent.
    ["vary", "accept-encoding"] as const,
    ["content-type", `${typeOf(ending)}; charset=${charset}`] as const,
    ...[...block(config, location, "</LocationMatch>").matchAll(/Header always set (\S+) "((?:[^"\\]|\\.)*)"/g)].map(
      ([, name = "", value = ""]) => [name, withoutFormats(unescaped(value))] as const,
    ),
  ];
  return new Map([
    ["/", lower(of(String.raw`<LocationMatch "^/(index\.html)?$">`, "html"))],
    ["/assets/", lower(of('<LocationMatch "^/assets/">', "js"))],
  ]);
};

const readHeadersFile: Read = (config) => {
  const rules = new Map<string, [string, string][]>();
  let rule: [string, string][] = [];
  for (const line of config.split("\n").filter((one) => one.trim() !== "" && !one.startsWith("#"))) {
    if (line.startsWith("/")) rules.set(line, (rule = [["vary", "accept-encoding"]]));
    else rule.push([line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]);
  }
  return new Map([
    ["/", lower(rules.get("/") ?? [])],
    ["/assets/", lower(rules.get("/assets/*") ?? [])],
  ]);
};

/** By the name that `--print-headers` takes. */
export const readers: ReadonlyMap<string, Read> = new Map([
  ["nginx", readNginx],
  ["apache", readApache],
  ["netlify", readHeadersFile],
  ["cloudflare", readHeadersFile],
]);
