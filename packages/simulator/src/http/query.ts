import { maximumPageSize } from "@deck-auth/contract";
import type { ApiOperation, QueryParameter } from "@deck-auth/contract/api";
import { checkId } from "./body.ts";
import { refuse } from "./errors.ts";

/** A request's query, checked against what its endpoint takes. */
export interface Query {
  readonly limit: number;
  readonly cursor: string | null;
  /** Values of each filter that was given; several are an OR. */
  readonly filters: ReadonlyMap<string, readonly string[]>;
}

const defaultLimit = 20;

const invalid = (name: string) => refuse("request/query_param_invalid", name);

const single = (name: string, values: readonly string[]): string => {
  const [value] = values;
  if (value === undefined || values.length > 1) throw invalid(name);
  return value;
};

const readLimit = (values: readonly string[]): number => {
  const text = single("limit", values);
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > maximumPageSize) throw invalid("limit");
  return limit;
};

const isoTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

const checkValues = (name: string, parameter: QueryParameter, given: readonly string[]): readonly string[] => {
  const isArray = (parameter.kind === "id" || parameter.kind === "enum") && parameter.many === true;
  const values = isArray ? given : [single(name, given)];
  if (parameter.kind === "id") return values.map((value) => checkId(parameter.of, value, name));
  if (parameter.kind === "enum") {
    if (values.some((value) => !parameter.values.includes(value))) throw invalid(name);
  } else if (parameter.kind === "names") {
    const names = values.flatMap((value) => value.split(",")).map((value) => value.trim());
    if (names.some((value) => !parameter.values.includes(value))) throw invalid(name);
    return names;
  } else if (parameter.kind === "time") {
    if (values.some((value) => !isoTime.test(value) || Number.isNaN(Date.parse(value)))) throw invalid(name);
  }
  return values;
};

/** The checked query; anything that the endpoint does not take is 400 `query_param_invalid` (R197, R204). */
export const readQuery = (operation: ApiOperation, given: URLSearchParams): Query => {
  const filters = new Map<string, readonly string[]>();
  let limit = defaultLimit;
  let cursor: string | null = null;
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name);
    const parameter = operation.query !== undefined && Object.hasOwn(operation.query, name) ? operation.query[name] : undefined;
    if (operation.pages === true && name === "limit") limit = readLimit(values);
    else if (operation.pages === true && name === "cursor") cursor = single("cursor", values);
    else if (parameter !== undefined) filters.set(name, checkValues(name, parameter, values));
    else throw invalid(name);
  }
  return { limit, cursor, filters };
};

/** Whether a value passes a filter; a filter that was not given lets everything pass. */
export const passes = (query: Query, name: string, value: string | null): boolean => {
  const wanted = query.filters.get(name);
  return wanted === undefined || (value !== null && wanted.includes(value));
};

/** Whether an instant lies between `created_after` and `created_before`, which are excluded themselves (design 7.9). */
export const passesTimes = (query: Query, created: number): boolean => {
  const [after] = query.filters.get("created_after") ?? [];
  const [before] = query.filters.get("created_before") ?? [];
  return (after === undefined || created > Date.parse(after)) && (before === undefined || created < Date.parse(before));
};
