// What an app of one's own brings to the samples.
import type { ErrorData, SuccessData } from "@deck-auth/react";

declare global {
  const user: { id: string };
  function fetchToken(): Promise<string>;
  function confirmOnServer(credentialId: string, taskRunId: string | null): void;
  function onSuccess(data: SuccessData): void;
  function onError(data: ErrorData): void;
  function userIdOf(request: Request): Promise<string | null>;
  function yourSession(authorization: string | null): Promise<{ id: string } | null>;
  const isOpen: boolean;
  function setOpen(open: boolean): void;
  const token: string;

  // The runtimes that are not installed here.
  const Deno: { serve(handler: (request: Request) => Promise<Response>): unknown };
  const Bun: { serve(options: { fetch(request: Request): Promise<Response> }): unknown };
}
