export { defineDeckAuthElement } from "./define.ts";
export type { DeckAuthElement, DeckAuthElementEventMap } from "./define.ts";
export { mountDeckAuth } from "./mount.ts";
export type { MountedDeckAuth } from "./mount.ts";
export type { DeckAuthProps } from "../props.ts";
export { configureDeckAuth } from "../settings.ts";
