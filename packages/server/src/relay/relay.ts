import { isId } from "@deck-auth/contract";
import type { DeckClient } from "../deck/client.ts";
import { askAuthorize } from "../guards/subject.ts";
import type { Settings } from "../options.ts";
import type { Admitted } from "../routes/admitted.ts";
import { refuse } from "../routes/answers.ts";
import type { Bus } from "./bus.ts";
import { createEventStream } from "./event-stream.ts";
import type { EventStream } from "./event-stream.ts";
import { createRunOwners } from "./run-owners.ts";

/** `GET /events` and its end. */
export interface Relay {
  handle(admitted: Admitted): Promise<Response>;
  /** Ends every stream, each page coming back at a moment of its own, and takes no new one. */
  drain(): void;
}

/** Streams that one subject may hold open: a page each, and a few that are just breaking off. */
const mostPerSubject = 5;

const refuseStream = (status: number, code: string, message: string) =>
  refuse(status, { type: "rate_limit", code, message }, { "retry-after": "30" });

interface Beginning {
  lastEventId: string | null;
  leave: () => void;
  request: Request;
  subject: string;
  taskRunId: string;
}

/** Tells each page of its own user's run that something happened, and nothing else. */
export function createRelay(bus: Bus, settings: Settings, client: DeckClient): Relay {
  const { authorize, clock, limits, log, random } = settings;
  const owners = createRunOwners(client, clock);
  const open = new Set<EventStream>();
  const perSubject = new Map<string, number>();
  let places = 0;
  let draining = false;

  /** Takes a place; counted before the API is asked, so that a burst does not slip through meanwhile. */
  function takePlace(subject: string): (() => void) | null {
    const held = perSubject.get(subject) ?? 0;
    if (held >= mostPerSubject || places >= limits.streams) return null;
    perSubject.set(subject, held + 1);
    places += 1;
    return () => {
      places -= 1;
      const left = (perSubject.get(subject) ?? 1) - 1;
      if (left === 0) perSubject.delete(subject);
      else perSubject.set(subject, left);
    };
  }

  async function stillAllowed(request: Request, subject: string, taskRunId: string): Promise<boolean> {
    const authorization = await askAuthorize(authorize, request, clock, log);
    if (authorization.kind !== "owner" || authorization.owner.subject !== subject) return false;
    return owners.owns(authorization.owner, taskRunId);
  }

  /** A stream in the place that was taken; `leave` gives the place back, whatever becomes of it. */
  function begin({ lastEventId, leave, request, subject, taskRunId }: Beginning): EventStream {
    let over = false;
    let stream: EventStream | null = null;
    const onEnd = () => {
      over = true;
      leave();
      if (stream !== null) open.delete(stream);
    };
    try {
      stream = createEventStream({ bus, clock, taskRunId, lastEventId, mayStay: () => stillAllowed(request, subject, taskRunId), onEnd });
    } catch (error) {
      // A bus of one's own may throw; before it was told to, or after.
      if (!over) leave();
      throw error;
    }
    if (!over) open.add(stream);
    return stream;
  }

  return {
    async handle({ owner, request }) {
      if (draining) return refuseStream(503, "session_limit_exceeded", "This server is about to stop.");
      const asked = new URL(request.url).searchParams;
      const taskRunId = asked.get("taskRunId");
      if (!isId("taskRun", taskRunId)) return refuse(404, { type: "request", code: "resource_not_found", message: "There is no such run." });
      const leave = takePlace(owner.subject);
      if (leave === null) {
        log({ level: "warn", event: "limit_reached", route: "events" });
        return refuseStream(429, "session_limit_exceeded", "Too many streams are open.");
      }
      try {
        // Another user's run and one that does not exist are the same to who asks.
        if (!(await owners.owns(owner, taskRunId))) {
          leave();
          return refuse(404, { type: "request", code: "resource_not_found", message: "There is no such run." });
        }
      } catch (error) {
        leave();
        throw error;
      }
      // Browsers send the header when they come back by themselves; a page that opens a new stream can only say it in the address.
      const stream = begin({ leave, lastEventId: request.headers.get("last-event-id") ?? asked.get("lastEventId"), request, subject: owner.subject, taskRunId });
      return new Response(stream.body, {
        headers: {
          "content-type": "text/event-stream; charset=utf-8",
          // `no-transform`: middleware that packs answers would hold events back until enough of them came.
          "cache-control": "no-store, no-transform",
          "x-accel-buffering": "no",
          "x-content-type-options": "nosniff",
          vary: "Origin, Sec-Fetch-Site",
        },
      });
    },
    drain() {
      draining = true;
      for (const stream of open) stream.end(500 + random() * 4_500);
    },
  };
}
