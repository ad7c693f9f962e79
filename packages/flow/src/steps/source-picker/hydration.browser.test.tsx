import { createVirtualClock } from "@deck-auth/simulator";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, onTestFinished, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { enUS } from "../../i18n/en-US.ts";
import { CopyProvider } from "../../i18n/copy.tsx";
import { Card } from "../../ui/card.tsx";
import { corpus } from "./testing/search-corpus.ts";
import { SourcePicker } from "./source-picker.tsx";
import type { SourcePickerProps } from "./source-picker.tsx";
import "../../styles.css";

const clock = createVirtualClock();
const nothing = () => {};

const shell = (state: Pick<SourcePickerProps, "sources" | "state">) => (
  <CopyProvider language="en-US" catalog={enUS}>
    <Card screen="source-picker" clock={clock}>
      <SourcePicker {...state} clock={clock} onRetry={nothing} onChoose={nothing} onNotListed={nothing} notListedExplained={false} onBackToList={nothing} />
    </Card>
  </CopyProvider>
);

test("what is typed into the page before the script is there stays, with caret and focus, and is searched for", async () => {
  const errors = vi.spyOn(console, "error");
  const place = document.createElement("main");
  document.body.append(place);
  const loading = shell({ sources: [], state: "loading" });
  const markup = renderToString(loading);
  // The page's policy allows no styles in the markup.
  expect(markup).not.toContain("style=");
  place.innerHTML = markup;
  const field = page.getByRole("combobox", { name: "Search by name or website" });
  const [before, heading] = [field.element(), page.getByRole("heading", { level: 1 }).element()];
  await userEvent.click(field);
  await userEvent.keyboard("desjx{ArrowLeft}");

  const root = hydrateRoot(place, loading);
  onTestFinished(() => {
    root.unmount();
    place.remove();
  });
  await expect.element(page.getByRole("button", { name: "Clear the search" })).toBeVisible();
  const unchanged = () => {
    expect(field.element()).toBe(before);
    expect(page.getByRole("heading", { level: 1 }).element()).toBe(heading);
    expect(document.activeElement).toBe(before);
    expect(before).toMatchObject({ selectionStart: 4, selectionEnd: 4 });
  };
  expect(before).toHaveProperty("value", "desjx");
  unchanged();

  await userEvent.keyboard("{Delete}");
  root.render(shell({ sources: corpus, state: "complete" }));
  await expect.element(page.getByRole("option", { name: "Desjardins", exact: false }).first()).toBeVisible();
  expect(before).toHaveProperty("value", "desj");
  unchanged();
  expect(errors).not.toHaveBeenCalled();
  errors.mockRestore();
});
