import { signedAddress } from "../files/addresses.ts";
import { fileSummary } from "../world/answers.ts";
import type { Handler } from "./call.ts";
import { find } from "./find.ts";

export const storageRoutes = {
  "storage.get": ({ world, id, origin }) => {
    const file = find(world.storage, "storage", id);
    const { created_at, ...summary } = fileSummary(file);
    return {
      ...summary,
      url: signedAddress(world, origin, `storage/${file.id}/${file.file_name}`),
      metadata: null,
      extraction: file.extraction,
      task_run_id: file.task_run_id,
      result: file.result,
      created_at,
    };
  },
} satisfies Record<string, Handler>;
