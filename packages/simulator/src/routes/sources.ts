import { sourceAnswer } from "../world/answers.ts";
import { page } from "../http/paging.ts";
import type { Handler } from "./call.ts";
import { find } from "./find.ts";

export const sourceRoutes = {
  "sources.list": ({ world, operation, query }) =>
    page(world, operation, query, world.sources.newestFirst(), (source) => source.sequence, sourceAnswer),

  "sources.get": ({ world, id }) => sourceAnswer(find(world.sources, "source", id)),
} satisfies Record<string, Handler>;
