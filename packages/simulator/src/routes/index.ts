import type { ApiOperationName } from "@deck-auth/contract/api";
import type { Handler } from "./call.ts";
import { credentialRoutes } from "./credentials.ts";
import { sourceRoutes } from "./sources.ts";
import { taskRunRoutes } from "./task-runs.ts";
import { taskRoutes } from "./tasks.ts";
import { testRoutes } from "./test.ts";
import { tokenRoutes } from "./token.ts";

/** Who serves which endpoint. */
export const handlers: Partial<Record<ApiOperationName, Handler>> = {
  ...testRoutes,
  ...tokenRoutes,
  ...sourceRoutes,
  ...credentialRoutes,
  ...taskRoutes,
  ...taskRunRoutes,
};
