import { isId } from "@deck-auth/contract";
import { isOwned } from "../confirm.ts";
import type { DeckClient } from "../deck/client.ts";
import { askAuthorize } from "../guards/subject.ts";
import type { Owner } from "../guards/subject.ts";
import type { Settings } from "../options.ts";
import type { Admitted } from "../routes/admitted.ts";
import { refuse, refuseStopping } from "../routes/answers.ts";
import type { Bus, RunOwner } from "./bus.ts";
import { createEventStream } from "./event-stream.ts";
import type { EventStream } from "./event-stream.ts";
import { createRunOwners } from "./run-owners.ts";
import { Busy } from "./turns.ts";

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

const noSuchRun = () => refuse(404, { type: "request", code: "resource_not_found", message: "There is no such run." });

/** A page left, or this process ends, before it was known whose the run is. */
class Interrupted extends Error {
  override readonly name = "Interrupted";
}

interface Beginning {
  lastEventId: string | null;
  leave: () => void;
  request: Request;
  runOwner: RunOwner;
  subject: string;
  taskRunId: string;
}

const owns = (owner: Owner, { credentialId, externalId }: RunOwner) => isOwned({ id: credentialId, external_id: externalId }, owner);

/** Tells each page of its own user's run that something happened, and nothing else. */
export function createRelay(bus: Bus, settings: Settings, client: DeckClient, stopping: AbortSignal): Relay {
  const { authorize, clock, limits, log, random } = settings;
  const owners = createRunOwners(client, clock, bus.owners ?? null, limits.ownerLookups, stopping);
  /** Of those who wait to hear whose their run is: each ends its wait. */
  const waiting = new Set<() => void>();
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

  /** Asks your session only: a run does not change its credential. */
  async function stillAllowed({ request, runOwner, subject }: Beginning): Promise<boolean> {
    const authorization = await askAuthorize(authorize, request, clock, log);
    return authorization.kind === "owner" && authorization.owner.subject === subject && owns(authorization.owner, runOwner);
  }

  /** Whose the run is. @throws Interrupted as soon as nobody wants to know */
  function ownerOf({ signal }: Request, taskRunId: string): Promise<RunOwner | null> {
    return new Promise((resolve, reject) => {
      const stop = () => reject(new Interrupted());
      if (signal.aborted) return stop();
      waiting.add(stop);
      signal.addEventListener("abort", stop);
      void owners.find(taskRunId).then(resolve, reject).finally(() => {
        waiting.delete(stop);
        signal.removeEventListener("abort", stop);
      });
    });
  }

  /** A stream in the place that was taken; `leave` gives the place back, whatever becomes of it. */
  function begin(beginning: Beginning): EventStream {
    const { lastEventId, leave, taskRunId } = beginning;
    let over = false;
    let stream: EventStream | null = null;
    const onEnd = () => {
      over = true;
      leave();
      if (stream !== null) open.delete(stream);
    };
    try {
      stream = createEventStream({ bus, clock, taskRunId, lastEventId, mayStay: () => stillAllowed(beginning), onEnd });
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
      if (draining) return refuseStopping();
      const asked = new URL(request.url).searchParams;
      const taskRunId = asked.get("taskRunId");
      if (!isId("taskRun", taskRunId)) return noSuchRun();
      const leave = takePlace(owner.subject);
      if (leave === null) {
        log({ level: "warn", event: "limit_reached", route: "events" });
        return refuseStream(429, "session_limit_exceeded", "Too many streams are open.");
      }
      let runOwner: RunOwner | null;
      try {
        runOwner = await ownerOf(request, taskRunId);
      } catch (error) {
        leave();
        if (error instanceof Interrupted) return refuseStopping();
        if (!(error instanceof Busy)) throw error;
        log({ level: "warn", event: "limit_reached", route: "events" });
        return refuseStream(503, "rate_limit_exceeded", "Too many pages come at once.");
      }
      // Another user's run and one that does not exist are the same to who asks.
      if (draining || runOwner === null || !owns(owner, runOwner)) {
        leave();
        return draining ? refuseStopping() : noSuchRun();
      }
      // Browsers send the header when they come back by themselves; a page that opens a new stream can only say it in the address.
      const stream = begin({ leave, lastEventId: request.headers.get("last-event-id") ?? asked.get("lastEventId"), request, runOwner, subject: owner.subject, taskRunId });
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
      for (const stop of waiting) stop();
      for (const stream of open) stream.end(500 + random() * 4_500);
    },
  };
}
