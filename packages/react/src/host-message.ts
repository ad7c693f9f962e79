import type { HostMessageBody } from "@deck-auth/contract/messages";

type DataOf<Type extends HostMessageBody["type"]> = Extract<HostMessageBody, { type: Type }>["data"];

/** Says something to the embed page, if it is there. */
export type Post = <Type extends HostMessageBody["type"]>(type: Type, data: DataOf<Type>) => void;

/** A message in its envelope (design 3.3). */
export const message = <Type extends HostMessageBody["type"]>(type: Type, data: DataOf<Type>) => ({ channel: "deck-auth", version: 1, type, data });
