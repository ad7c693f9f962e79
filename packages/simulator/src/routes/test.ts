import type { Handler } from "./call.ts";

export const testRoutes = {
  "test.get": () => ({ status: "ready", environment: "live" }),
} satisfies Record<string, Handler>;
