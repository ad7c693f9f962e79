import { failure, toResponse } from "../http/envelope.ts";
import { errorOf } from "../http/errors.ts";
import type { Serving } from "../http/serve.ts";
import { settle } from "../world/settle.ts";
import type { World } from "../world/world.ts";
import { isSigned, organizationInAddress } from "./addresses.ts";
import { statementOf } from "./documents.ts";
import { pictureOf, shotsOf } from "./screenshots.ts";

interface Found {
  readonly bytes: Uint8Array;
  readonly type: string;
}

const findScreenshot = (world: World, runId: string, name: string): Found | null => {
  const run = world.runs.get(runId);
  const shot = run === undefined ? undefined : shotsOf(world, run).find(({ number }) => name === `${String(number).padStart(4, "0")}.png`);
  return run === undefined || shot === undefined ? null : { bytes: pictureOf(world, run, shot), type: "image/png" };
};

const findDocument = (world: World, id: string, name: string): Found | null => {
  const file = world.storage.get(id);
  const run = file === undefined ? undefined : world.runs.get(file.task_run_id);
  return run === undefined || file?.file_name !== name ? null : { bytes: statementOf(run), type: file.file_type };
};

/** Serves what a signed address stands for: 403 when it is not signed here or has expired, 404 when the file is gone. */
export const serveFile = (serving: Serving, url: URL): Response => {
  const [, , organization = "", kind, id = "", name = ""] = url.pathname.split("/");
  const world = serving.worlds.begun(organizationInAddress(organization));
  const refusal = (status: number, message: string) =>
    toResponse(failure(status, [errorOf("request/resource_not_found", undefined, message)], serving.strangerRequestId()));
  if (world === undefined || !isSigned(world, url)) return refusal(403, "This address is not valid, or not any more.");
  settle(world);
  const found = kind === "screenshots" ? findScreenshot(world, id, name) : kind === "storage" ? findDocument(world, id, name) : null;
  if (found === null) return refusal(404, "There is no such file.");
  return new Response(Uint8Array.from(found.bytes), {
    headers: { "content-type": found.type, "cache-control": "private, max-age=60", "cross-origin-resource-policy": "cross-origin" },
  });
};
