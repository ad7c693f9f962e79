import type { Clock } from "@deck-auth/contract";
import { createElement, useEffect, useState } from "react";
import type { ComponentType } from "react";
import { persistently } from "../persistently.ts";
import type { Session } from "../session.ts";
import { StillLoading } from "./loading-screen.tsx";

/** What every screen needs. */
export interface ScreenProps {
  session: Session;
}

/** One loader a screen: each is a file of its own, with its step, fetched before it is shown. */
const loaders = {
  "source-picker": async () => (await import("./source-picker-screen.tsx")).SourcePickerScreen,
  credentials: async () => (await import("./credentials-screen.tsx")).CredentialsScreen,
  "source-trouble": async () => (await import("./source-trouble-screen.tsx")).SourceTroubleScreen,
  "task-run": async () => (await import("./task-run-screen.tsx")).TaskRunScreen,
  interaction: async () => (await import("./interaction-screen.tsx")).InteractionScreen,
  outcome: async () => (await import("./outcome-screen.tsx")).OutcomeScreen,
};

export type ScreenName = keyof typeof loaders;

const loaded: { [Name in ScreenName]?: ComponentType<ScreenProps> } = {};

/** Fetches a screen's code, so that showing it needs no waiting. */
export async function loadScreen(name: ScreenName): Promise<void> {
  loaded[name] ??= await loaders[name]();
}

/** How long the first screen has for itself, to be drawn with what it has just got. */
const firstScreenTime = 1_000;

/** Fetches what comes next once nobody waits for anything. A failure does not matter: it is asked for again when it is needed. */
export const loadScreensAhead = (clock: Clock): void => void clock.after(firstScreenTime, () => void loadAllScreens());

async function loadAllScreens(): Promise<void> {
  const names: ScreenName[] = ["source-picker", "credentials", "task-run", "interaction", "outcome", "source-trouble"];
  // One after another, so that they do not stand in the way of the flow's own requests.
  // oxlint-disable-next-line no-await-in-loop
  for (const name of names) await loadScreen(name).catch(() => {});
}

/** Draws a screen; while its code is on the way, that it is. */
export function LoadedScreen({ name, clock, ...props }: ScreenProps & { name: ScreenName; clock: Clock }) {
  const [, draw] = useState(0);
  useEffect(() => {
    if (loaded[name] !== undefined) return undefined;
    let left = false;
    persistently(() => loadScreen(name), clock, () => left).then(
      () => draw((count) => count + 1),
      () => {},
    );
    return () => {
      left = true;
    };
  }, [name, clock]);
  const screen = loaded[name];
  return createElement(screen ?? StillLoading, props);
}
