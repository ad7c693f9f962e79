import type { ReturnAddress } from "../../beginning.ts";

/** Schemes that are never gone to, whatever a deployment lists. Its server does not list them either. */
const never = new Set(["javascript:", "data:", "vbscript:", "blob:", "file:", "filesystem:", "about:", "view-source:", "intent:"]);

/**
 * Whether this is one of the deployment's return addresses: written as a parsed URL prints itself (but for the slash after a
 * bare host), and the same from end to end (T11, design 7.5). So nothing that a parser would mend can slip through.
 */
function isListed(redirectUrl: string, returnUrls: readonly string[]): boolean {
  if (!URL.canParse(redirectUrl)) return false;
  const { href, protocol } = new URL(redirectUrl);
  const isCanonical = redirectUrl === href || `${redirectUrl}/` === href;
  return isCanonical && !never.has(protocol) && returnUrls.includes(href);
}

/**
 * What makes the address to go back to: the listed one, with the ids of what there is and the host's `state`, and nothing else
 * (M70). `null` for an address that is not listed.
 */
export function returnAddressOf(redirectUrl: string, state: string | null, returnUrls: readonly string[]): ReturnAddress | null {
  if (!isListed(redirectUrl, returnUrls)) return null;
  // Each by its name: whoever calls may have more in hand than is to be told.
  return ({ storedCredentialId, taskRunId }) => {
    const address = new URL(redirectUrl);
    for (const [name, value] of Object.entries({ credentialId: storedCredentialId, taskRunId, state })) if (value !== null) address.searchParams.set(name, value);
    return address.href;
  };
}
