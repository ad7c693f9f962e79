import type { DeckAuthEvent, ErrorData, SuccessData } from "@deck-auth/contract/messages";
import { error, fit, longest, shapes, type Shape } from "../check-message.ts";

/** What an embed page says to a host that is not `<DeckAuth>`. New kinds may come: leave alone what you do not know. */
export type DeckAuthMessage =
  /** A page listens, and would take `init`; only an iframe of `<DeckAuth>` answers it. */
  | { type: "ready"; data: { nonce: string } }
  /** The height of the content, in CSS pixels. */
  | { type: "resize"; data: { height: number } }
  | { type: "event"; data: DeckAuthEvent }
  /** What `onSuccess` gets, and the error of a run that failed, if any. */
  | { type: "success"; data: SuccessData & { error?: ErrorData } }
  /** What `onError` gets, and whether the flow is over. */
  | { type: "error"; data: ErrorData & { terminal: boolean } }
  /** The close button was used. */
  | { type: "close"; data: Record<never, never> }
  /**
   * The token was refused, or still works and the user asks for more time. Send `token` with a fresh one, or `tokenUnavailable`, which
   * ends the flow only after a refusal.
   */
  | { type: "tokenRequired"; data: Record<never, never> }
  /** Open this address, https, in the system's browser. */
  | { type: "navigate"; data: { url: string } }
  /** The answer to `back`: whether the flow went a step back itself. */
  | { type: "backResult"; data: { handled: boolean } };

const eventBase = { type: "", sessionId: "", sequence: 0, at: "", screen: "", credentialId: ["", null], taskRunId: ["", null] } satisfies Shape;

/** What kinds of events have of their own. */
const eventDetails: ReadonlyMap<unknown, Shape> = new Map(
  Object.entries<Shape>({
    opened: {},
    screen_shown: {},
    source_chosen: { sourceId: "" },
    source_not_listed: {},
    submitted: {},
    stored: {},
    run_status: { status: "" },
    prompt_shown: { interactionType: "", fieldCount: 0, repeated: true },
    answered: {},
    resumed: {},
    retried: {},
    hidden: {},
    visible: {},
    succeeded: { verified: [true, null] },
    failed: { error: { type: "", code: "" } },
    closed: {},
  }),
);

const screens: readonly unknown[] = ["loading", "source-picker", "credentials", "task-run", "interaction", "success", "unverified", "error"];

const moreShapes: ReadonlyMap<unknown, Shape> = new Map(
  Object.entries<Shape>({ error: { ...error, terminal: true }, navigate: { url: "" }, backResult: { handled: true } }),
);

/** The shape that the data of such a message has; `undefined` when there is no such message. */
function shapeOf(type: unknown, data: object): Shape | undefined {
  if (type === "event") {
    const detail = eventDetails.get("type" in data ? data.type : undefined);
    return detail && screens.includes("screen" in data ? data.screen : undefined) ? { ...eventBase, ...detail } : undefined;
  }
  if (type === "success" && !("error" in data)) {
    const { error: _none, ...shape } = { ...shapes.get(type) };
    return shape;
  }
  return moreShapes.get(type) ?? shapes.get(type);
}

/** What an event of a window or of React Native's WebView brought; all else is the message itself. */
function carriedBy(given: unknown): unknown {
  if (typeof given !== "object" || given === null || "channel" in given) return given;
  if ("nativeEvent" in given) return carriedBy(given.nativeEvent);
  return "data" in given ? given.data : given;
}

/**
 * The message of an embed page in what your WebView or your window received: a `MessageEvent`, React Native's `onMessage` event, a
 * JSON string or an object. `null` for everything else. Never throws.
 *
 * It cannot know who sent it. **Check that yourself first**: in a window, that `event.source` is your frame and `event.origin` the embed
 * page's; in a WebView, that the page that speaks is the embed page. And let your server confirm what a `success` says before you
 * trust it (`POST /confirm` of the server helper).
 */
export function parseDeckAuthMessage(given: unknown): DeckAuthMessage | null;
export function parseDeckAuthMessage(given: unknown): unknown {
  try {
    const carried = carriedBy(given);
    const text = typeof carried === "string" ? carried : JSON.stringify(carried);
    if (text.length > longest) return null;
    // Serialised once more, it holds no number that JSON cannot write.
    const { channel, version, type, data } = JSON.parse(JSON.stringify(JSON.parse(text)));
    if (channel !== "deck-auth" || version !== 1) return null;
    if (typeof data !== "object" || data === null || Array.isArray(data)) return null;
    return { type, data: fit(shapeOf(type, data), data) };
  } catch {
    return null;
  }
}
