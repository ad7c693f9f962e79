import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../command.ts";

const pages = globSync(["*.md", "llms.txt", "docs/**/*.md", "{packages,apps}/*/README.md"], { cwd: root }).sort();

const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** What a heading is called in an address: lower case, spaces as hyphens, no other signs. */
const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").trim().replaceAll(/\s/g, "-");

const withoutCode = (text: string): string => text.replaceAll(/^ *```[^]*?^ *```/gm, "");

const anchorsOf = (path: string): string[] => [...withoutCode(read(path)).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));

test.each(pages)("every link within the project in %s leads somewhere", (page) => {
  const links = [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link).filter((link) => !/^[a-z]+:/.test(link));
  const dead = links.filter((link) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page : join(dirname(page), decodeURIComponent(path));
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
  expect(dead).toEqual([]);
});

test("every page of docs can be reached from the README", () => {
  const linked = [...read("README.md").matchAll(/\]\((docs\/[\w-]+\.md)/g)].map(([, path]) => path);
  expect(pages.filter((page) => /^docs\/[\w-]+\.md$/.test(page) && !linked.includes(page))).toEqual([]);
});

test("every package that is published says what it is", () => {
  for (const path of globSync("{packages,apps}/*/package.json", { cwd: root })) {
    const { name, private: isPrivate } = JSON.parse(read(path));
    if (!isPrivate) expect(read(join(dirname(path), "README.md"))).toMatch(`# ${name}\n`);
  }
});

test("decisions are numbered without a gap, in the file's name and in its heading", () => {
  const decisions = globSync("docs/adr/*.md", { cwd: root }).sort();
  expect(decisions.map((path) => Number(path.slice("docs/adr/".length, "docs/adr/0001".length)))).toEqual(decisions.map((_, index) => index + 1));
  for (const [index, path] of decisions.entries()) expect(read(path), path).toMatch(new RegExp(`^# ${index + 1}\\. `));
});
