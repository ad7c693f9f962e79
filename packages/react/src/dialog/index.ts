"use client";

export { DeckAuthDialog } from "./deck-auth-dialog.tsx";
export type { DeckAuthDialogProps } from "./deck-auth-dialog.tsx";
export type { DeckAuthHandle, DeckAuthProps } from "../props.ts";
