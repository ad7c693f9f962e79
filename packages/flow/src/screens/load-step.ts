import type { Clock } from "@deck-auth/contract";
import { createElement, useEffect, useState } from "react";
import type { ComponentType } from "react";

/** One loader a step: each is a file of its own, fetched before it is shown. */
const loaders = {
  "source-picker": () => import("../steps/source-picker/source-picker.tsx").then((step) => step.SourcePicker),
  credentials: () => import("../steps/credentials/credentials-step.tsx").then((step) => step.CredentialsStep),
  interaction: () => import("../steps/interaction/interaction-step.tsx").then((step) => step.InteractionStep),
  "task-run": () => import("../steps/task-run/task-run-step.tsx").then((step) => step.TaskRunStep),
  outcome: () => import("../steps/outcome/outcome-step.tsx").then((step) => step.OutcomeStep),
};

export type StepName = keyof typeof loaders;
type PropsOf<Name extends StepName> = Parameters<Awaited<ReturnType<(typeof loaders)[Name]>>>[0];

const loaded: { [Name in StepName]?: ComponentType<PropsOf<Name>> } = {};

/** Fetches a step's code, so that showing it needs no waiting. */
export async function loadStep<Name extends StepName>(name: Name): Promise<void> {
  const step = await loaders[name]();
  Object.assign(loaded, { [name]: step });
}

/** Fetches what comes next while nobody waits for it. A failure does not matter: it is asked for again when it is needed. */
export async function loadAllSteps(): Promise<void> {
  for (const name of Object.keys(loaders)) {
    // One after another, so that they do not stand in the way of the flow's own requests.
    // oxlint-disable-next-line no-await-in-loop
    if (isStepName(name)) await loadStep(name).catch(() => {});
  }
}

const isStepName = (name: string): name is StepName => name in loaders;

const waitBeforeRetry = 2_000;

interface StepProps<Name extends StepName> {
  name: Name;
  clock: Clock;
  /** The step's own. */
  props: PropsOf<Name>;
}

/** Draws a step; nothing while its code is on the way. */
export function Step<Name extends StepName>({ name, clock, props }: StepProps<Name>) {
  const [, draw] = useState(0);
  useEffect(() => {
    if (loaded[name] !== undefined) return undefined;
    let left = false;
    let stopWaiting = () => {};
    const load = () => {
      loadStep(name).then(
        () => {
          if (!left) draw((count) => count + 1);
        },
        () => {
          if (!left) stopWaiting = clock.after(waitBeforeRetry, load);
        },
      );
    };
    load();
    return () => {
      left = true;
      stopWaiting();
    };
  }, [name, clock]);
  const step = loaded[name];
  return step === undefined ? null : createElement<PropsOf<Name>>(step, props);
}
