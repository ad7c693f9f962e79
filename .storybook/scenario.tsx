import { useEffect, useRef, useState } from "react";
import type { CSSProperties } from "react";
import { systemClock } from "@deck-auth/contract";
import type { Clock } from "@deck-auth/contract";
import { DeckAuthInline } from "@deck-auth/flow";
import { createSimulator } from "@deck-auth/simulator";
import { prepareWorld } from "./world.ts";
import type { World } from "./world.ts";
import { readToolbar } from "./toolbar.ts";

/** What a story picks: someone at the simulator, and how far they go. Never props of a component. */
export interface ScenarioArgs {
  /** The screen to stop at: `data-deck-screen`. */
  at: "source-picker" | "credentials" | "task-run" | "interaction" | "success" | "unverified" | "error";
  /** Who signs in: one of the simulator's user names. @default "user_good" */
  user?: string;
  /** What the person does once there. */
  action?: "search for nothing" | "ask for another source" | "submit nothing" | "answer wrongly" | "submit" | "ask for more time" | "pause" | "open the transcript";
  /** New details for a credential that exists already. */
  update?: boolean;
  /** What becomes of the request for the list of sources. @default "answered" */
  sources?: "answered" | "pending" | "failing" | "empty";
  /** What becomes of what is typed: the API does not answer, refuses the password, or takes nothing for this source. @default "answered" */
  store?: "answered" | "pending" | "refused" | "limited";
  /** Whether a task follows. @default true */
  task?: boolean;
  /** The token's time is about to end; `last`: and the host has no other one. @default "fresh" */
  session?: "fresh" | "ending" | "last";
  /** What the host shows of a run. @default "status" */
  view?: "status" | "live";
  /** What becomes of the run's pictures: from the second on they cannot be read, or stay the same; or their origin is not listed. @default "answered" */
  pictures?: "answered" | "failing" | "standing still" | "unlisted";
  /** How the live view stands when the story is there. */
  connection?: "live" | "reconnecting" | "frozen" | "paused" | "ended";
}

interface ScenarioProps extends Partial<ScenarioArgs> {
  /** What the toolbar is set to. */
  globals?: Record<string, unknown>;
}

/** Agents work three times faster than in life: long enough to be seen, short enough to wait for. */
const speed = 3;

const silently = () => {};

/** A clock on which half an hour passes in two seconds, and all else takes its time. */
const impatientClock: Clock = { now: () => systemClock.now(), after: (ms, run) => systemClock.after(ms > 20 * 60_000 ? 2_000 : ms, run) };

/** The real flow against a simulator of its own, inside this page. */
export function Scenario({ sources = "answered", update = false, view = "status", pictures = "answered", store = "answered", task = true, session = "fresh", globals = {} }: ScenarioProps) {
  const { theme, language, latency, width } = readToolbar(globals);
  const [world, setWorld] = useState<World | null>(null);
  const latencyNow = useRef(latency);

  useEffect(() => {
    latencyNow.current = latency;
  }, [latency]);

  useEffect(() => {
    let gone = false;
    void prepareWorld(createSimulator({ speed }), { sources, update, view, pictures, store, latency: () => latencyNow.current }).then((prepared) => {
      if (!gone) setWorld(prepared);
    });
    return () => {
      gone = true;
    };
  }, [sources, update, view, pictures, store]);

  const place: CSSProperties = { maxWidth: width, margin: "0 auto", padding: "24px 0" };
  const ground: CSSProperties = { minHeight: "100vh", background: theme === "dark" ? "#1b1d22" : "#f4f5f7" };
  return (
    <div style={ground}>
      <div style={place}>
        {world && (
          <DeckAuthInline
            token={session === "ending" ? world.freshToken : world.token}
            {...(session === "fresh" ? {} : { clock: impatientClock })}
            apiUrl={world.apiUrl}
            fetch={world.fetch}
            {...(task ? { taskId: "task_login" } : {})}
            taskRunView={view}
            imageOrigins={pictures === "unlisted" ? [] : [location.origin]}
            {...(world.credentialId === null ? {} : { credentialId: world.credentialId })}
            appearance={{ theme }}
            language={language}
            onSuccess={silently}
            onError={silently}
            onClose={silently}
          />
        )}
      </div>
    </div>
  );
}
