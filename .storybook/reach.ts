import type { StoryObj } from "@storybook/react-vite";
import { fireEvent, userEvent, waitFor, within } from "storybook/test";
import { enUS } from "../packages/flow/src/i18n/en-US.ts";
import { frCA } from "../packages/flow/src/i18n/fr-CA.ts";
import { setOnline } from "./network.ts";
import { backstages } from "./scenario.tsx";
import type { Backstage, SaidKey, ScenarioArgs } from "./scenario.tsx";

// Leads the real flow to a screen as a person would, by the public hooks alone (design 3.4).

/** Long enough for a run at 3 s latency. */
const patience = { timeout: 60_000, interval: 50 };

/** So many milliseconds pass at once between two looks, where a person would only wait. */
const stride = 250;

/** The row below the list, in both languages. */
const notListed = /^(not listed|votre site n’y est pas)/i;

/** The button that asks for more time, in both languages. */
const moreTime = /^(yes, more time|oui, plus de temps)/i;

const answers: Record<string, string> = { user_mfa: "123456", user_question: "smith" };

/** The root of the flow, in its open shadow root. */
function findFlow(canvas: HTMLElement): HTMLElement | null {
  for (const element of canvas.querySelectorAll("*")) {
    const root = element.shadowRoot?.querySelector("[data-deck-screen]");
    if (root instanceof HTMLElement) return root;
  }
  return null;
}

/** Waits for an element of the flow in `canvas`. */
export const find = (canvas: HTMLElement, selector: string): Promise<HTMLElement> => new Flow(canvas).find(selector);

class Flow {
  readonly #canvas: HTMLElement;

  constructor(canvas: HTMLElement) {
    this.#canvas = canvas;
  }

