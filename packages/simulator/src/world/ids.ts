import { idPrefixes } from "@deck-auth/contract";
import type { IdKind } from "@deck-auth/contract";

/** Name of an organization; empty for the default one. */
export type Organization = string;

const digits = 6;
const padded = (count: number) => String(count).padStart(digits, "0");
const named = (organization: Organization) => (organization === "" ? "" : `${organization}_`);

/** The `count`th id of a kind: `cred_000007`, in an organization of its own `cred_acme_000007`. */
export const idOf = (kind: IdKind, organization: Organization, count: number): string =>
  `${idPrefixes[kind]}_${named(organization)}${padded(count)}`;

/** The value of the `count`th session token. */
export const tokenValueOf = (organization: Organization, count: number): string => `tk_${named(organization)}${padded(count)}`;

/** Id of a seeded task: `task_login`, in an organization of its own `task_acme_login`. */
export const taskIdOf = (organization: Organization, name: string): string => `task_${named(organization)}${name}`;

/** Which organization a token's value belongs to, as far as its shape can tell. */
export const organizationOfToken = (value: string): Organization | null => {
  const match = /^tk_(?:([A-Za-z0-9][A-Za-z0-9_-]*)_)?\d{6,}$/.exec(value);
  return match === null ? null : (match[1] ?? "");
};

/** Keys that open the default organization. */
export const defaultKeys = ["sk_live_simulator", "sk_live_simulator_2"] as const;

/** Which organization a secret key belongs to; `null`: it is no key. */
export const organizationOfKey = (key: string): Organization | null => {
  if (defaultKeys.some((known) => known === key)) return "";
  return /^sk_live_([A-Za-z0-9][A-Za-z0-9_-]{0,63})$/.exec(key)?.[1] ?? null;
};
