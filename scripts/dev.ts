// `npm run dev`: the playground, with every screen of the flow; changes show at once.
import { endWithChildren, start, stopWith } from "./command.ts";
import { install, installFailed } from "./install.ts";

endWithChildren(0);

const installed = await install();
if (installed.code !== 0) await stopWith(`${installFailed}\n${installed.output}`);

start("pnpm", ["run", "storybook"], { STORYBOOK_DISABLE_TELEMETRY: "1" }, "inherit").on("exit", (code) => process.exit(code ?? 1));
