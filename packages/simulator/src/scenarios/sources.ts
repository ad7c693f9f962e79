import type { SourceTrait } from "../world/records.ts";

/** A seeded source with something special about it. */
export interface MagicSource {
  /** Its key in `ids.sources`. */
  readonly key: string;
  readonly name: string | null;
  readonly url: string;
  readonly trait: SourceTrait;
  readonly summary: string;
}

/** Seeded first, in this order, so that their ids never change. */
export const magicSources = [
  { key: "good", name: "Northwind Bank", url: "https://login.northwind-bank.example", trait: null, summary: "An ordinary source" },
  { key: "down", name: "Downtown Utilities", url: "https://downtown-utilities.example", trait: "down", summary: "Is down: every run fails with source_not_available" },
  { key: "blocked", name: "Blocked Telecom", url: "https://blocked-telecom.example", trait: "blocked", summary: "Is on a blocklist: no run starts, 403 source_blocked" },
  { key: "unnamed", name: null, url: "https://portal.nameless.example/sign-in", trait: null, summary: "Has no name: its host is shown" },
  { key: "unsupported", name: "Fingerprint Insurance", url: "https://fingerprint-insurance.example", trait: "method-unsupported", summary: "Takes no user name and password: 400 auth_method_not_supported when a credential is stored" },
  { key: "accents", name: "Crédit Élan du Québec", url: "https://credit-elan.example", trait: null, summary: "A French name with accents" },
  { key: "ligature", name: "Œuvre Sociale des Forêts", url: "https://oeuvre-forets.example", trait: null, summary: "A French name with a ligature" },
  { key: "french", name: "Hydro-Énergie Côte-Nord", url: "https://hydro-cote-nord.example", trait: null, summary: "A French name with a hyphen and accents" },
  { key: "failing", name: "Wobbly Water Works", url: "https://wobbly-water.example", trait: "failing", summary: "Fails: every run ends with source_error" },
  { key: "public", name: "Open Data Registry", url: "https://open-data.example", trait: "public", summary: "Needs no login: a run with a credential is refused, 400 auth_not_supported" },
  { key: "unsuited", name: "Paper Only Pensions", url: "https://paper-pensions.example", trait: "task-unsupported", summary: "No task works here: 400 task_not_supported" },
] as const satisfies readonly MagicSource[];

/** Names of the magic sources. */
export type MagicSourceKey = (typeof magicSources)[number]["key"];

/** Websites that cannot be registered: 403 `source/source_blocked`. */
export const blockedHosts: readonly string[] = ["blocked-telecom.example", "blocked.example"];
