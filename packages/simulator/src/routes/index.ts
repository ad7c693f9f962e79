import type { ApiOperationName } from "@deck-auth/contract/api";
import { agentRoutes } from "./agents.ts";
import type { Handler } from "./call.ts";
import { credentialRoutes } from "./credentials.ts";
import { eventDestinationRoutes } from "./event-destinations.ts";
import { eventRoutes } from "./events.ts";
import { sessionRoutes } from "./sessions.ts";
import { sourceRoutes } from "./sources.ts";
import { storageRoutes } from "./storage.ts";
import { taskRunRoutes } from "./task-runs.ts";
import { taskRoutes } from "./tasks.ts";
import { testRoutes } from "./test.ts";
import { tokenRoutes } from "./token.ts";

/** Who serves which endpoint: all 44 of them (R180). */
export const handlers: Readonly<Record<ApiOperationName, Handler>> = {
  ...testRoutes,
  ...tokenRoutes,
  ...agentRoutes,
  ...sourceRoutes,
  ...credentialRoutes,
  ...taskRoutes,
  ...taskRunRoutes,
  ...storageRoutes,
  ...sessionRoutes,
  ...eventDestinationRoutes,
  ...eventRoutes,
};
