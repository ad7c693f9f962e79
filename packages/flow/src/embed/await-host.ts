import type { Clock } from "@deck-auth/contract";
import { persistently } from "../persistently.ts";
import { shakeHands } from "../transports/window.ts";
import type { Accepted } from "../transports/window.ts";
import type { Absence } from "./absent-host.tsx";

/** Milliseconds after which the shell alone says too little: the host may wait for a token that never comes. */
const patience = 10_000;

export interface Awaiting {
  page: Window;
  nonce: string;
  parentOrigins: readonly string[];
  clock: Clock;
  /** The host is known. */
  begin(accepted: Accepted): void;
  /** There is no flow yet, and a reason to say so. */
  explain(absence: Absence): void;
}

/** Waits for the page around this one to shake hands, and does not do so in silence. */
export function awaitHost({ page, nonce, parentOrigins, clock, begin, explain }: Awaiting): void {
  let isKnown = false;
  const stopWaiting = clock.after(patience, () => explain("slow"));
  const announce = shakeHands(
    page,
    nonce,
    parentOrigins,
    (accepted) => {
      isKnown = true;
      stopWaiting();
      begin(accepted);
    },
    (refused) => {
      stopWaiting();
      explain("refused");
      void persistently(() => import("../transports/unread.ts"), clock, () => isKnown).then(
        ({ refuseInit }) => {
          if (!isKnown) refuseInit(refused, announce);
        },
        () => {},
      );
    },
  );
}
