import { maximumFields } from "@deck-auth/contract";
import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { readPrompt } from "../../api/prompt.ts";
import { stage } from "../../ui/testing/stage.tsx";
import { InteractionStep } from "./interaction-step.tsx";

const named = (name: unknown, more: Record<string, unknown> = {}) => ({ name, type: "string", label: "Label", ...more });
const ask = (fields: unknown, more: Record<string, unknown> = {}) => ({ type: "mfa", message: "Please", fields, ...more });
const names = (...list: string[]): [unknown, string[]] => [ask(list.map((name) => named(name))), list];
const many = (count: number) => Array.from({ length: count }, (_, at) => `n${at}`);
const long = "x".repeat(10_240);

// Appendix A.3 of the threats: what a run may carry as `interaction`, and the names that an answer must then have, in order.
const usable: [what: string, interaction: unknown, names: string[]][] = [
  ["__proto__", ...names("__proto__")],
  ["constructor", ...names("constructor")],
  ["toString", ...names("toString")],
  ["hasOwnProperty", ...names("hasOwnProperty")],
  ["submit", ...names("submit")],
  ["action", ...names("action")],
  ["nodeName", ...names("nodeName")],
  ["parentNode", ...names("parentNode")],
  ["attributes", ...names("attributes")],
  ["children and elements", ...names("children", "elements", "length")],
  ["a space", ...names(" ")],
  ["10 KB", ...names(long)],
  ["emoji", ...names("😀")],
  ["a[b]", ...names("a[b]")],
  ["a.b", ...names("a.b")],
  ["names that differ in case", ...names("code", "Code")],
  ["names that differ in their form", ...names("\u00e9", "e\u0301")],
  ["our own names", ...names("f1", "f0")],
  ["a name twice", ask([named("a"), named("b"), named("a")]), ["a", "b"]],
  ["a name twice, of two types", ask([named("a"), named("a", { type: "password" })]), ["a"]],
  ["50 fields", ...names(...many(maximumFields))],
  ["no type", ask([{ name: "a", label: "A" }]), ["a"]],
  ["a type of null", ask([named("a", { type: null })]), ["a"]],
  ["password", ask([named("a", { type: "password" })]), ["a"]],
  ["select with options", ask([named("a", { type: "select", options: ["x", "y"] })]), ["a"]],
  ["select without options", ask([named("a", { type: "select" })]), ["a"]],
  ["options of no use", ask([named("a", { options: [{}, 1] })]), ["a"]],
  ["no options", ask([named("a", { options: [] })]), ["a"]],
  ["options that share a value", ask([named("a", { options: [{ value: "x", label: "1" }, { value: "x", label: "2" }] })]), ["a"]],
  ["file", ask([named("a", { type: "file" })]), ["a"]],
  ["hidden", ask([named("a", { type: "hidden" })]), ["a"]],
  ["html", ask([named("a", { type: "html" })]), ["a"]],
  ["a number for a type", ask([named("a", { type: 7 })]), ["a"]],
  ["an object for a type", ask([named("a", { type: {} })]), ["a"]],
  ["no label", ask([{ name: "a", type: "string" }]), ["a"]],
  ["a label of HTML", ask([named("a", { label: "<img src=x onerror=alert(1)>" })]), ["a"]],
  ["a label that turns", ask([named("a", { label: "\u202Eedoc" })]), ["a"]],
  ["a label of 10 KB", ask([named("a", { label: long })]), ["a"]],
  ["a label that cannot be seen", ask([named("a", { label: "\u200B\u2060" })]), ["a"]],
  ["an object for a label", ask([named("a", { label: {} })]), ["a"]],
  ["no fields", ask([]), []],
  ["fields of null", ask(null), []],
  ["a message of null", ask([named("a")], { message: null }), ["a"]],
  ["a message of 100 KB", ask([named("a")], { message: "m".repeat(102_400) }), ["a"]],
  ["a type that nobody knows", ask([named("a")], { type: "hologram" }), ["a"]],
  ["no type of prompt", { message: "Please", fields: [named("a")] }, ["a"]],
  ["members that nobody knows", { ...ask([named("a", { sides: 6 })]), __proto__: null, extra: [] }, ["a"]],
];

