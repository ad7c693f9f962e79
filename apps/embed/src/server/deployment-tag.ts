import type { Deployment } from "@deck-auth/contract";

const escapes = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** The tag that every shell is built with; the server puts the deployment in its place. */
export const emptyDeploymentTag = '<meta name="deck-auth-deployment" content="">';

/** Writes the deployment into a shell, as JSON in an attribute: text that nothing can run and no quote can end. */
export function fillDeployment(html: string, deployment: Deployment): string {
  const content = JSON.stringify(deployment).replace(/[&<>"']/g, (character) => escapes.get(character) ?? "");
  return html.replace(emptyDeploymentTag, () => emptyDeploymentTag.replace('""', () => `"${content}"`));
}
