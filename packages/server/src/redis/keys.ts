/** Where things stand in Redis. The braces keep them together in a cluster. */
export interface RedisKeys {
  stream: string;
  seen(name: string): string;
  sources(name: string): string;
  walk(name: string): string;
  owner(taskRunId: string): string;
}

export const redisKeys = (prefix: string): RedisKeys => ({
  stream: `{${prefix}}:nudges`,
  seen: (name) => `{${prefix}}:seen:${name}`,
  sources: (name) => `{${prefix}}:sources:${name}`,
  walk: (name) => `{${prefix}}:walk:${name}`,
  owner: (taskRunId) => `{${prefix}}:owner:${taskRunId}`,
});
