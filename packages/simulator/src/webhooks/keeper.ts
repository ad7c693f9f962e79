import type { World } from "../world/world.ts";
import { now } from "../world/world.ts";
import { settle } from "../world/settle.ts";
import { sendDeliveries } from "./deliver.ts";

/** Timers of browsers and Node hold no longer than this, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** Keeps worlds going that somebody listens to: without a request nobody would look, and no webhook would go out. */
export interface Keeper {
  /** Something may have changed in this world: sends what is due, and looks again when the next thing falls due. */
  changed(world: World): void;
  /** Lets go of a world. */
  forget(world: World): void;
}

/**
 * @param isCurrent whether this world still stands for its organization
 * @param onChange called after each possible change
 */
export const createKeeper = (isCurrent: (world: World) => boolean, onChange: () => void = () => undefined): Keeper => {
  const timers = new WeakMap<World, () => void>();

  const isListenedTo = (world: World) =>
    world.agenda.next(["delivery"]) !== undefined ||
    [...world.destinations.oldestFirst()].some(({ type, status }) => type === "webhook" && status === "active");

  const plan = (world: World) => {
    timers.get(world)?.();
    timers.delete(world);
    const next = isListenedTo(world) ? world.agenda.next() : undefined;
    if (next === undefined) return;
    const look = () => {
      settle(world);
      changed(world);
    };
    timers.set(world, world.settings.clock.after(Math.min(longestTimer, Math.max(0, next - now(world))), look));
  };

  const changed = (world: World) => {
    if (!isCurrent(world)) return;
    sendDeliveries(world, () => changed(world));
    plan(world);
    onChange();
  };

  return {
    changed,
    forget(world) {
      timers.get(world)?.();
      timers.delete(world);
    },
  };
};
