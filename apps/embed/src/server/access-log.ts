/** One request, as the log shows it: never a query, a fragment, a header or a body, since these can hold a token (R160). */
export interface AccessLogEntry {
  method: string;
  path: string;
  status: number;
  /** Whole milliseconds from request to response. */
  milliseconds: number;
  /** Also sent as `X-Request-Id`, and as `request_id` in refusals of the proxy. */
  requestId: string;
}

export const secretShape = /(tk|sk|whsec)_[^/]*/gi;

/** A path that is safe to write down: cut short, and without anything that begins like a token or a key. */
export function loggablePath(pathname: string): string {
  return pathname.replace(secretShape, "$1_***").slice(0, 200);
}

/** The line for a log. */
export function formatAccess({ method, path, status, milliseconds, requestId }: AccessLogEntry): string {
  return `${method} ${path} ${status} ${milliseconds} ms ${requestId}`;
}
