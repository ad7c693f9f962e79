import { describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { everyLook, findViolations } from "../../ui/testing/axe.ts";
import { becomePhone } from "../../ui/testing/device.ts";
import { findOverflow, findSmallTargets, narrowAndLarge } from "../../ui/testing/layout.ts";
import { stage } from "../../ui/testing/stage.tsx";
import type { StageOptions } from "../../ui/testing/stage.tsx";
import { CredentialsStep } from "./credentials-step.tsx";
import type { CredentialsStepProps } from "./credentials-step.tsx";

const source = { name: "Northwind", host: "northwind.example" };
const username = page.getByLabelText("Username", { exact: true });
const password = page.getByLabelText("Password", { exact: true });
const submit = page.getByRole("button", { name: "Continue" });
const reveal = page.getByRole("button", { name: "Show password" });

async function open(props: Partial<CredentialsStepProps> = {}, options: StageOptions = {}) {
  const onSubmit = vi.fn<CredentialsStepProps["onSubmit"]>();
  const step = (change: Partial<CredentialsStepProps> = {}) => (
    <CredentialsStep source={source} mode="create" busy={false} problem={null} onSubmit={onSubmit} {...props} {...change} />
  );
  const { place, show } = await stage(step(), options);
  await expect.element(username).toBeVisible();
  return { onSubmit, place, update: (change: Partial<CredentialsStepProps>) => show(step(change)) };
}

const focusedName = () => document.activeElement?.getAttribute("name");
const alerts = () => page.getByRole("alert").elements().map(({ textContent }) => textContent).join();
const described = (element: Element) =>
  (element.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent)
    .join(" / ");

describe("the form", () => {
  test("is a real one, with labels and the tokens of password managers (R40, goal M30)", async () => {
    const { place } = await open();
    expect(place.querySelector("form")?.method).toBe("post");
    for (const [field, name, token] of [
      [username, "username", "username"],
      [password, "password", "current-password"],
    ] as const) {
      const input = field.element();
      expect(input.getAttribute("name")).toBe(name);
      expect(input.getAttribute("autocomplete")).toBe(token);
      expect(input.getAttribute("spellcheck")).toBe("false");
      expect(input.getAttribute("autocorrect")).toBe("off");
      expect(input.getAttribute("autocapitalize")).toBe("none");
      expect(input.hasAttribute("maxlength")).toBe(false);
      expect(Number.parseFloat(getComputedStyle(input).fontSize)).toBeGreaterThanOrEqual(16);
    }
    expect(password.element()).toHaveProperty("type", "password");
  });

  test("names source and host beside the button, and says where the password goes and where not (T21, goal M37)", async () => {
    const { place, update } = await open();
    const nearby = () => place.querySelector(`[data-slot="destination"]`)?.textContent ?? "";
    expect(nearby()).toContain("northwind.example");
    // In the host's own page, the page could see it.
    expect(nearby()).toMatch(/Your password goes from this form straight to Deck, encrypted\. Deck uses it only to sign in to Northwind\.$/);
    update({ sealed: true });
    await expect.poll(nearby).toMatch(/to sign in to Northwind\. The app you came from never sees it\.$/);
    expect(place.querySelectorAll("h1")).toHaveLength(1);
    await expect.element(page.getByRole("form", { name: "Sign in to Northwind" })).toBeVisible();
  });

  test("hands over exactly what was typed, by keyboard alone (R35, R142)", async () => {
    const { onSubmit } = await open();
    await userEvent.click(username);
    await userEvent.keyboard("jane{Tab}pa ss{Enter}");
    expect(onSubmit.mock.calls).toEqual([[{ username: "jane", password: "pa ss" }]]);
  });

  test.each([" lead and trail ", "é中🏦\u00a0", "x".repeat(4_096)])("takes a pasted password byte for byte: %# (T30, goal M35)", async (typed) => {
    const { onSubmit } = await open();
    await username.fill("jane");
    await password.fill(typed);
    await userEvent.click(submit);
    expect(onSubmit.mock.calls[0]?.[0].password).toBe(typed);
  });

  test("takes what a password manager sets by events alone (goal M35)", async () => {
    const { onSubmit } = await open();
    for (const [field, value] of [
      [username, "jane"],
      [password, "secret"],
    ] as const) {
      const input = field.element();
      if (!(input instanceof HTMLInputElement)) throw new Error("no input");
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    await userEvent.click(submit);
    expect(onSubmit.mock.calls).toEqual([[{ username: "jane", password: "secret" }]]);
  });

  test("never has what was typed in the markup (T27)", async () => {
    const { place, update } = await open();
    const seen: string[] = [];
    const observer = new MutationObserver(() => seen.push(place.outerHTML));
    observer.observe(place, { subtree: true, childList: true, attributes: true, characterData: true });
    await username.fill("canary-user");
    await password.fill("canary-pass");
    await userEvent.click(reveal);
    await userEvent.click(submit);
    update({ busy: true });
    await expect.element(submit).toHaveAttribute("aria-disabled", "true");
    update({ problem: { kind: "error", type: "api", code: "api_error", requestId: "req_1" } });
    await expect.element(page.getByRole("alert")).toBeVisible();
    observer.disconnect();
    expect(seen.length).toBeGreaterThan(3);
    expect([...seen, place.outerHTML].filter((html) => html.includes("canary"))).toEqual([]);
  });
});

describe("an incomplete form", () => {
  test("sends nothing, says so at each field, focuses the first, and says it again the second time (R38, R143, A-6)", async () => {
    const { onSubmit } = await open();
    await userEvent.click(submit);
    await expect.poll(alerts).toContain("Fill in both fields");
    expect(focusedName()).toBe("username");
    expect(username.element().getAttribute("aria-invalid")).toBe("true");
    expect(described(username.element())).toContain("Enter your username.");
    expect(described(password.element())).toContain("Enter your password.");
    const alert = page.getByRole("alert").element();
    await userEvent.click(submit);
    await expect.poll(() => page.getByRole("alert").element()).not.toBe(alert);
    expect(onSubmit).not.toHaveBeenCalled();
  });

  test("loses a field's error with the first edit, and names only what is left", async () => {
    const { onSubmit } = await open();
    await userEvent.click(submit);
    await userEvent.keyboard("j");
    await expect.element(username).not.toHaveAttribute("aria-invalid");
    expect(password.element().getAttribute("aria-invalid")).toBe("true");
    await userEvent.click(submit);
    await expect.poll(focusedName).toBe("password");
    expect(page.getByRole("alert").elements()).toHaveLength(0);
    expect(onSubmit).not.toHaveBeenCalled();
  });
});

describe("a submission", () => {
  test("is one, however often it is asked for in one tick (R41, F3)", async () => {
    const { onSubmit, place } = await open();
    await username.fill("jane");
    await password.fill("secret");
    const form = place.querySelector("form");
    for (let time = 0; time < 100; time += 1) form?.requestSubmit();
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });

  test("keeps text, button and focus while it is under way, and lets no other through (R41, A-18)", async () => {
    const { onSubmit, update } = await open();
    await username.fill("jane");
    await password.fill("secret");
    await userEvent.click(submit);
    update({ busy: true });
    await expect.element(page.getByRole("form")).toHaveAttribute("aria-busy", "true");
    expect(submit.element().getAttribute("aria-disabled")).toBe("true");
    expect(submit.element()).not.toHaveProperty("disabled", true);
    await userEvent.click(submit, { force: true });
    expect(document.activeElement).toBe(submit.element());
    expect(onSubmit).toHaveBeenCalledTimes(1);
    update({ busy: false });
    await userEvent.click(submit);
    await expect.poll(() => onSubmit.mock.calls).toHaveLength(2);
    expect(onSubmit.mock.calls[1]?.[0]).toEqual({ username: "jane", password: "secret" });
  });

  test("that the API refuses for a field shows it there, focuses it and leaves the form usable (R46)", async () => {
    const { onSubmit, update } = await open();
    await username.fill("jane");
    await password.fill("secret");
    await userEvent.click(submit);
    update({ busy: true });
    update({ problem: { kind: "field", field: "username" } });
    await expect.poll(focusedName).toBe("username");
    await expect.poll(() => described(username.element())).toContain("This username can’t be used as it is.");
    await userEvent.keyboard("2");
    await expect.element(username).not.toHaveAttribute("aria-invalid");
    await userEvent.click(submit);
    expect(onSubmit).toHaveBeenCalledTimes(2);
  });

  test("that fails twice in the same way is announced twice, and not more often however often the parent draws", async () => {
    const { update } = await open();
    const problem = () => ({ kind: "error", type: "rate_limit", code: "rate_limit_exceeded", requestId: "req_42" }) as const;
    update({ busy: true });
    await expect.element(page.getByRole("form")).toHaveAttribute("aria-busy", "true");
    update({ problem: problem() });
    await expect.poll(alerts).toContain("It’s busy right now");
    await expect.element(page.getByText("req_42")).toBeVisible();
    const first = page.getByRole("alert").element();
    update({ problem: problem(), mode: "update" });
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("Update your sign-in for Northwind");
    expect(page.getByRole("alert").element()).toBe(first);
    update({ busy: true, problem: problem() });
    await expect.element(page.getByRole("form")).toHaveAttribute("aria-busy", "true");
    update({ problem: problem() });
    await expect.poll(() => page.getByRole("alert").element()).not.toBe(first);
  });

  test("without a definite answer says so in words (F2)", async () => {
    await open({ problem: { kind: "unconfirmed" } });
    await expect.poll(alerts).toContain("nothing will be saved twice");
  });

  test("that turned out to be stored says what alone leads on, and what to do without it (F5)", async () => {
    await open({ problem: { kind: "contradicted" } });
    await expect.poll(alerts).toContain("Type exactly what you typed then");
    await expect.poll(alerts).toContain("go back to the app you came from and start again");
  });
});

describe("show and hide", () => {
  test("keeps caret and focus, and says what it does (R39, goal M31)", async () => {
    await open();
    await password.fill("secret");
    const input = password.element();
    if (!(input instanceof HTMLInputElement)) throw new Error("no input");
    input.setSelectionRange(2, 4);
    await userEvent.click(reveal);
    await expect.element(password).toHaveAttribute("type", "text");
    expect(reveal.element().getAttribute("aria-pressed")).toBe("true");
    expect(document.activeElement).toBe(input);
    expect([input.selectionStart, input.selectionEnd]).toEqual([2, 4]);
    await expect.element(page.getByRole("status")).toHaveTextContent("Your password is visible.");
  });

  test("is reached by Tab and works by the space bar (A-2)", async () => {
    await open();
    await userEvent.click(password);
    await userEvent.keyboard("secret{Tab}");
    expect(document.activeElement).toBe(reveal.element());
    await userEvent.keyboard(" ");
    await expect.element(password).toHaveAttribute("type", "text");
    expect(document.activeElement).toBe(reveal.element());
  });

  test.each([
    ["at submit", () => userEvent.click(submit)],
    ["when the page is hidden", () => document.dispatchEvent(new Event("visibilitychange"))],
    ["when the page is left", () => window.dispatchEvent(new Event("pagehide"))],
    ["when the focus leaves the form", () => userEvent.click(page.getByRole("button", { name: "Close" }))],
  ])("masks again %s (T28)", async (_, act) => {
    await open({}, { onClose: () => {} });
    await username.fill("jane");
    await password.fill("secret");
    await userEvent.click(reveal);
    await expect.element(password).toHaveAttribute("type", "text");
    await act();
    await expect.element(password).toHaveAttribute("type", "password");
    expect(password.element()).toHaveProperty("value", "secret");
  });
});

describe("hints", () => {
  test("tell of Caps Lock, and announce it (goal M32)", async () => {
    await open();
    await userEvent.click(password);
    password.element().dispatchEvent(new KeyboardEvent("keydown", { key: "A", bubbles: true, modifierCapsLock: true }));
    await expect.element(page.getByText("Caps Lock is on.").first()).toBeVisible();
    expect(described(password.element())).toContain("Caps Lock is on.");
    await expect.element(page.getByRole("status")).toHaveTextContent("Caps Lock is on.");
  });

  test("do not tell of Caps Lock on a phone (goal M32)", async () => {
    await becomePhone();
    expect(matchMedia("(hover: none) and (pointer: coarse)").matches).toBe(true);
    await open();
    await userEvent.click(password);
    password.element().dispatchEvent(new KeyboardEvent("keydown", { key: "A", bubbles: true, modifierCapsLock: true }));
    await userEvent.keyboard("x");
    await expect.element(password).toHaveValue("x");
    await expect.element(page.getByText("Caps Lock is on.")).not.toBeInTheDocument();
  });

  test("tell of a space at an end once the field is left, and change nothing (goal M33)", async () => {
    const { onSubmit } = await open();
    await username.fill("jane");
    await userEvent.click(password);
    await userEvent.keyboard("secret ");
    expect(described(password.element())).toBe("");
    await userEvent.tab();
    await expect.poll(() => described(password.element())).toContain("starts or ends with a space");
    expect(password.element().hasAttribute("aria-invalid")).toBe(false);
    await userEvent.click(submit);
    expect(onSubmit.mock.calls[0]?.[0].password).toBe("secret ");
  });
});

test("text of a source is text, in its own direction and language (T20, T21, R131)", async () => {
  const name = `<img src=x onerror="alert(1)">\u202E & Co`;
  const { place } = await open({ source: { name, host: "evil.example" } });
  expect(place.querySelector("img")).toBeNull();
  expect(place.textContent).not.toContain("\u202E");
  const shown = place.querySelector("h1 bdi");
  expect(shown?.textContent).toBe(`<img src=x onerror="alert(1)"> & Co`);
  expect(shown?.getAttribute("lang")).toBe("");
});

test("there is a way back when, and only when, one is given (R27)", async () => {
  const onBack = vi.fn<() => void>();
  const { place, update } = await open({ onBack });
  await userEvent.click(page.getByRole("button", { name: "Back" }));
  expect(onBack).toHaveBeenCalledTimes(1);
  update({ onBack: undefined });
  await expect.poll(() => place.querySelector("[data-deck-action=back]")).toBeNull();
});

test("speaks French (R130)", async () => {
  const { place } = await stage(
    <CredentialsStep source={source} mode="create" busy={false} problem={null} onSubmit={() => {}} />,
    { language: "fr-CA" },
  );
  await expect.element(page.getByLabelText("Mot de passe", { exact: true })).toBeVisible();
  expect(place.querySelector("[data-deck-auth]")?.getAttribute("lang")).toBe("fr-CA");
});

const longName = "Coopérative régionale d’électricité de Saint-Jean-Baptiste-de-Rouville-et-des-environs";

describe.each(everyLook)("in $language and the theme $theme", (look) => {
  test.each([
    ["as it comes up", {}],
    ["with a refused field", { problem: { kind: "field", field: "password" } }],
    ["with an error", { problem: { kind: "error", type: "api", code: "timeout", requestId: "req_1" } }],
    ["under way", { busy: true, mode: "update" }],
    ["waiting for the network", { busy: true, wait: "offline" }],
    ["slow", { busy: true, wait: "very-long" }],
  ] as const)("has nothing that axe finds %s (goal M86)", async (_, props) => {
    const { place } = await stage(
      <CredentialsStep source={source} mode="create" busy={false} problem={null} onSubmit={() => {}} onBack={() => {}} {...props} />,
      { ...look, onClose: () => {} },
    );
    await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await findViolations(place)).toEqual([]);
  });

  test("fits into 320 px with text at 200 % (A-4, A-10)", async () => {
    await narrowAndLarge();
    const { place } = await stage(
      <CredentialsStep
        source={{ name: longName, host: `${"clients".repeat(6)}.example` }}
        mode="update"
        busy={false}
        problem={{ kind: "error", type: "api", code: "timeout", requestId: `req_${"0123456789".repeat(6)}` }}
        onSubmit={() => {}}
        onBack={() => {}}
      />,
      { ...look, onClose: () => {} },
    );
    await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(findOverflow(place)).toEqual([]);
    expect(findSmallTargets(place)).toEqual([]);
  });
});
