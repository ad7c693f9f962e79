export { serveSimulator } from "./serve.ts";
export type { ServedSimulator, ServeOptions } from "./serve.ts";
