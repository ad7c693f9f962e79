import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { listenLocally } from "./testing/listen.ts";

const textOf = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const file = textOf("apps/embed/Dockerfile").replace(/\\\n\s*/g, "");
const lines = file.split("\n").filter((line) => /^[A-Z]+ /.test(line));
const all = (word: string) => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

// There is no Docker where these tests run: what it would do is held to what there is.
describe("the Dockerfile", () => {
  test("uses the tools that everything else here is built with", () => {
    const run = textOf("scripts/run.mjs");
    expect(file).toContain(`npm install --global ${/pnpm@[\d.]+/.exec(run)?.[0]}`);
    const major = /const node = "(\d+)\./.exec(run)?.[1];
    expect(all("FROM")).toEqual([`node:${major}-slim AS build`, `node:${major}-alpine`]);
  });

  test("builds and packs this package by scripts and files that exist", () => {
    expect(file).toContain(`--filter "${manifest.name}..."`);
    expect(file).toContain(`--filter ${manifest.name} run build`);
    expect(Object.keys(manifest.scripts)).toContain("build");
    const packed = /--dir (\S+) pack/.exec(file)?.[1] ?? "";
    expect(JSON.parse(textOf(`${packed}/package.json`)).name).toBe(manifest.name);
    expect(existsSync(new URL("../../../pnpm-lock.yaml", import.meta.url))).toBe(true);
  });

  test("copies the repository without what is built or installed, and only what is published into the image", () => {
    expect(all("COPY")).toEqual([". .", "--from=build /app/node_modules ./node_modules"]);
    expect(textOf("apps/embed/Dockerfile.dockerignore").split("\n")).toEqual(expect.arrayContaining(["**/node_modules", "**/dist", ".git"]));
  });

  test("starts the published program itself, as nobody in particular, where everybody reaches it", () => {
    const command: string[] = JSON.parse(all("CMD").at(-1) ?? "[]");
    expect(command).toEqual(["node", `node_modules/${manifest.name}/${manifest.publishConfig.bin["deck-auth-embed"].replace("./", "")}`]);
    expect(all("USER")).toEqual(["node"]);
    expect(all("ENV").join()).toContain("DECK_AUTH_HOST=0.0.0.0 PORT=4310");
  });

  test("finds a server well only if /healthz says so", async () => {
    const [, words = "[]"] = /CMD (\[.*\])$/.exec(all("HEALTHCHECK")[0] ?? "") ?? [];
    const [, ...rest]: string[] = JSON.parse(words);
    let status = 200;
    const asked: string[] = [];
    const server = await listenLocally(
      createServer((request, response) => {
        asked.push(request.url ?? "");
        response.writeHead(status).end();
      }),
    );
    const check = () => promisify(execFile)(process.execPath, rest, { env: { PORT: new URL(server.origin).port } }).then(() => "well", () => "ill");
    expect(await check()).toBe("well");
    status = 503;
    expect(await check()).toBe("ill");
    server.close();
    expect(await check()).toBe("ill");
    expect(asked).toEqual(["/healthz", "/healthz"]);
  });
});
