export { createExpressDeckAuth } from "./express.ts";
export type { ExpressDeckAuth, ExpressDeckAuthOptions } from "./express.ts";
export type { NodeRequest, NodeResponse } from "./node-http.ts";
export { keepRawBody } from "./read-request.ts";
