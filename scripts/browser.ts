import { findChromium } from "./chromium.ts";
import { root, run } from "./command.ts";

/** Whether Debian's own package can be had: only root may install it. */
const canUseApt = () => process.platform === "linux" && process.getuid?.() === 0;

async function fromDebian(): Promise<void> {
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  if ((await run("apt-get", ["update", "-q"], quiet)).code !== 0) return;
  await run("apt-get", ["install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-liberation"], quiet);
}

/** Playwright's own download, and where it put it. */
async function fromPlaywright(): Promise<string | null> {
  const { code } = await run("pnpm", ["exec", "playwright", "install", "chromium"]);
  if (code !== 0) return null;
  const script = 'process.stdout.write(require("playwright").chromium.executablePath())';
  const asked = await run(process.execPath, ["-e", script], { NODE_PATH: `${root}/node_modules` });
  return asked.code === 0 && asked.output !== "" ? asked.output : null;
}

/** A Chromium that tests can drive, fetched if there is none. Null when none can be had. */
export async function obtainChromium(): Promise<string | null> {
  const here = findChromium();
  if (here || process.env["CHROMIUM_PATH"]) return here;
  if (canUseApt()) await fromDebian();
  return findChromium() ?? (await fromPlaywright());
}
