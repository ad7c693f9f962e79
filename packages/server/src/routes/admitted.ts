import type { Owner } from "../guards/subject.ts";

/** What a route gets, after every guard has let the request through. */
export interface Admitted {
  /** The request as it came. */
  request: Request;
  owner: Owner;
  /** The parsed body of a POST; `undefined` when there was none. */
  body: unknown;
}

/** A route for the host's own pages: guarded by origin, `authorize` and a limit for each subject. */
export interface PageRoute {
  /** For the log. */
  name: string;
  method: "GET" | "POST";
  /** Calls that one subject may make in ten minutes. */
  limit: number;
  run(admitted: Admitted): Promise<Response>;
}
