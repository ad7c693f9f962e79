import { deployment } from "@deck-auth/contract";
import type { Deployment } from "@deck-auth/contract";

/** Throws a sentence for the engineer when the page was served without its deployment's values. */
export function readDeployment(value: unknown): Deployment {
  const parsed = deployment.safeParse(value);
  if (!parsed.success) throw new Error("[deck-auth] The embed page was served without its deployment's values. Serve it with its own server.");
  return parsed.data;
}
