import { sourceCreateRequest, sourceUpdateRequest } from "@deck-auth/contract/api";
import { checkBody } from "../http/body.ts";
import { refuse } from "../http/errors.ts";
import { page } from "../http/paging.ts";
import { blockedHosts } from "../scenarios/sources.ts";
import { sourceAnswer } from "../world/answers.ts";
import { emit } from "../world/events.ts";
import type { SourceRecord } from "../world/records.ts";
import { newRecord, touch } from "../world/world.ts";
import type { Handler } from "./call.ts";
import { find } from "./find.ts";

const checkAddress = (url: string): string => {
  if (blockedHosts.includes(new URL(url).hostname)) throw refuse("source/source_blocked", "website.url");
  return url;
};

const create: Handler = ({ world, body: given }) => {
  const body = checkBody(sourceCreateRequest, given);
  const url = checkAddress(body.website.url);
  const source: SourceRecord = { ...newRecord(world, "source"), name: body.name ?? null, url, trait: null };
  world.sources.add(source);
  emit(world, "source.created", sourceAnswer(source));
  return sourceAnswer(source);
};

const update: Handler = ({ world, id, body: given }) => {
  const source = find(world.sources, "source", id);
  const body = checkBody(sourceUpdateRequest, given);
  const url = body.website === undefined ? source.url : checkAddress(body.website.url);
  source.url = url;
  if (body.name !== undefined) source.name = body.name;
  touch(world, source);
  emit(world, "source.updated", sourceAnswer(source));
  return sourceAnswer(source);
};

const remove: Handler = ({ world, id }) => {
  const source = find(world.sources, "source", id);
  world.sources.remove(source.id);
  emit(world, "source.deleted", sourceAnswer(source));
  return { id: source.id, object: "source", deleted: true };
};

export const sourceRoutes = {
  "sources.create": create,
  "sources.list": ({ world, operation, query }) =>
    page(world, operation, query, world.sources.newestFirst(), (source) => source.sequence, sourceAnswer),
  "sources.get": ({ world, id }) => sourceAnswer(find(world.sources, "source", id)),
  "sources.update": update,
  "sources.delete": remove,
} satisfies Record<string, Handler>;
