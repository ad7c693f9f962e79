// The second part of the build, after `vite build`: `node src/build/shells.ts [directory]`, by default `dist`.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { buildShells } from "./build-shells.ts";

// React asks for it when it is loaded; without it the shells would be rendered by its development build.
process.env["NODE_ENV"] = "production";
const directory = process.argv[2];
await buildShells(directory === undefined ? new URL("../../dist/", import.meta.url) : pathToFileURL(`${resolve(directory)}/`));
