/** The index of sources as it is kept. */
export interface StoredSources {
  /** When it was walked, in milliseconds since 1970. */
  at: number;
  /** The body of `GET /sources`. */
  text: string;
}

/** Keeps the index of sources for several processes and over restarts. Each method may reject; this process then goes on by itself. */
export interface SourceStore {
  /** What was last written under this name, which stands for the organization. */
  read(name: string): Promise<StoredSources | null>;
  write(name: string, stored: StoredSources): Promise<void>;
  /** Whether this process may walk the catalogue now; for so many milliseconds no other one may. */
  claimWalk(name: string, milliseconds: number): Promise<boolean>;
  /** The walk that this process claimed failed: another one may try at once. @default they wait until the claim is over */
  releaseWalk?(name: string): Promise<void>;
}
