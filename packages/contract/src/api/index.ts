export * from "./answers.ts";
export { eventTypes } from "./event-types.ts";
export type { EventType } from "./event-types.ts";
export { apiOperations } from "./operations.ts";
export type { ApiOperation, ApiOperationName, QueryParameter } from "./operations.ts";
export * from "./requests.ts";
