// oxlint-disable no-restricted-imports -- it looks at every step, one after the other
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { createVirtualClock } from "@deck-auth/simulator";
import { CredentialsStep } from "../steps/credentials/credentials-step.tsx";
import { InteractionStep } from "../steps/interaction/interaction-step.tsx";
import { LoadingStep } from "../steps/loading/loading-step.tsx";
import { OutcomeStep } from "../steps/outcome/outcome-step.tsx";
import { SourcePicker } from "../steps/source-picker/source-picker.tsx";
import { LiveView } from "../steps/task-run/live-view.tsx";
import { TaskRunStep } from "../steps/task-run/task-run-step.tsx";
import { MoreTime } from "../ui/more-time.tsx";
import { prefer } from "../ui/testing/device.ts";
import { stage } from "../ui/testing/stage.tsx";

const nothing = () => {};
const clock = createVirtualClock();
const sources = ["First bank", "Second bank"].map((name, at) => ({ id: `src_${at}`, name, host: `bank-${at}.example` }));
const picker = { sources, state: "complete", clock, notListedExplained: false, onRetry: nothing, onChoose: nothing, onNotListed: nothing, onBackToList: nothing } as const;
const choices = (count: number) => Array.from({ length: count }, (_, at) => ({ value: String(at), label: `Choice ${at}` }));
const field = (name: string, more = {}) => ({ name, type: "string", label: name, options: null, ...more });
const fields = [field("Code"), field("Secret word", { type: "password" }), field("Few", { options: choices(2) }), field("Many", { options: choices(9) }), field("Yes", { type: "boolean" })];
const problem = { kind: "error", type: "rate_limit", code: "rate_limit_exceeded", requestId: "req_42" } as const;

const screens: Readonly<Record<string, ReactNode>> = {
  "the list": <SourcePicker {...picker} />,
  "a failed list": <SourcePicker {...picker} sources={[]} state="failed" />,
  "not listed": <SourcePicker {...picker} notListedExplained />,
  "the form": <CredentialsStep source={{ name: "Northwind", host: "northwind.example" }} mode="create" busy={false} problem={problem} onSubmit={nothing} onBack={nothing} />,
  "a prompt": <InteractionStep prompt={{ type: "mfa", message: "Please", fields }} promptKey="1" sourceName="Northwind" repeated busy={false} problem={null} onAnswer={nothing} />,
  "the live view": (
    <TaskRunStep sourceName="Northwind" phase="verifying" elapsed="soon" trouble={null} closable live="live">
      <LiveView sourceName="Northwind" image={new Image(320, 200)} connection="live" secondsAgo={7} lines={[{ key: "1", text: "I open the page." }]} onPause={nothing} />
    </TaskRunStep>
  ),
  "loading, stuck": <LoadingStep stuck={{ kind: "failed" }} onRetry={nothing} />,
  "an error": <OutcomeStep outcome={problem} sourceName="Northwind" onRetry={nothing} onClose={nothing} />,
  "the end of the session": <><h1>A step</h1><MoreTime life="ending" onMore={nothing} /></>,
};

const seeThrough = "rgba(0, 0, 0, 0)";

/** Whether there is a line around it, or it is text or a drawing that is underlined or drawn in a colour that can be seen. */
function isDrawn(element: Element): boolean {
  const style = getComputedStyle(element);
  const hasEdge = style.borderTopStyle !== "none" && Number.parseFloat(style.borderTopWidth) > 0 && style.borderTopColor !== seeThrough && style.borderTopColor !== getComputedStyle(document.body).backgroundColor;
  const drawing = element.querySelector("svg");
  const isShape = drawing !== null && getComputedStyle(drawing).stroke !== "none" && getComputedStyle(drawing).stroke !== style.backgroundColor;
  const isNative = element.matches("input[type=radio], input[type=checkbox]") && style.appearance !== "none";
  return hasEdge || isShape || isNative || style.textDecorationLine.includes("underline");
}

test.each(Object.entries(screens))("in a person's own colours every control of “%s” can be seen as one, and the one with the focus too (A-15, M89)", async (_, step) => {
  await prefer("forced-colors", "active");
  const { place } = await stage(step, { onClose: nothing, clock });
  await expect.poll(() => place.querySelectorAll("h1")).toHaveLength(1);
  const controls = [...place.querySelectorAll<HTMLElement>("button, input, select")];
  expect(controls.length).toBeGreaterThan(0);
  expect(controls.filter((control) => !isDrawn(control)).map(({ outerHTML }) => outerHTML)).toEqual([]);
  const ringless = controls.filter((control) => {
    control.focus({ focusVisible: true } as FocusOptions);
    const holder = control.closest("label") ?? control;
    const ring = [control, holder].map((element) => getComputedStyle(element)).find(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2);
    return ring === undefined || ring.outlineColor === seeThrough;
  });
  expect(ringless.map(({ outerHTML }) => outerHTML)).toEqual([]);
});
