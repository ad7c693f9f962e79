import type { DeckAuthProps } from "../props.ts";

/** What a `<deck-auth>` takes as properties: the props of `<DeckAuth>`, and the two switches that have no function of their own. */
export interface ElementOptions extends Partial<DeckAuthProps> {
  /** Whether there is a close button, for who listens to `close`. Given `onClose` or `onclose`, there is one anyway. */
  closable?: boolean | undefined;
  /** Whether you listen to `sourcenotfound`. Given `onSourceNotFound`, you do anyway. */
  sourceNotFound?: boolean | undefined;
}
