import { eventTypes } from "@deck-auth/contract/api";
import { page } from "../http/paging.ts";
import { passes, passesTimes } from "../http/query.ts";
import { eventAnswer } from "../world/answers.ts";
import type { Handler } from "./call.ts";
import { find } from "./find.ts";

export const eventRoutes = {
  "event-types.list": () => ({ data: eventTypes }),
  "events.list": ({ world, operation, query }) => {
    const rows = [...world.events.newestFirst()].filter((event) => passes(query, "type", event.type) && passesTimes(query, event.created));
    return page(world, operation, query, rows, (event) => event.sequence, eventAnswer);
  },
  "events.get": ({ world, id }) => eventAnswer(find(world.events, "event", id)),
} satisfies Record<string, Handler>;
