export type { RedisAddress } from "./connection.ts";
export type { RedisBusOptions } from "./options.ts";
export { redisBus } from "./redis-bus.ts";
export type { RedisBus } from "./redis-bus.ts";
