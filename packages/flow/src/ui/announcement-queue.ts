import type { Clock } from "@deck-auth/contract";

/** Screen readers miss a change that comes together with the node it stands in. */
const settleTime = 100;
/** At most one announcement in this time: more would talk over the person. */
const quietTime = 5_000;

export interface AnnouncementQueue {
  /**
   * Says it as soon as it may be said; what was said last is not said again, unless on another occasion.
   *
   * What has an occasion (a warning, a prompt, an outcome) is said in any case, in order. What has none is a state or a count, which
   * comes after those, and of which the newest alone is true: it takes the place of one that waits. An empty text takes that one back.
   */
  say(text: string, occasion?: string): void;
  /** Before this, and after `stop`, what there is to say waits. */
  start(): void;
  stop(): void;
}

interface Announcement {
  text: string;
  occasion: string;
}

/** Spaces announcements out. `write` puts the text where it is heard. */
export function createAnnouncementQueue(clock: Clock, write: (text: string) => void): AnnouncementQueue {
  const news: Announcement[] = [];
  let state: Announcement | null = null;
  let said: Announcement | null = null;
  let quietUntil = 0;
  let running = false;
  let cancel: (() => void) | null = null;
  const isSame = (one: Announcement | null, other: Announcement) => one?.text === other.text && one.occasion === other.occasion;
  const next = () => news[0] ?? (state !== null && !isSame(said, state) ? state : null);
  const speak = () => {
    cancel = null;
    const now = next();
    if (now === null) return;
    if (now === state) state = null;
    else news.shift();
    said = now;
    quietUntil = clock.now() + quietTime;
    write(now.text);
    plan();
  };
  const plan = () => {
    if (running && next() !== null) cancel ??= clock.after(Math.max(settleTime, quietUntil - clock.now()), speak);
  };
  return {
    say(text, occasion = "") {
      const announcement = { text, occasion };
      if (occasion === "") state = text === "" ? null : announcement;
      else if (![said, ...news].some((known) => isSame(known, announcement))) news.push(announcement);
      plan();
    },
    start() {
      running = true;
      plan();
    },
    stop() {
      running = false;
      cancel?.();
      cancel = null;
    },
  };
}
