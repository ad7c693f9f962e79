"use client";

export { DeckAuth, DeckAuth as DeckAuthComponent } from "./deck-auth.ts";
export { preloadDeckAuth } from "./preload.ts";
export type { DeckAuthHandle, DeckAuthProps } from "./props.ts";
export { configureDeckAuth } from "./settings.ts";
export type { DeckAuthSettings } from "./settings.ts";
export type {
  AppearanceBranding,
  AppearanceConfig,
  AppearanceVariables,
  CopyOverrides,
  DeckAuthEvent,
  ErrorData,
  EventBase,
  EventDetail,
  Language,
  ResumePoint,
  Screen,
  SuccessData,
  TaskRunView,
} from "@deck-auth/contract/messages";
