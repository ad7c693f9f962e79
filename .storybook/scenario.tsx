import { useEffect, useRef, useState } from "react";
import type { CSSProperties } from "react";
import { DeckAuthInline } from "@deck-auth/flow";
import { createSimulator } from "@deck-auth/simulator";
import type { FaultOrder } from "@deck-auth/simulator";
import { setOnline } from "./network.ts";
import { createStoryClock } from "./story-clock.ts";
import type { StoryClock } from "./story-clock.ts";
import { prepareWorld } from "./world.ts";
import type { World } from "./world.ts";
import { readToolbar } from "./toolbar.ts";

/** What a story picks: someone at the simulator, and how far they go. Never props of a component. */
export interface ScenarioArgs {
  /** The screen to stop at: `data-deck-screen`. */
  at: "loading" | "source-picker" | "credentials" | "task-run" | "interaction" | "success" | "unverified" | "error";
  /** Who signs in: one of the simulator's user names. @default "user_good" */
  user?: string;
  /** What the person does once there. */
  action?:
    | "search for nothing"
    | "ask for another source"
    | "submit nothing"
    | "submit"
    | "submit other details than before"
    | "type with caps lock on"
    | "type a space too many"
    | "answer"
    | "answer wrongly"
    | "ask for more time"
    | "lose the network"
    | "have the run stopped"
    | "see a picture"
    | "pause"
    | "open the transcript";
  /** Seconds that pass after that, at once. */
  wait?: number;
  /** What there is to see in the end, by its place in the page or by the words that it says. */
  sees?: string;
  says?: SaidKey;
  /** New details for a credential that exists already. */
  update?: boolean;
  /** The only source. None: there is a picker. */
  source?: string;
  /** What goes wrong at the simulator. */
  faults?: FaultOrder[];
  /** Whether there is a network. @default true */
  online?: boolean;
  /** What the organization has in its list. @default "answered" */
  sources?: "answered" | "empty";
  /** What becomes of the password that is typed. @default "answered" */
  store?: "answered" | "refused";
  /** The task that follows; `null`: none. @default "task_login" */
  task?: "task_login" | "task_needs_input" | null;
  /** After a refusal, offer to try again. @default false */
  retryable?: boolean;
  /** `one`: the host has no other token. `dead`: nor is that one good for anything. @default "any" */
  tokens?: "any" | "one" | "dead";
  /** What the host shows of a run. @default "status" */
  view?: "status" | "live";
  /** What becomes of the run's pictures: from the second on they cannot be read, or stay the same; or their origin is not listed. @default "answered" */
  pictures?: "answered" | "failing" | "standing still" | "unlisted";
  /** How the live view stands when the story is there. */
  connection?: "live" | "reconnecting" | "frozen" | "paused" | "ended";
}

/** The key of one of the flow's own texts, in whatever language it is shown. */
export type SaidKey = keyof typeof import("../packages/flow/src/i18n/en-US.ts").enUS;

interface ScenarioProps extends Partial<ScenarioArgs> {
  /** What the toolbar is set to. */
  globals?: Record<string, unknown>;
}

/** Agents work three times faster than in life: long enough to be seen, short enough to wait for. */
const speed = 3;

const silently = () => {};

/** What a story can do beside what a person does. */
export interface Backstage extends Pick<StoryClock, "skip">, Pick<World, "stopRun" | "mend"> {}

/** That of each scenario in the page, by the element around it. */
export const backstages = new WeakMap<Element, Backstage>();

/** The real flow against a simulator of its own, inside this page. */
export function Scenario(props: ScenarioProps) {
  const { sources = "answered", update = false, view = "status", pictures = "answered", store = "answered", tokens = "any", online = true, globals = {} } = props;
  const { task = "task_login", source, retryable = false, faults } = props;
  const { theme, language, latency, width } = readToolbar(globals);
  const [ready, setReady] = useState<{ world: World; clock: StoryClock } | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const latencyNow = useRef(latency);

  useEffect(() => {
    latencyNow.current = latency;
  }, [latency]);

  useEffect(() => {
    let gone = false;
    const clock = createStoryClock();
    setOnline(online);
    const simulator = createSimulator({ speed, clock });
    void prepareWorld(simulator, { sources, update, view, pictures, store, faults: faults ?? [], latency: () => latencyNow.current }).then((world) => {
      if (gone || place.current === null) return;
      backstages.set(place.current, { skip: clock.skip, stopRun: world.stopRun, mend: world.mend });
      setReady({ world, clock });
    });
    return () => {
      gone = true;
      clock.stop();
      setOnline(true);
    };
  }, [sources, update, view, pictures, store, faults, online]);

  const inside: CSSProperties = { maxWidth: width, margin: "0 auto", padding: "24px 0" };
  const ground: CSSProperties = { minHeight: "100vh", background: theme === "dark" ? "#1b1d22" : "#f4f5f7" };
  return (
    <div style={ground} ref={place} data-scenario="">
      <div style={inside}>
        {ready && (
          <DeckAuthInline
            token={{ any: ready.world.freshToken, one: ready.world.token, dead: "tk_live_of_yesterday" }[tokens]}
            clock={ready.clock}
            apiUrl={ready.world.apiUrl}
            fetch={ready.world.fetch}
            {...(task === null ? {} : { taskId: task })}
            {...(source === undefined ? {} : { sourceId: source })}
            taskRunView={view}
            imageOrigins={pictures === "unlisted" ? [] : [location.origin]}
            {...(ready.world.credentialId === null ? {} : { credentialId: ready.world.credentialId })}
            appearance={{ theme }}
            language={language}
            retryable={retryable}
            onSuccess={silently}
            onError={silently}
            onClose={silently}
          />
        )}
      </div>
    </div>
  );
}
