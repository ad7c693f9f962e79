// oxlint-disable no-restricted-imports -- it looks at every step, one after the other
import type { ReactNode } from "react";
import { describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { absences } from "../embed/absent-host.tsx";
import { NoFlow } from "../embed/by-url/notice-page.tsx";
import { CredentialsStep } from "../steps/credentials/credentials-step.tsx";
import { InteractionStep } from "../steps/interaction/interaction-step.tsx";
import { LoadingStep } from "../steps/loading/loading-step.tsx";
import { OutcomeStep } from "../steps/outcome/outcome-step.tsx";
import { SourcePicker } from "../steps/source-picker/source-picker.tsx";
import { LiveAside } from "../steps/task-run/live-aside.tsx";
import { LiveView } from "../steps/task-run/live-view.tsx";
import { TaskRunStep } from "../steps/task-run/task-run-step.tsx";
import { MoreTime } from "../ui/more-time.tsx";
import { findOverflow, narrow } from "../ui/testing/layout.ts";
import { stage } from "../ui/testing/stage.tsx";
import type { Catalog, CatalogKey } from "../i18n/catalog.ts";
import { enUS } from "../i18n/en-US.ts";

const accents: Readonly<Record<string, string>> = { a: "å", e: "ë", i: "ï", o: "ø", u: "ü", c: "ç", n: "ñ", s: "š" };

/** The text in brackets, with accents, and longer by more than 40 %, as some languages are. Placeholders stay. */
function pseudo(text: string): string {
  const words = text.replace(/\{\{.*?\}\}|[aeioucns]/g, (found) => accents[found] ?? found);
  return `[${words}${" ẍẍẍẍẍ".repeat(Math.ceil((text.length * 0.4) / 6))}]`;
}

const written = Object.fromEntries(Object.entries(enUS).map(([key, text]) => [key, pseudo(text)]));
const isCatalog = (texts: Record<string, string>): texts is Record<CatalogKey, string> => Object.keys(enUS).every((key) => key in texts);

function catalog(): Catalog {
  if (!isCatalog(written)) throw new Error("a text is missing");
  return written;
}

const nothing = () => {};
// Whatever is not ours is written in Greek here, so that it can be told from words that somebody forgot to translate.
const name = "Ωμέγα";
const sources = ["Άλφα", "Βήτα", "Γάμμα"].map((source, at) => ({ id: `src_${at}`, name: source, host: `${source}.δοκιμή` }));
const picker = { sources, state: "complete", notListedExplained: false, onRetry: nothing, onChoose: nothing, onNotListed: nothing, onBackToList: nothing } as const;
const credentials = { source: { name, host: "ωμέγα.δοκιμή" }, mode: "create", busy: false, problem: null, onSubmit: nothing, onBack: nothing } as const;
const field = (type: string, options: number = 0) => ({
  name: type,
  type,
  label: null,
  options: options === 0 ? null : Array.from({ length: options }, (_, at) => ({ value: String(at), label: `Λ ${"Ω".repeat(at)}` })),
});
const kinds = ["string", "code", "password", "number", "email", "tel", "date", "boolean"];
const prompt = { type: "security_question", message: "Ποιο είναι;", fields: [...kinds.map((kind) => field(kind)), field("a", 3), field("b", 8)] };
const interaction = { prompt, promptKey: "1", sourceName: "", repeated: true, busy: false, problem: null, onAnswer: nothing } as const;
const error = { kind: "error", type: "auth", code: "auth_invalid", requestId: "0123456789" } as const;

const image = new Image(320, 200);
const lines = [{ key: "1", text: "Άνοιγμα" }, { key: "2", text: "Αναζήτηση" }, { key: "3", text: "Είσοδος" }];
const run = { sourceName: "", phase: "verifying", elapsed: "soon", trouble: null, closable: true } as const;
const view = { sourceName: "", image, secondsAgo: 7, lines, onPause: nothing } as const;

const screens: Readonly<Record<string, ReactNode>> = {
  "the list": <SourcePicker {...picker} />,
  "the list, loading": <SourcePicker {...picker} sources={[]} state="loading" />,
  "an empty list": <SourcePicker {...picker} sources={[]} />,
  "a failed list": <SourcePicker {...picker} sources={[]} state="failed" />,
  "half a list": <SourcePicker {...picker} state="failed" />,
  "the list, offline": <SourcePicker {...picker} sources={[]} state="offline" />,
  "not listed": <SourcePicker {...picker} notListedExplained />,
  "credentials": <CredentialsStep {...credentials} sealed />,
  "new credentials": <CredentialsStep {...credentials} mode="update" problem={{ kind: "field", field: "password" }} />,
  "credentials in doubt": <CredentialsStep {...credentials} problem={{ kind: "unconfirmed" }} />,
  "other credentials than before": <CredentialsStep {...credentials} problem={{ kind: "contradicted" }} />,
  "credentials with an error": <CredentialsStep {...credentials} problem={error} />,
  "a prompt": <InteractionStep {...interaction} />,
  "a prompt, refused": <InteractionStep {...interaction} problem={{ kind: "invalid", field: null }} />,
  "approval": <InteractionStep {...interaction} prompt={{ ...prompt, type: "mfa", fields: [] }} />,
  "the run": <TaskRunStep sourceName="" phase="verifying" elapsed="very-long" trouble="retrying" closable />,
  ...Object.fromEntries(
    (["waiting", "live", "reconnecting", "frozen", "paused", "ended"] as const).map((connection) => [
      `the live view, ${connection}`,
      <TaskRunStep key={connection} {...run} live={connection}>
        <LiveView {...view} image={connection === "waiting" ? null : image} connection={connection} />
      </TaskRunStep>,
    ]),
  ),
  "the last picture beside a prompt": <><InteractionStep {...interaction} /><LiveAside sourceName="" image={image} connection="paused" /></>,
  "the last picture at the end": <><OutcomeStep outcome={error} sourceName={name} onClose={nothing} /><LiveAside sourceName="" image={image} connection="ended" /></>,
  "loading": <LoadingStep stuck={null} onRetry={nothing} />,
  "stuck": <LoadingStep stuck={{ kind: "failed" }} onRetry={nothing} />,
  "loading, slowly": <LoadingStep stuck={null} elapsed="very-long" onRetry={nothing} />,
  "a form that waits": <CredentialsStep {...credentials} busy wait="offline" />,
  "success": <OutcomeStep outcome={{ kind: "success", verified: true }} sourceName={null} onClose={nothing} />,
  "a check without a result": <OutcomeStep outcome={{ kind: "unverified", error: null }} sourceName={name} onClose={nothing} />,
  "a check that failed": <OutcomeStep outcome={{ kind: "unverified", error: { type: "task", code: "timeout", requestId: "0123456789" } }} sourceName={name} onClose={nothing} />,
  "an error": <OutcomeStep outcome={error} sourceName={name} onRetry={nothing} onClose={nothing} />,
  "the end of the session": <><h1>[]</h1><MoreTime life="last" onMore={nothing} /></>,
  "the end of the session, which can wait": <><h1>[]</h1><MoreTime life="ending" onMore={nothing} /></>,
  "a page without a flow": <NoFlow reason="visit" returnTo={null} />,
  "an interrupted page": <NoFlow reason="interrupted" returnTo="https://δοκιμή.example/" />,
  "an ended page": <NoFlow reason="ended" returnTo="https://δοκιμή.example/" />,
  "a host that is slow": <><h1>[]</h1>{absences.slow.below}</>,
  "a host that is not understood": absences.refused.instead,
};

const ours = /[a-z]/i;
/** All that is read on this screen, shown or only said. */
function texts(place: Element): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  // A text with an element in it is several nodes: what counts is the whole.
  const parents = new Set<Element>();
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement?.closest("p, h1, h2, label, button, option, figcaption, span, blockquote, code, div");
    if (holder) parents.add(holder);
  }
  for (const parent of parents) found.push(parent.textContent ?? "");
  for (const element of place.querySelectorAll("*"))
    for (const attribute of ["aria-label", "title", "placeholder", "alt", "aria-description"]) found.push(element.getAttribute(attribute) ?? "");
  return found;
}

/** What a source says and is not marked as such: of no language of ours, in its own direction. What is only said has no marks. */
function unmarked(place: Element): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent ?? "";
    const parent = walker.currentNode.parentElement;
    if (!/\p{Script=Greek}/u.test(text) || parent?.closest("[aria-hidden=true], [role=status], [data-slot=visually-hidden]")) continue;
    if (!parent?.closest('[lang=""][dir="auto"]')) found.push(`${parent?.tagName}: ${text}`);
  }
  return found;
}

describe("a language that nobody speaks", () => {
  test.each(Object.entries(screens))("says every word of “%s”, has room for it at 320 px, and marks what is not ours as of an unknown one (M82, R129, A-10, A-12)", async (_, step) => {
    await narrow();
    const { place } = await stage(step, { catalog: catalog(), onClose: nothing });
    await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
    const bare = (text: string) => text.replace(/\[[^[\]]*\]/g, "");
    // A text of ours may stand inside another one.
    const hard = texts(place).filter((text) => ours.test(bare(bare(text))));
    expect(hard).toEqual([]);
    expect(findOverflow(place)).toEqual([]);
    expect(unmarked(place)).toEqual([]);
  });
});
