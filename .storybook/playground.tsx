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
  /** Empty: all. Several: separated by commas. */
  sourceId: string;
  /** Update mode, for a credential that exists at the simulator. */
  update: boolean;
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
  width: number;
}

function sourceOf(ids: string): string | string[] | undefined {
  const list = ids.split(",").map((id) => id.trim()).filter((id) => id !== "");
  return list.length > 1 || ids.includes(",") ? list : list[0];
}

/** What cannot be read as JSON yet is still being typed. */
function copyOf(json: string): DeckAuthInlineProps["copy"] {
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
  const { update, taskRunView: view } = args;
  const [world, setWorld] = useState<World | null>(null);
  useEffect(() => {
    let gone = false;
    setWorld(null);
    void prepareWorld(createSimulator(), { sources: "answered", update, view, pictures: "answered", store: "answered", faults: [], latency: () => 0 }).then((prepared) => {
      if (!gone) setWorld(prepared);
    });
    return () => {
      gone = true;
    };
  }, [update, view]);
  if (world === null) return null;
  const sourceId = sourceOf(args.sourceId);
  const copy = copyOf(args.copy);
  return (
    <div style={{ maxWidth: args.width, margin: "24px auto" }}>
      <DeckAuthInline
        token={world.freshToken}
        apiUrl={world.apiUrl}
        fetch={world.fetch}
        imageOrigins={[location.origin]}
        appearance={appearanceOf(args)}
        language={args.language}
        taskRunView={view}
        retryable={args.retryable}
        {...(sourceId === undefined ? {} : { sourceId })}
        {...(world.credentialId === null ? {} : { credentialId: world.credentialId })}
        {...(args.externalId === "" ? {} : { externalId: args.externalId })}
        {...(args.taskId === "" ? {} : { taskId: args.taskId })}
        {...(copy === undefined ? {} : { copy })}
        onSuccess={args.onSuccess}
        onError={args.onError}
        onEvent={args.onEvent}
        {...(args.closable ? { onClose: args.onClose } : {})}
        {...(args.sourceNotFound ? { onSourceNotFound: args.onSourceNotFound } : {})}
      />
    </div>
  );
}