  get screen(): string | null {
    return findFlow(this.#canvas)?.dataset["deckScreen"] ?? null;
  }

  /** Waits for the element, which may not be there yet. */
  find(selector: string): Promise<HTMLElement> {
    return waitFor(() => {
      const found = findFlow(this.#canvas)?.querySelector(selector);
      if (!(found instanceof HTMLElement)) throw new Error(`${selector} is not there, on the screen ${this.screen}.`);
      return found;
    }, patience);
  }

  async type(selector: string, text: string): Promise<void> {
    const input = await this.find(selector);
    await userEvent.click(input);
    // In one go: `userEvent.type` does not look into shadow roots, so React would not learn of it.
    await fireEvent.input(input, { target: { value: text } });
  }

  async click(selector: string): Promise<void> {
    await userEvent.click(await this.find(selector));
  }

  async clickButton(name: RegExp): Promise<void> {
    const root = findFlow(this.#canvas);
    if (root) await userEvent.click(await within(root).findByRole("button", { name }, patience));
  }

  /** Waits until the flow says it, in whatever language: the text's own parts, whatever stands between them. */
  hear(key: SaidKey): Promise<void> {
    return waitFor(() => {
      const shown = findFlow(this.#canvas)?.textContent ?? "";
      const parts = (text: string) => text.split(/\{\{.*?\}\}/).map((part) => part.trim());
      if (![enUS, frCA].some((texts) => parts(texts[key]).every((part) => shown.includes(part)))) throw new Error(`It does not say ${key}: ${shown}`);
    }, patience);
  }

  get #backstage(): Backstage | undefined {
    const scenario = this.#canvas.querySelector("[data-scenario]");
    return scenario === null ? undefined : backstages.get(scenario);
  }

  /** Lets time pass at once. */
  async skip(milliseconds: number): Promise<void> {
    await this.#backstage?.skip(milliseconds);
  }

  mend(): void {
    this.#backstage?.mend();
  }

  async stopRun(): Promise<void> {
    await this.#backstage?.stopRun();
  }

  /** Waits until everything that fades or moves has come to its end; what turns for ever may go on. */
  async settle(): Promise<void> {
    const root = findFlow(this.#canvas)?.getRootNode();
    const animations = root instanceof ShadowRoot ? root.getAnimations() : [];
    const ending = animations.filter(({ effect }) => Number(effect?.getComputedTiming().endTime) < Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  }

  /** Waits until no such element is left. */
  lose(selector: string): Promise<void> {
    return waitFor(() => {
      if (findFlow(this.#canvas)?.querySelector(selector)) throw new Error(`${selector} is still there.`);
    }, patience);
  }

  /** Waits until the screen is another one, and says which. Where there is nothing to do but wait, time flies. */
  leave(screen: string | null): Promise<string> {
    return waitFor(async () => {
      if (screen === "task-run" || screen === "interaction") await this.skip(stride);
      if (this.screen === null || this.screen === screen) throw new Error(`Still on the screen ${screen}.`);
      return this.screen;
    }, patience);
  }
}

async function answer(flow: Flow, text: string): Promise<void> {
  await flow.type("form input", text);
  await flow.click("button[type=submit]");
}

async function signIn(flow: Flow, user: string): Promise<void> {
  await flow.type("[autocomplete=username]", user);
  await flow.type("[autocomplete=current-password]", "correct horse");
  await flow.click("button[type=submit]");
}

/** What a person does on each screen to come to the next one. Where nothing is listed, they wait. */
function steps(flow: Flow, user: string): Record<string, () => Promise<void>> {
  return {
    "source-picker": () => flow.click("[role=option]"),
    credentials: () => signIn(flow, user),
    // Nobody answers there, until the source gives up.
    interaction: () => user === "user_timeout" ? Promise.resolve() : answer(flow, answers[user] ?? "anything"),
  };
}

const afterwards: Record<NonNullable<ScenarioArgs["action"]>, (flow: Flow) => Promise<void>> = {
  async "search for nothing"(flow) {
    await flow.type("[role=combobox]", "qqqqqqqq");
    await flow.lose("[role=option]");
  },
  async "ask for another source"(flow) {
    await flow.clickButton(notListed);
    await flow.lose("[role=option]");
  },
  "see a picture": (flow) => flow.find('[data-connection="live"]').then(() => {}),
  async pause(flow) {
    // Before it can be paused, there must be a picture.
    await flow.find('[data-connection="live"]');
    await flow.click('[data-slot="live-caption"] button');
  },
  "open the transcript": (flow) => flow.click('[data-slot="transcript"] button'),
  async "type with caps lock on"(flow) {
    const input = await flow.find("[autocomplete=current-password]");
    await userEvent.click(input);
    await fireEvent.keyDown(input, { key: "P", modifierCapsLock: true });
  },
  async "type a space too many"(flow) {
    await flow.type("[autocomplete=username]", "ada ");
    await flow.find("[autocomplete=username]").then((input) => input.blur());
  },
  answer: (flow) => answer(flow, "123456"),
  // Where nothing is new: the page is told of it by itself.
  "lose the network": () => Promise.resolve(setOnline(false)),
  "have the run stopped": (flow) => flow.stopRun(),
  async "submit other details than before"(flow) {
    await signIn(flow, "user_good");
    // Tried for a while, then asked again; what was typed is erased after two minutes more.
    await flow.skip(5 * 60_000);
    await flow.find("[role=alert]");
    flow.mend();
    await signIn(flow, "user_other");
  },
  async submit(flow) {
    await signIn(flow, "user_good");
    await flow.find('button[type=submit][aria-disabled="true"], [role=alert], [aria-invalid="true"]');
  },
  async "ask for more time"(flow) {
    await flow.skip(27 * 60_000);
    await flow.find('[data-slot="more-time"] button');
    await flow.clickButton(moreTime);
    await flow.lose('[data-slot="more-time"] button');
  },
  "submit nothing": (flow) => flow.click("button[type=submit]"),
  async "answer wrongly"(flow) {
    await answer(flow, "000000");
    // The agent tries it, then the prompt is there again.
    await flow.leave(await flow.leave("interaction"));
  },
};

/** Leads the flow in `canvas` to the screen that the story names. */
async function reach(canvas: HTMLElement, args: Partial<ScenarioArgs>): Promise<void> {
  const { at = "source-picker", user = "user_good", action } = args;
  const flow = new Flow(canvas);
  const step = steps(flow, user);
  let screen = await flow.leave(at === "loading" ? null : "loading");
  while (screen !== at) {
    await step[screen]?.();
    screen = await flow.leave(screen);
  }
  if (at === "source-picker" && args.sees === undefined) await flow.find("[role=option]");
  if (action) await afterwards[action](flow);
  if (args.wait !== undefined) await flow.skip(args.wait * 1_000);
  if (args.sees !== undefined) await flow.find(args.sees);
  if (args.says !== undefined) await flow.hear(args.says);
  if (args.connection) await flow.find(`[data-slot="live-connection"][data-connection="${args.connection}"]`);
  await flow.settle();
}

/** The way of every story: to the screen that it names. */
export const walk: StoryObj<ScenarioArgs>["play"] = ({ canvasElement, args, step }) =>
  step(`to the screen "${args.at}"`, () => reach(canvasElement, args));
