import { createHash } from "node:crypto";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { BuiltPage } from "../server/built-page.ts";
import { emptyDeploymentTag } from "../server/deployment-tag.ts";
import { allShells, shellName } from "../server/shell-choice.ts";

const style = "body{margin:0}";

/** What the Content-Security-Policy must name for the style of the page below. */
export const styleHash = createHash("sha256").update(style).digest("base64");

/** The code of the page below, as it lies unpacked. */
export const code = "export const answer = 42;\n".repeat(50);

/** A page as the build makes it, but small enough to read: each shell says its own name. */
export function smallPage(): BuiltPage {
  const bytes = new Uint8Array(Buffer.from(code));
  return {
    shells: new Map(
      allShells().map((shell) => [
        shellName(shell),
        {
          html: `<!doctype html><html><head>${emptyDeploymentTag}<style>${style}</style></head>
<body>${shellName(shell)}</body></html>`,
          styleHashes: [styleHash],
        },
      ]),
    ),
    assets: new Map([
      [
        "assets/main-1.js",
        {
          type: "text/javascript; charset=utf-8",
          bodies: new Map([
            ["identity" as const, bytes],
            ["br" as const, new Uint8Array(brotliCompressSync(bytes))],
            ["gzip" as const, new Uint8Array(gzipSync(bytes))],
          ]),
        },
      ],
      ["assets/mark-2.png", { type: "image/png", bodies: new Map([["identity" as const, bytes]]) }],
    ]),
  };
}
