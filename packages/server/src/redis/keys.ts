/** Where things stand in Redis. The braces keep them together in a cluster. */
export interface RedisKeys {
  stream: string;
  epoch: string;
  seen(name: string): string;
  sources(name: string): string;
  walk(name: string): string;
  /** A name for a counting that begins. */
  newEpoch(): string;
}

export const redisKeys = (prefix: string): RedisKeys => ({
  stream: `{${prefix}}:nudges`,
  epoch: `{${prefix}}:epoch`,
  seen: (name) => `{${prefix}}:seen:${name}`,
  sources: (name) => `{${prefix}}:sources:${name}`,
  walk: (name) => `{${prefix}}:walk:${name}`,
  newEpoch: () => crypto.randomUUID().slice(0, 8),
});
