import type { EmbedMessageBody, HostMessageBody } from "@deck-auth/contract/messages";

/** How the flow talks to its host, whatever lies between them. */
export interface Transport {
  post(message: EmbedMessageBody): void;
  /** Only ever one listener: the flow's session. What came before is handed to it at once, in order. */
  listen(receive: (message: HostMessageBody) => void): void;
  /** Nothing is sent or heard after this. */
  close(): void;
}
