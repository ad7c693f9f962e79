export { readConfig } from "./config.ts";
export type { GivenConfig } from "./config.ts";
export { channel, deckAuthEvent, embedConfig, embedMessage, embedUpdate, hostMessage, maximumMessageLength, protocolVersion } from "./messages.ts";
export type { EmbedMessage, EmbedMessageBody, HostMessage, HostMessageBody } from "./messages.ts";
export type {
  AppearanceBranding,
  AppearanceConfig,
  AppearanceVariables,
  CopyOverrides,
  DeckAuthEvent,
  EmbedConfig,
  EmbedUpdate,
  ErrorData,
  EventBase,
  EventDetail,
  FlowOptions,
  Language,
  ResumePoint,
  Screen,
  SourceIndexItem,
  SuccessData,
  TaskRunView,
} from "./payloads.ts";
export { readEmbedMessage, readHostMessage } from "./read.ts";
export { whyUnread } from "./why-unread.ts";
export type { WhyUnread } from "./why-unread.ts";
