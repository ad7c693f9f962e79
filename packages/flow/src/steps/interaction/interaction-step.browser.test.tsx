import { describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { createVirtualClock } from "@deck-auth/simulator";
import { everyLook, findViolations } from "../../ui/testing/axe.ts";
import { findOverflow, findSmallTargets, narrowAndLarge } from "../../ui/testing/layout.ts";
import { stage } from "../../ui/testing/stage.tsx";
import { InteractionStep } from "./interaction-step.tsx";
import type { InteractionStepProps } from "./interaction-step.tsx";
import type { Prompt, PromptField } from "../../api/prompt.ts";
import { stayingValues } from "./read-answer.ts";

const submit = page.getByRole("button", { name: "Continue" });
const field = (change: Partial<PromptField>): PromptField => ({ name: "x", type: "string", label: null, options: null, ...change });
const codePrompt: Prompt = { type: "mfa", message: "Enter the code we sent you", fields: [field({ name: "code", label: "Verification code" })] };
const options = (count: number) => Array.from({ length: count }, (_, index) => ({ value: `acc_${index}`, label: `Account ${index}` }));

async function open(prompt: Prompt, props: Partial<InteractionStepProps> = {}) {
  const answers: Record<string, string>[] = [];
  const onAnswer = vi.fn<InteractionStepProps["onAnswer"]>((values) => void answers.push(Object.fromEntries(values)));
  const step = (change: Partial<InteractionStepProps> = {}) => (
    <InteractionStep
      prompt={prompt}
      promptKey="1"
      sourceName="Northwind"
      repeated={false}
      busy={false}
      problem={null}
      onAnswer={onAnswer}
      {...props}
      {...change}
    />
  );
  const { place, show } = await stage(step(), { screen: "interaction" });
  await expect.element(submit).toBeVisible();
  const inputs = () => [...place.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")];
  return { answers, onAnswer, place, inputs, update: (change: Partial<InteractionStepProps>) => show(step(change)) };
}

/** What stands in the texts that describe this input. */
const describing = (input: Element | undefined) =>
  (input?.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent).join(" ");
const alerts = () => page.getByRole("alert").elements().map(({ textContent }) => textContent).join();

describe("a code", () => {
  test("is asked for in one field, for the phone's own filling-in, without a length (A-5)", async () => {
    const { inputs } = await open(codePrompt);
    const [input] = inputs();
    expect(input?.autocomplete).toBe("one-time-code");
    expect(input?.getAttribute("inputmode")).toBe("numeric");
    expect(input?.hasAttribute("maxlength")).toBe(false);
    await expect.element(page.getByLabelText("Verification code")).toBeVisible();
  });

  test("is sent when the person says so, without the separators it was pasted with (A-17, goal M45)", async () => {
    const { answers } = await open(codePrompt);
    await page.getByLabelText("Verification code").fill("123 456");
    expect(answers).toEqual([]);
    await userEvent.keyboard("{Enter}");
    expect(answers).toEqual([{ code: "123456" }]);
  });

  test("that was not accepted is asked for again: empty, at the first field, announced as a new alert each time (R79, R80)", async () => {
    const { update, inputs } = await open(codePrompt);
    await page.getByLabelText("Verification code").fill("000000");
    await userEvent.click(submit);
    expect(alerts()).toBe("");
    update({ promptKey: "2", repeated: true });
    await expect.poll(alerts).toContain("That code wasn’t accepted.");
    expect(inputs()[0]?.value).toBe("");
    expect(document.activeElement).toBe(inputs()[0]);
    expect(inputs()[0]?.getAttribute("aria-invalid")).toBe("true");
    expect(describing(inputs()[0])).toContain("That code wasn’t accepted.");
    const first = page.getByRole("alert").element();
    update({ promptKey: "3", repeated: true });
    await expect.poll(() => page.getByRole("alert").element()).not.toBe(first);
  });
});

describe("an answer that was not accepted", () => {
  const prompt: Prompt = {
    type: "mfa",
    message: "Confirm your device",
    fields: [
      field({ name: "device", label: "Name of the device" }),
      field({ name: "code", label: "Code" }),
      field({ name: "pin", type: "password", label: "PIN" }),
      field({ name: "born", type: "date", label: "Date of birth" }),
      field({ name: "trust", type: "boolean", label: "Trust it" }),
      field({ name: "account", label: "Account", options: options(3) }),
      field({ name: "branch", label: "Branch", options: options(8) }),
    ],
  };
  const answer = new Map([["device", "My phone"], ["code", "000000"], ["pin", "1234"], ["born", "1990-02-28"], ["trust", "true"], ["account", "acc_2"], ["branch", "acc_7"]]);

  test("keeps all but codes and secrets, which are emptied; nothing of it stands in the markup (M44, R79, T27)", async () => {
    const before = stayingValues(answer, prompt);
    expect([...before.keys()]).toEqual(["device", "born", "trust", "account", "branch"]);
    const { answers, place } = await open(prompt, { repeated: true, before });
    await expect.element(page.getByLabelText("Name of the device")).toHaveValue("My phone");
    await expect.element(page.getByLabelText("Code")).toHaveValue("");
    await expect.element(page.getByLabelText("PIN")).toHaveValue("");
    await expect.element(page.getByLabelText("Code")).toHaveAttribute("aria-invalid", "true");
    await expect.element(page.getByLabelText("Name of the device")).not.toHaveAttribute("aria-invalid");
    expect(place.outerHTML).not.toMatch(/My phone|1990-02-28/);
    await page.getByLabelText("Code").fill("123456");
    await expect.element(page.getByLabelText("Code")).not.toHaveAttribute("aria-invalid");
    await page.getByLabelText("PIN").fill("5678");
    await userEvent.click(submit);
    expect(answers).toEqual([{ ...Object.fromEntries(answer), code: "123456", pin: "5678" }]);
  });

  test("with a single field is emptied, whatever it is (R79)", () => {
    for (const only of prompt.fields) {
      const alone = { ...prompt, fields: [only] };
      expect([...stayingValues(answer, alone).keys()], only.name).toEqual([]);
    }
  });

  test("is followed by the new prompt's message, said word for word, each time anew (M44)", async () => {
    const clock = createVirtualClock();
    const step = (number: string, message: string) => (
      <InteractionStep prompt={{ ...codePrompt, message }} promptKey={number} sourceName="Northwind" repeated={number !== "1"} busy={false} problem={null} onAnswer={() => {}} />
    );
    const { place, show } = await stage(step("1", "Enter the code"), { screen: "interaction", clock });
    await expect.element(submit).toBeVisible();
    const said: string[] = [];
    const status = place.querySelector("[role=status]");
    if (!status) throw new Error("no status region");
    new MutationObserver(() => said.push(status.textContent ?? "")).observe(status, { childList: true });
    for (const [number, message] of [["1", "Enter the code"], ["2", "Enter the code"], ["3", "Enter the \u202Enewest code"]] as const) {
      show(step(number, message));
      await expect.poll(() => place.querySelector("blockquote")?.textContent).toBe(message.replace("\u202E", ""));
      await expect.poll(async () => (await clock.advance(5_000), said.length)).toBe(Number(number));
    }
    expect(said).toEqual(["Northwind says: Enter the code", "Northwind says: Enter the code", "Northwind says: Enter the newest code"]);
  });
});

describe("fields", () => {
  test("of every kind are shown in order and sent together, all as strings (R71, R75, R76)", async () => {
    const { answers, inputs } = await open({
      type: "never_seen",
      message: "Please fill in",
      fields: [
        field({ name: "note", type: "hologram" }),
        field({ name: "mail", type: "email", label: "Mail" }),
        field({ name: "phone", type: "tel" }),
        field({ name: "count", type: "number" }),
        field({ name: "born", type: "date" }),
        field({ name: "trust", type: "boolean", label: "Trust this device" }),
        field({ name: "skip", type: "boolean", label: "Skip" }),
        field({ name: "pin", type: "password", label: "PIN" }),
        field({ name: "account", options: options(3) }),
        field({ name: "branch", options: options(7) }),
      ],
    });
    await page.getByLabelText("Answer").fill(" as typed ");
    await page.getByLabelText("Mail").fill("a@b.example");
    await page.getByLabelText("Phone number").fill("514 555-0100");
    await page.getByLabelText("Number", { exact: true }).fill("12.50");
    await page.getByLabelText("Date").fill("1990-02-28");
    await page.getByLabelText("Trust this device").click();
    await page.getByLabelText("PIN").fill(" 1 ");
    await page.getByRole("radio", { name: "Account 1" }).click();
    await page.getByRole("combobox").selectOptions("Account 6");
    await userEvent.click(submit);
    expect(answers).toEqual([
      {
        note: " as typed ",
        mail: "a@b.example",
        phone: "514 555-0100",
        count: "12.50",
        born: "1990-02-28",
        trust: "true",
        skip: "false",
        pin: " 1 ",
        account: "acc_1",
        branch: "acc_6",
      },
    ]);
    expect(inputs().every(({ name, id }) => /^f\d$/.test(name) && !/note|mail|pin/.test(id))).toBe(true);
  });

  test("are all required: nothing is sent, each says so, the first takes the focus (A-6)", async () => {
    const { onAnswer, inputs } = await open({
      type: "x",
      message: "",
      fields: [field({ name: "a", label: "First" }), field({ name: "b", label: "Second", options: options(2) })],
    });
    await userEvent.click(submit);
    await expect.poll(alerts).toContain("Some fields still need an answer.");
    expect(document.activeElement).toBe(inputs()[0]);
    await expect.element(page.getByRole("radiogroup", { name: "Second" })).toHaveAttribute("aria-invalid", "true");
    await userEvent.keyboard("x");
    await expect.element(page.getByLabelText("First")).not.toHaveAttribute("aria-invalid");
    expect(onAnswer).not.toHaveBeenCalled();
  });

  test.each(["password", "pin"])("of type %s are masked, can be shown, and are not offered to a password manager (T24)", async (type) => {
    const { inputs } = await open({ type: "x", message: "", fields: [field({ type, label: "Secret" })] });
    expect(inputs()[0]?.type).toBe("password");
    expect(inputs()[0]?.autocomplete).toBe("off");
    await userEvent.click(page.getByRole("button", { name: "Show what you type" }));
    await expect.poll(() => inputs()[0]?.type).toBe("text");
  });

  test("with names that would be trouble as ids or keys are sent under just those names (T22, T23)", async () => {
    const names = ["__proto__", "constructor", "submit", "nodeName", "parentNode", "attributes", "a[b]", "action", "😀", " "];
    const sent: [string, string][] = [];
    const { place } = await open(
      { type: "x", message: "", fields: names.map((name) => field({ name, label: `Label of ${name}` })) },
      { onAnswer: (values) => sent.push(...values) },
    );
    for (const [index, input] of [...place.querySelectorAll("input")].entries()) await userEvent.fill(input, String(index));
    expect(await findViolations(place)).toEqual([]);
    await userEvent.click(submit);
    expect(sent).toEqual(names.map((name, index) => [name, String(index)]));
  });

  test("that are chosen from look like the others: the outline of an input, and the colour of danger where something is wrong", async () => {
    const fields = [field({ name: "a", label: "Name" }), field({ name: "b", label: "Account", options: options(2) }), field({ name: "c", type: "boolean", label: "Agree" })];
    const { place, update } = await open({ type: "custom", message: "", fields });
    const colours = () => [...place.querySelectorAll("[data-slot=input], [data-slot=option]")].map((element) => getComputedStyle(element).borderTopColor);
    const [plain = ""] = colours();
    expect(colours()).toEqual([plain, plain, plain, plain]);
    const wrong = async (name: string) => {
      update({ problem: { kind: "invalid", field: name } });
      await expect.poll(() => place.querySelector(`[data-invalid] [name=f${fields.findIndex((one) => one.name === name)}]`)).not.toBeNull();
      await expect.poll(() => place.getAnimations({ subtree: true }).length).toBe(0);
      return colours();
    };
    const [danger = ""] = await wrong("a");
    expect(danger).not.toBe(plain);
    expect((await wrong("b")).slice(1)).toEqual([danger, danger, plain]);
    expect((await wrong("c")).slice(1)).toEqual([plain, plain, danger]);
  });

  test("offer up to six options at once, and more in a list (R86, goal M47)", async () => {
    const { place, update } = await open({ type: "x", message: "", fields: [field({ options: options(6) })] });
    expect(place.querySelectorAll("input[type=radio]")).toHaveLength(6);
    update({ promptKey: "2", prompt: { type: "x", message: "", fields: [field({ options: options(7) })] } });
    await expect.poll(() => place.querySelectorAll("option")).toHaveLength(8);
  });
});

describe("what the source says", () => {
  test("is quoted, attributed, and text only (R72, T20, T21)", async () => {
    const { place } = await open({ ...codePrompt, message: `<b>Call</b> \u202E555 <img src=x onerror=alert(1)>` });
    const quote = place.querySelector("blockquote");
    expect(quote?.textContent).toBe("<b>Call</b> 555 <img src=x onerror=alert(1)>");
    expect(quote?.getAttribute("lang")).toBe("");
    expect(quote?.getAttribute("dir")).toBe("auto");
    expect(quote?.children).toHaveLength(0);
    expect(place.querySelector("figcaption")?.textContent).toBe("Northwind says:");
    expect(place.querySelector("h1")?.textContent).toBe("Confirm that it’s you");
  });

  test("at length opens on request (T21)", async () => {
    const { place } = await open({ ...codePrompt, message: "é".repeat(600) });
    const length = () => [...(place.querySelector("blockquote")?.textContent ?? "")].length;
    expect(length()).toBe(501);
    await userEvent.click(page.getByRole("button", { name: "Show the whole message" }));
    await expect.poll(length).toBe(600);
    await userEvent.click(page.getByRole("button", { name: "Show less" }));
    await expect.poll(length).toBe(501);
  });
});

test("a prompt without fields shows message and Continue, and answers with nothing (R88, goal M48)", async () => {
  const { answers, place } = await open({ type: "mfa", message: "Approve on your phone", fields: [] });
  expect(place.querySelectorAll("input")).toHaveLength(0);
  await expect.element(page.getByText("Approve on your phone")).toBeVisible();
  await userEvent.click(submit);
  expect(answers).toEqual([{}]);
});

test("an answer under way is one, and keeps the focus (A-18)", async () => {
  const { onAnswer, update } = await open(codePrompt);
  await page.getByLabelText("Verification code").fill("123456");
  await userEvent.click(submit);
  update({ busy: true });
  await expect.element(submit).toHaveAttribute("aria-disabled", "true");
  await userEvent.click(submit, { force: true });
  await userEvent.keyboard("{Enter}");
  expect(onAnswer).toHaveBeenCalledTimes(1);
  expect(document.activeElement).toBe(submit.element());
});

test("while an answer is under way no field can be changed, and none is shown (R41, T28)", async () => {
  const prompt: Prompt = {
    type: "x",
    message: "",
    fields: [
      field({ name: "a", label: "Line" }),
      field({ name: "b", type: "password", label: "PIN" }),
      field({ name: "c", type: "boolean", label: "Yes" }),
      field({ name: "d", label: "Account", options: options(3) }),
      field({ name: "e", label: "Branch", options: options(8) }),
    ],
  };
  const { inputs, place, update } = await open(prompt);
  await page.getByLabelText("Line").fill("text");
  await page.getByLabelText("PIN").fill("1234");
  await userEvent.click(page.getByRole("button", { name: "Show what you type" }));
  await page.getByRole("radio", { name: "Account 1" }).click();
  await page.getByRole("combobox").selectOptions("Account 2");
  await userEvent.click(submit);
  expect(place.querySelector("[name=f1]")).toHaveProperty("type", "password");
  update({ busy: true });
  await expect.element(submit).toHaveAttribute("aria-disabled", "true");
  const values = () => inputs().map((input) => (input instanceof HTMLInputElement && /radio|checkbox/.test(input.type) ? input.checked : input.value));
  const before = values();
  for (const input of inputs()) {
    input.focus();
    await userEvent.keyboard("9{ArrowDown} ");
  }
  await page.getByRole("checkbox").click({ force: true });
  await page.getByRole("radio", { name: "Account 0" }).click();
  // A phone's own wheel changes a list without any key or press.
  const list = place.querySelector("select");
  if (list) list.selectedIndex = 6;
  list?.dispatchEvent(new Event("change", { bubbles: true }));
  expect(values()).toEqual(before);
});

test("an answer that does not fit says so at its field and leaves the prompt usable (R84, M49)", async () => {
  const { onAnswer, update, inputs } = await open(codePrompt);
  await page.getByLabelText("Verification code").fill("123456");
  await userEvent.click(submit);
  update({ busy: true });
  await expect.element(submit).toHaveAttribute("aria-disabled", "true");
  update({ problem: { kind: "invalid", field: "input.code" } });
  await expect.poll(alerts).toContain("That answer doesn’t fit what Northwind asked for.");
  expect(describing(inputs()[0])).toContain("That answer doesn’t fit what Northwind asked for.");
  expect(document.activeElement).toBe(inputs()[0]);
  expect(inputs()[0]?.value).toBe("123456");
  await userEvent.click(submit);
  expect(onAnswer).toHaveBeenCalledTimes(2);
});

test("there is no way back from here (R82, goal M43)", async () => {
  const { place } = await open(codePrompt);
  expect(place.querySelector("[data-deck-action=back]")).toBeNull();
});

const everyKind: Prompt = {
  type: "security_question",
  message: `What is the name of the ${"very ".repeat(120)}first school that you went to?`,
  fields: [
    field({ name: "note", label: "A".repeat(90) }),
    field({ name: "born", type: "date", label: "Date of birth" }),
    field({ name: "trust", type: "boolean", label: "Trust this device" }),
    field({ name: "pin", type: "password", label: "PIN" }),
    field({ name: "account", label: "Account", options: options(3) }),
    field({ name: "branch", label: "Branch", options: options(7) }),
  ],
};

describe.each(everyLook)("in $language and the theme $theme", (look) => {
  test.each([
    ["a code, asked for again", codePrompt],
    ["every kind of field", everyKind],
    ["nothing to type", { type: "mfa", message: "Approve on your phone", fields: [] }],
  ])("has nothing that axe finds, with %s (goal M86)", async (_, prompt) => {
    const { place } = await stage(
      <InteractionStep prompt={prompt} promptKey="1" sourceName="Northwind" repeated busy={false} problem={null} onAnswer={() => {}} />,
      { ...look, screen: "interaction", onClose: () => {} },
    );
    await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await findViolations(place)).toEqual([]);
  });

  test("fits into 320 px with text at 200 % (A-4, A-10)", async () => {
    await narrowAndLarge();
    const { place } = await stage(
      <InteractionStep prompt={everyKind} promptKey="1" sourceName="Northwind" repeated busy={false} problem={{ kind: "invalid", field: null }} onAnswer={() => {}} />,
      { ...look, screen: "interaction", onClose: () => {} },
    );
    await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(findOverflow(place)).toEqual([]);
    expect(findSmallTargets(place)).toEqual([]);
  });
});
