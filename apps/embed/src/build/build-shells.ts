import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import { documentTexts } from "../page/document-texts.ts";
import type { BuildList } from "../server/build-list.ts";
import { loadBuiltPage } from "../server/load-built-page.ts";
import { allShells, shellName } from "../server/shell-choice.ts";
import type { ShellVariant } from "../server/shell-choice.ts";
import { readChunks } from "./chunks.ts";
import type { Chunks } from "./chunks.ts";
import { firstScreenFiles, weighFirstScreen } from "./first-screen.ts";
import { mediaType, packFile } from "./pack.ts";
import { pageModule, pageModuleTypes } from "./page-module.ts";
import { integrityOf, shellDocument, styleHash } from "./shell-document.ts";

const root = new URL("../../", import.meta.url);

const flowStyles = new URL("../../packages/flow/src/styles.css", root);

/** What `render-shell.tsx` gives. */
interface Renderer {
  renderShell(shell: ShellVariant): Promise<string>;
  style: string;
}

function isRenderer(value: unknown): value is Renderer {
  return typeof value === "object" && value !== null && "renderShell" in value && "style" in value;
}

/** Builds the renderer the way the page is built, so that both see the same components, and loads it. */
async function loadRenderer(): Promise<Renderer> {
  const cache = fileURLToPath(new URL("node_modules/.cache/", root));
  mkdirSync(cache, { recursive: true });
  // Inside the package, so that what is not bundled (React) is found.
  const outDir = mkdtempSync(join(cache, "shells-"));
  try {
    await build({
      configFile: false,
      root: fileURLToPath(root),
      logLevel: "warn",
      publicDir: false,
      plugins: [react()],
      resolve: { alias: [{ find: /^@deck-auth\/flow\/styles\.css/, replacement: fileURLToPath(flowStyles) }] },
      ssr: { noExternal: true, external: ["react", "react-dom"] },
      build: {
        ssr: "src/build/render-shell.tsx",
        outDir,
        emptyOutDir: false,
        minify: false,
        cssMinify: "lightningcss",
        // One file: it is gone as soon as it is loaded.
        rolldownOptions: { output: { codeSplitting: false } },
      },
    });
    const loaded: unknown = await import(pathToFileURL(join(outDir, "render-shell.js")).href);
    if (!isRenderer(loaded)) throw new TypeError("render-shell.tsx gives something else than expected.");
    return loaded;
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

type ListedShell = BuildList["shells"][number];

async function writeShell(directory: URL, chunks: Chunks, renderer: Renderer, shell: ShellVariant): Promise<ListedShell> {
  const [entry, ...preloads] = firstScreenFiles(chunks, shell).map((path) => ({ path, integrity: integrityOf(readFileSync(new URL(path, directory))) }));
  if (entry === undefined) throw new TypeError("The build has no entry.");
  const file = `shells/${shellName(shell)}.html`;
  const html = shellDocument({
    ...documentTexts[shell.language],
    language: shell.language,
    theme: shell.theme,
    markup: await renderer.renderShell(shell),
    style: renderer.style,
    entry,
    preloads,
  });
  writeFileSync(new URL(file, directory), html);
  return { name: shellName(shell), file, styleHashes: [styleHash(renderer.style)] };
}

const isTwin = (file: string) => file.endsWith(".br") || file.endsWith(".gz");

/**
 * Finishes what `vite build` began: renders a document for each language, first screen and theme, packs the code, and
 * writes down what there is to serve (`shells.json`, and `page.js` with everything in it) and what the first screen weighs (`first-screen.json`).
 *
 * @param directory where `vite build` put the page.
 */
export async function buildShells(directory: URL): Promise<void> {
  const chunks = readChunks(new URL("manifest.json", directory));
  const renderer = await loadRenderer();
  mkdirSync(new URL("shells/", directory), { recursive: true });
  const shells = await Promise.all(allShells().map((shell) => writeShell(directory, chunks, renderer, shell)));
  const assets = readdirSync(new URL("assets/", directory))
    .filter((file) => !isTwin(file))
    .map((file) => `assets/${file}`)
    .map((path) => ({ path, type: mediaType(path), packed: packFile(new URL(path, directory)) }));
  const list: BuildList = { shells, assets };
  writeFileSync(new URL("shells.json", directory), `${JSON.stringify(list, null, 2)}\n`);
  writeFileSync(new URL("page.js", directory), pageModule(loadBuiltPage(directory)));
  writeFileSync(new URL("page.d.ts", directory), pageModuleTypes);
  writeFileSync(new URL("first-screen.json", directory), `${JSON.stringify(weighFirstScreen(chunks, directory), null, 2)}\n`);
}
