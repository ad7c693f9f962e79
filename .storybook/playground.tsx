import { useEffect, useState } from "react";
import { DeckAuthInline } from "@deck-auth/flow";
import type { DeckAuthInlineProps } from "@deck-auth/flow";
import { createSimulator } from "@deck-auth/simulator";
import { prepareWorld } from "./world.ts";
import type { World } from "./world.ts";

/** The fifteen appearance variables, as controls name them. Empty: the theme's own. */
export const variables = {
  colorPrimary: "color",
  colorPrimaryForeground: "color",
  colorBackground: "color",
  colorForeground: "color",
  colorMuted: "color",
  colorMutedForeground: "color",
  colorNeutral: "color",
  colorDanger: "color",
  colorSuccess: "color",
  colorBorder: "color",
  colorInput: "color",
  colorRing: "color",
  fontFamily: "text",
  shadow: "text",
} as const;

type Callbacks = Required<Pick<DeckAuthInlineProps, "onSuccess" | "onError" | "onClose" | "onEvent" | "onSourceNotFound">>;

export interface PlaygroundArgs extends Callbacks, Partial<Record<keyof typeof variables, string>> {
  theme: "default" | "dark" | "auto";
  borderRadius?: number;
  logoUrl?: string;
  logoPlacement: "top" | "left";
  language: "en-US" | "fr-CA";
  taskRunView: "status" | "live";
  /** Empty: a function that gets a fresh one each time. */
  token: string;
  /** Empty: all. Several: separated by commas. */
  sourceId: string;
  /** Update mode: `cred_000001` exists at the simulator. */
  credentialId: string;
  externalId: string;
  /** Empty: no run. */
  taskId: string;
  /** Whether `onClose` is given. */
  closable: boolean;
  /** Whether `onSourceNotFound` is given. */
  sourceNotFound: boolean;
  retryable: boolean;
  /** JSON: `{ "en-US": { "credentials.submit": "Go on" } }`. */
  copy: string;
  /** JSON: `{ "credentialId": "cred_…", "taskRunId": "trun_…" }`, with the ids of an earlier `onEvent` here. */
  resume: string;
  /** Separated by commas. The pictures come from this page's own origin. */
  imageOrigins: string;
  width: number;
}

/** Every prop, and the controls that stand for it: for those without any the playground brings its own simulator. */
export const controls = {
  token: ["token"],
  sourceId: ["sourceId"],
  credentialId: ["credentialId"],
  externalId: ["externalId"],
  taskId: ["taskId"],
  appearance: ["theme", "colorPrimary", "borderRadius", "logoUrl", "logoPlacement"],
  language: ["language"],
  taskRunView: ["taskRunView"],
  copy: ["copy"],
  resume: ["resume"],
  imageOrigins: ["imageOrigins"],
  retryable: ["retryable"],
  onSuccess: ["onSuccess"],
  onError: ["onError"],
  onClose: ["closable", "onClose"],
  onEvent: ["onEvent"],
  onSourceNotFound: ["sourceNotFound", "onSourceNotFound"],
  apiUrl: [],
  fetch: [],
  clock: [],
} as const satisfies Record<keyof DeckAuthInlineProps, readonly (keyof PlaygroundArgs)[]>;

const listOf = (text: string): string[] => text.split(",").map((item) => item.trim()).filter((item) => item !== "");

function sourceOf(ids: string): string | string[] | undefined {
  const list = listOf(ids);
  return list.length > 1 || ids.includes(",") ? list : list[0];
}

/** What cannot be read as JSON yet is still being typed. */
function parsed<Prop extends "copy" | "resume">(json: string): DeckAuthInlineProps[Prop] {
  try {
    return json.trim() === "" ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

function appearanceOf(args: PlaygroundArgs): NonNullable<DeckAuthInlineProps["appearance"]> {
  const { theme, borderRadius, logoUrl, logoPlacement } = args;
  const given = Object.keys(variables).flatMap((name) => {
    const value: unknown = Reflect.get(args, name);
    return typeof value === "string" && value !== "" ? [[name, value] as const] : [];
  });
  return {
    theme,
    variables: { ...Object.fromEntries(given), ...(borderRadius === undefined ? {} : { borderRadius }) },
    branding: { logoPlacement, ...(logoUrl ? { logoUrl } : {}) },
  };
}

/** The flow with whatever props one likes, against a simulator of its own in this page. */
export function Playground(args: PlaygroundArgs) {
  const { taskRunView: view } = args;
  const [world, setWorld] = useState<World | null>(null);
  useEffect(() => {
    let gone = false;
    setWorld(null);
    void prepareWorld(createSimulator(), { sources: "answered", update: true, view, pictures: "answered", store: "answered", faults: [], latency: () => 0 }).then((prepared) => {
      if (!gone) setWorld(prepared);
    });
    return () => {
      gone = true;
    };
  }, [view]);
  if (world === null) return null;
  const sourceId = sourceOf(args.sourceId);
  const copy = parsed<"copy">(args.copy);
  const resume = parsed<"resume">(args.resume);
  return (
    <div style={{ maxWidth: args.width, margin: "24px auto" }}>
      <DeckAuthInline
        token={args.token === "" ? world.freshToken : args.token}
        apiUrl={world.apiUrl}
        fetch={world.fetch}
        imageOrigins={listOf(args.imageOrigins)}
        appearance={appearanceOf(args)}
        language={args.language}
        taskRunView={view}
        retryable={args.retryable}
        {...(sourceId === undefined ? {} : { sourceId })}
        {...(args.credentialId === "" ? {} : { credentialId: args.credentialId })}
        {...(args.externalId === "" ? {} : { externalId: args.externalId })}
        {...(args.taskId === "" ? {} : { taskId: args.taskId })}
        {...(copy === undefined ? {} : { copy })}
        {...(resume === undefined ? {} : { resume })}
        onSuccess={args.onSuccess}
        onError={args.onError}
        onEvent={args.onEvent}
        {...(args.closable ? { onClose: args.onClose } : {})}
        {...(args.sourceNotFound ? { onSourceNotFound: args.onSourceNotFound } : {})}
      />
    </div>
  );
}
