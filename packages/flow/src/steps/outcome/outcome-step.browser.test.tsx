import { describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { applyAppearance } from "../../theme/apply-appearance.ts";
import { everyLook, findViolations } from "../../ui/testing/axe.ts";
import { prefer, systemColour } from "../../ui/testing/device.ts";
import { findOverflow, findSmallTargets, narrowAndLarge } from "../../ui/testing/layout.ts";
import { stage } from "../../ui/testing/stage.tsx";
import type { StageOptions } from "../../ui/testing/stage.tsx";
import { OutcomeStep } from "./outcome-step.tsx";
import type { OutcomeStepProps } from "./outcome-step.tsx";

async function open(outcome: OutcomeStepProps["outcome"], props: Partial<OutcomeStepProps> = {}, options: StageOptions = {}) {
  const { place } = await stage(<OutcomeStep outcome={outcome} sourceName="Northwind" {...props} />, { screen: "success", ...options });
  await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
  return place;
}

describe("success", () => {
  test("shows a mark in the success colour, and what was verified (R62)", async () => {
    const place = await open({ kind: "success", verified: true });
    await expect.element(page.getByText("Northwind accepted your sign-in.")).toBeVisible();
    const check = place.querySelector("[data-part=check]");
    const root = place.querySelector("[data-deck-auth]");
    if (!check || !root) throw new Error("no mark");
    root.setAttribute("style", "--deck-color-success: rgb(1, 2, 3)");
    expect(getComputedStyle(check).stroke).toBe("rgb(1, 2, 3)");
  });

  test("without a linked run says only what is known", async () => {
    await open({ kind: "success", verified: null });
    await expect.element(page.getByText("Your details for Northwind are saved.")).toBeVisible();
  });

  test("has a button that closes when it can be closed", async () => {
    const onClose = vi.fn<() => void>();
    await open({ kind: "success", verified: true }, { onClose });
    await userEvent.click(page.getByRole("button", { name: "Done" }));
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});

test("a check that failed says why and what to do, in the catalogue's words, with a reference; that it is stored stays said (M56, M57)", async () => {
  const place = await open({ kind: "unverified", error: { type: "task", code: "timeout", requestId: "req_9" } });
  await expect.element(page.getByRole("heading", { name: "Your details are saved" })).toBeVisible();
  await expect.element(page.getByText(/^The check took too long\. It had to be stopped before it was done\.$/)).toBeVisible();
  await expect.element(page.getByText("Try again later. If it keeps happening, contact the app you came from.").first()).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Copy the reference" })).toBeVisible();
  expect(place.textContent).not.toContain("didn’t finish");
  expect(place.querySelector("[data-slot=outcome-mark]")?.getAttribute("data-tone")).toBe("neutral");
  expect(place.querySelectorAll("[data-part=ring]")).toHaveLength(1);
});

test("a check without a result is neither a success nor a failure (R58, R59)", async () => {
  const place = await open({ kind: "unverified", error: null }, { sourceName: null });
  await expect.element(page.getByRole("heading", { name: "Your details are saved" })).toBeVisible();
  expect(place.querySelector("[data-slot=outcome-mark]")?.getAttribute("data-tone")).toBe("neutral");
  expect(place.querySelectorAll("[data-part=ring]")).toHaveLength(1);
});

test.each([
  ["success", { kind: "success", verified: true }],
  ["a check without a result", { kind: "unverified", error: null }],
  ["an error", { kind: "error", type: "auth", code: "auth_invalid", requestId: null }],
] as const)("the mark of %s is drawn in the system's colours where a person has chosen them, whatever the host's are (A-15, M89)", async (_, outcome) => {
  await prefer("forced-colors", "active");
  const place = await open(outcome);
  const root = place.querySelector<HTMLElement>("[data-deck-auth]");
  if (root === null) throw new Error("no root");
  applyAppearance(root, { variables: { colorSuccess: "#0a3d20", colorDanger: "#500000", colorNeutral: "#333333" } }, () => {});
  const sign = place.querySelector("[data-part=check], [data-part=sign]");
  expect(sign && getComputedStyle(sign).stroke).toBe(systemColour("CanvasText"));
});

describe("an error", () => {
  const refused = { kind: "error", type: "auth", code: "auth_invalid", requestId: "req_7" } as const;

  test("has a title, an explanation and a next step, in the person's language (R100)", async () => {
    await open(refused, {}, { language: "fr-CA", screen: "error" });
    await expect.element(page.getByRole("heading", { name: "L’accès n’a pas été accepté" })).toBeVisible();
    await expect.element(page.getByText("Le site n’a pas accepté ce nom d’utilisateur et ce mot de passe.").first()).toBeVisible();
    await expect.element(page.getByText(/Vérifiez qu’ils fonctionnent/).first()).toBeVisible();
  });

  test.each([
    ["auth", "never_seen"],
    ["__proto__", "constructor"],
    ["", ""],
  ])("that nobody knows (%s/%s) has a safe text, and its code is not shown (R105)", async (type, code) => {
    const place = await open({ kind: "error", type, code, requestId: null });
    await expect.element(page.getByRole("heading", { name: "Something went wrong" })).toBeVisible();
    if (code) expect(place.textContent).not.toContain(code);
  });

  test("tells one timeout from another by its type (R104)", async () => {
    await open({ kind: "error", type: "task", code: "timeout", requestId: null });
    await expect.element(page.getByRole("heading", { name: "The check took too long" })).toBeVisible();
  });

  test("gives a reference that can be copied, without asking for a permission (goal M57)", async () => {
    await open(refused);
    const copied: string[] = [];
    document.addEventListener("copy", () => copied.push(String(document.getSelection())), { once: true });
    await userEvent.click(page.getByRole("button", { name: "Copy the reference" }));
    await expect.element(page.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(copied).toEqual(["req_7"]);
  });

  test("offers another try only when there is one, and takes no input (R99, goal M61)", async () => {
    const onRetry = vi.fn<() => void>();
    const place = await open(refused, { onRetry });
    expect(place.querySelectorAll("input, select, form")).toHaveLength(0);
    await userEvent.click(page.getByRole("button", { name: "Try again" }));
    expect(onRetry).toHaveBeenCalledTimes(1);
    expect(place.querySelector("[data-deck-action=retry]")).not.toBeNull();
  });

  test("is announced as it ends the flow", async () => {
    const place = await open(refused);
    await expect.poll(() => place.querySelector("[aria-live=assertive]")?.textContent).toContain("The sign-in wasn’t accepted");
  });
});

describe.each(everyLook)("in $language and the theme $theme", (look) => {
  test.each([
    ["success", { kind: "success", verified: true }],
    ["a success without a check", { kind: "success", verified: null }],
    ["a check without a result", { kind: "unverified", error: null }],
    ["a check that failed", { kind: "unverified", error: { type: "task", code: "task_failed", requestId: "req_7" } }],
    ["an error", { kind: "error", type: "auth", code: "account_locked", requestId: "req_7" }],
  ] as const)("has nothing that axe finds at %s (goal M86)", async (_, outcome) => {
    const place = await open(outcome, { onRetry: () => {}, onClose: () => {} }, { ...look, onClose: () => {} });
    expect(await findViolations(place)).toEqual([]);
  });

  test("fits into 320 px with text at 200 % (A-4, A-10)", async () => {
    await narrowAndLarge();
    const place = await open(
      { kind: "error", type: "request", code: "input_missing", requestId: `req_${"0123456789".repeat(6)}` },
      { onRetry: () => {}, onClose: () => {} },
      { ...look, onClose: () => {} },
    );
    expect(findOverflow(place)).toEqual([]);
    expect(findSmallTargets(place)).toEqual([]);
  });
});
