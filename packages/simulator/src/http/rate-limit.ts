import { now } from "../world/world.ts";
import type { World } from "../world/world.ts";
import { refuse } from "./errors.ts";

const windowMs = 10_000;

/** Counts a request, or refuses it; one that is refused does not count (R213, design 7.9). */
export const countRequest = (world: World): void => {
  const limit = world.limits.requestsPer10s;
  if (limit === null) return;
  const instant = now(world);
  world.requestInstants = world.requestInstants.filter((earlier) => earlier > instant - windowMs);
  if (world.requestInstants.length >= limit) throw refuse("rate_limit/rate_limit_exceeded");
  world.requestInstants.push(instant);
};
