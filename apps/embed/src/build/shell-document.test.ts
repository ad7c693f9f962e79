import { describe, expect, test } from "vitest";
import { integrityOf, shellDocument, styleHash } from "./shell-document.ts";
import type { ShellParts } from "./shell-document.ts";

const parts: ShellParts = {
  language: "fr-CA",
  theme: "dark",
  title: "Un <titre> & plus",
  noScript: "Sans script",
  markup: "<div>écran</div>",
  style: "body{margin:0}",
  entry: { path: "assets/main-1.js", integrity: "sha384-a+/1" },
  preloads: [
    { path: "assets/picker-2.js", integrity: "sha384-b2==" },
    { path: "assets/fr-3.js", integrity: "sha384-c3==" },
  ],
};

test("a shell holds its language, scheme, style, entry and what its first screen needs", () => {
  expect(shellDocument(parts)).toBe(`<!doctype html>
<html lang="fr-CA">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="dark">
<title>Un &lt;titre> &amp; plus</title>
<meta name="deck-auth-deployment" content="">
<link rel="icon" href="data:,">
<script type="module" src="./assets/main-1.js" integrity="sha384-a+/1"></script>
<link rel="modulepreload" href="./assets/picker-2.js" integrity="sha384-b2==">
<link rel="modulepreload" href="./assets/fr-3.js" integrity="sha384-c3==">
<style>body{margin:0}</style>
</head>
<body><main id="deck-auth"><div>écran</div></main><noscript>Sans script</noscript></body>
</html>
`);
});

describe("what the page's policy refuses ends the build", () => {
  test.each([
    '<p style="color:red">',
    "<p\nSTYLE=x>",
    "<script>1</script>",
    '<style>p{}</style>',
    '<button onclick="x">',
    "<iframe>",
    '<form method="post" action="/x">',
  ])("%j in the markup", (markup) => {
    expect(() => shellDocument({ ...parts, markup })).toThrow(/policy refuses/);
  });

  test("a style that ends its own tag", () => {
    expect(() => shellDocument({ ...parts, style: "p{content:'</style>'}" })).toThrow(/end its own tag/);
  });
});

test("a file's content is named by the hash that browsers take of it", () => {
  // printf 'export {}' | openssl dgst -sha384 -binary | base64
  expect(integrityOf(Buffer.from("export {}"))).toBe("sha384-VVxCXcxpOv0nZ/0YpxpNmvOMf1L1Hb6UQplg7as60Q+OX5995JTMkCby7S/OIk9s");
});

test("a style is named by the hash that browsers take of it", () => {
  // printf 'body{margin:0}' | openssl dgst -sha256 -binary | base64
  expect(styleHash("body{margin:0}")).toBe("IAdwN3biDCQ3brrgp1m8kBEsPQYyqfREKOEfeoREopc=");
});
