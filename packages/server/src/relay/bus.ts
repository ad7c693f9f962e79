/** Something happened to a run: whoever shows it should read it now. It says nothing of what the run holds. */
export interface Nudge {
  taskRunId: string;
  /** The event's type, such as `task_run.interaction_required`. */
  type: string;
}

/** A nudge on the bus. */
export interface BusNudge extends Nudge {
  /** Its place on the bus, for `Last-Event-ID`. Letters, digits and `-` only, at most 64. */
  id: string;
}

/** What a subscriber is told. */
export interface Subscriber {
  nudge(nudge: BusNudge): void;
  /** Some may have passed unseen, or the bus is back after having been away: read the run now. */
  missed(): void;
}

/** Whose a run is, as the API said. */
export interface RunOwner {
  /** The credential that the run works with. */
  credentialId: string;
  /** Its `external_id`. */
  externalId: string | null;
}

/** Keeps for all processes whose a run is. Each method may reject; this process then asks the API. */
export interface RunOwnerStore {
  read(taskRunId: string): Promise<RunOwner | null>;
  /** To be forgotten after so many milliseconds. */
  write(taskRunId: string, owner: RunOwner, milliseconds: number): Promise<void>;
}

/** Carries nudges from the process that got a webhook to the one that a page listens to. */
export interface Bus {
  /** Rejects when the nudge could not be passed on; pages then find out by reading the run themselves. */
  publish(nudge: Nudge): Promise<void>;
  /**
   * Tells of every later nudge for this run, and first, of those after `lastId`, if it is known, of the newest. The function that it
   * gives ends that; calling it twice does no harm.
   */
  subscribe(taskRunId: string, lastId: string | null, subscriber: Subscriber): () => void;
  /**
   * In one step, for all processes: claims these names for 25 hours, and publishes the nudge if none of them was claimed before.
   * Resolves to whether that was so. Without it the names of webhooks are remembered in each process for itself, and
   * {@link publish} is used.
   */
  accept?(names: readonly string[], nudge: Nudge | null): Promise<boolean>;
  /** So that pages which come back to another process, as all do after a deploy, cost no requests. @default each process remembers for itself */
  readonly owners?: RunOwnerStore;
}