const unusable: [string, unknown][] = [
  ["an empty name", ask([named("")])],
  ["a number for a name", ask([named(7)])],
  ["no name", ask([named(null)])],
  ["51 fields", ask(many(51).map((name) => named(name)))],
  ["200 fields", ask(many(200).map((name) => named(name)))],
  ["an object for fields", ask({})],
  ["a text for a field", ask(["code"])],
];

test.each(unusable)("no form is made of %s (T22, design 7.4)", (_, interaction) => {
  expect(readPrompt(interaction)).toBe("unusable");
});

test("a prompt that is not there yet is waited for", () => {
  expect(readPrompt(null)).toBeNull();
  expect(readPrompt(undefined)).toBeNull();
});

async function open(interaction: unknown) {
  const prompt = readPrompt(JSON.parse(JSON.stringify(interaction)));
  if (prompt === null || prompt === "unusable") throw new Error("no prompt");
  const answers: [string, string][][] = [];
  const step = <InteractionStep prompt={prompt} promptKey="1" sourceName="Northwind" repeated={false} busy={false} problem={null} onAnswer={(values) => answers.push([...values])} />;
  const { place } = await stage(step, { screen: "interaction" });
  await expect.element(page.getByRole("button", { name: "Continue" })).toBeVisible();
  return { place, answers };
}

/** Sets what a person would type, by the events that typing makes: fifty fields by single keys would take minutes. */
function type(input: HTMLInputElement, text: string): void {
  if (input.type === "radio") input.click();
  else {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

test.each(usable)("a prompt with %s is answered with just its names, and no value is lost (R74, R75, R76, T22, T23)", async (_, interaction, wanted) => {
  const { place, answers } = await open(interaction);
  const groups = new Map([...place.querySelectorAll("input")].map((input) => [input.name, input]));
  for (const [name, input] of groups) type(input, `value of ${name}`);
  await userEvent.click(page.getByRole("button", { name: "Continue" }));
  const [sent = []] = answers;
  expect(sent.map(([name]) => name)).toEqual(wanted);
  const body: unknown = JSON.parse(JSON.stringify({ input: Object.fromEntries(sent) }));
  expect(Object.keys(Object(Reflect.get(Object(body), "input")))).toEqual(wanted);
  for (const [index, input] of [...groups.values()].entries()) expect(sent[index]?.[1]).toBe(input.type === "radio" ? sent[index]?.[1] : `value of f${index}`);
  expect("polluted" in {}).toBe(false);
});

const polyglots = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "\"><svg/onload=alert(1)>",
  "'><iframe srcdoc='<script>alert(1)</script>'>",
  "javascript:alert(1)",
  "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert()//>",
  "</p><h1>Call this number</h1>",
  "<a href=https://evil.test>Click</a>",
  "https://evil.test/login",
  "[link](javascript:alert(1))",
  "{{constructor.constructor('alert(1)')()}}",
  "<style>*{display:none}</style>",
  "<!-- --><math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
  "<form action=https://evil.test><input name=nodeName>",
  "&lt;b&gt;bold&lt;/b&gt;",
  "<base href=https://evil.test>",
  "<template shadowrootmode=open><slot>",
  "<bdo dir=rtl>abc</bdo>\u202E\u2066",
  "\u0000<b>\u0000",
  "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
];

describe("text of a source", () => {
  test("is text, wherever it stands: nothing that it says becomes an element, a link or a name of ours (T20, T21)", async () => {
    const { place: plain } = await open(ask([named("a", { options: polyglots.map(() => "x") }), named("b"), named("c", { options: ["x", "x", "x"] })], { message: "x" }));
    const shape = (place: Element) => [...place.querySelectorAll("*")].map(({ tagName }) => tagName).join();
    const wanted = shape(plain);
    const labels = new Set([...plain.querySelectorAll("[aria-label]")].map((element) => element.getAttribute("aria-label")));
    plain.remove();
    for (const text of polyglots) {
      const fields = [named("a", { label: text, options: polyglots }), named("b", { label: text }), named("c", { label: text, options: [text, text, text] })];
      const { place } = await open(ask(fields, { message: text }));
      expect(shape(place), text).toBe(wanted);
      expect(new Set([...place.querySelectorAll("[aria-label]")].map((element) => element.getAttribute("aria-label")))).toEqual(labels);
      expect(place.querySelectorAll("a, script, img, iframe, base, style, template")).toHaveLength(0);
      expect(page.getByRole("heading", { level: 1 }).element().textContent).toBe("Confirm that it’s you");
      place.remove();
    }
  });
});
