import { channel, readHostMessage } from "@deck-auth/contract/messages";
import type { HostMessage } from "@deck-auth/contract/messages";

/** So many mistakes of a host are named; what comes after them is the same again. */
const mostWarnings = 10;

const seemsOurs = (data: unknown): boolean => (typeof data === "string" ? data.includes(channel) : Object(data).channel === channel);

/**
 * Reads what a trusted host says, one message after the other. A message of ours that cannot be read, because it is malformed or too
 * long, changes nothing, and a warning says so to who builds the host: otherwise it would only be lost.
 */
export function hostReader(): (data: unknown) => HostMessage | null {
  let warnings = 0;
  return (data) => {
    const message = readHostMessage(data);
    if (message !== null || warnings >= mostWarnings || !seemsOurs(data)) return message;
    import("./unread.ts").then(
      ({ warnUnread }) => {
        if (warnings < mostWarnings && warnUnread(data)) warnings += 1;
      },
      () => {},
    );
    return null;
  };
}
