/** How a static host understands its configuration. */
export interface Site {
  /** The headers of an answer at this path, be it a file or that there is none. */
  headers(path: string, isFound: boolean): ReadonlyMap<string, string>;
  /** What is answered where no file is, if there is no `404.html`: the page, as for an app that has its paths in its code; or nothing. */
  fallsBackToThePage: boolean;
}

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
  const of = (location: string, ending: string, isFound: boolean) => [
    ...packed,
    ["content-type", `${types.get(ending)}; charset=${charset}`] as const,
    ...[...block(config, location, "}").matchAll(/add_header (\S+) "((?:[^"\\]|\\.)*)"( always)?;/g)]
      .filter(([, , , always]) => isFound || always !== undefined)
      .map(([, name = "", value = ""]) => [name, unescaped(value)] as const),
  ];
  return {
    fallsBackToThePage: false,
    headers(path, isFound) {
      if (path === "/") return lower(of("location = / {", "html", isFound));
      return path.startsWith("/assets/") ? lower(of("location /assets/ {", "js", isFound)) : new Map();
    },
  };
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
  const places = [...config.matchAll(/<LocationMatch "([^"]+)">/g)].map(([start, pattern = ""]) => ({ pattern: new RegExp(pattern), start }));
  const of = (start: string, isFound: boolean) =>
    [...block(config, start, "</LocationMatch>").matchAll(/Header( always)? set (\S+) "((?:[^"\\]|\\.)*)"/g)]
      .filter(([, always]) => isFound || always !== undefined)
      .map(([, , name = "", value = ""]) => [name, withoutFormats(unescaped(value))] as const);
  return {
    fallsBackToThePage: false,
    headers: (path, isFound) =>
      lower([
        // By the filters that pack what is sent.
        ["vary", "accept-encoding"],
        ["content-type", `${typeOf(path.endsWith(".js") ? "js" : "html")}; charset=${charset}`],
        ...places.filter(({ pattern }) => pattern.test(path)).flatMap(({ start }) => of(start, isFound)),
      ]),
  };
};

/** Every rule whose path fits counts; what two of them set is sent twice, which is one header with a comma in it. */
const readHeadersFile: Read = (config) => {
  const rules: { fits(path: string): boolean; headers: [string, string][] }[] = [];
  for (const line of config.split("\n").filter((one) => one.trim() !== "" && !one.startsWith("#"))) {
    if (line.startsWith("/")) {
      const start = line.replace(/\*$/, "");
      rules.push({ fits: (path) => (line.endsWith("*") ? path.startsWith(start) : path === line), headers: [] });
    } else rules.at(-1)?.headers.push([line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]);
  }
  return {
    fallsBackToThePage: true,
    headers(path) {
      const all = new Headers({ vary: "accept-encoding" });
      for (const rule of rules) if (rule.fits(path)) for (const [name, value] of rule.headers) all.append(name, value);
      return lower(all);
    },
  };
};

/** By the name that `--print-headers` takes. */
export const readers: ReadonlyMap<string, Read> = new Map([
  ["nginx", readNginx],
  ["apache", readApache],
  ["netlify", readHeadersFile],
  ["cloudflare", readHeadersFile],
]);
