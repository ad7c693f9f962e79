import { findEngines } from "../engines.ts";
import type { Check, Outcome } from "./check.ts";
import { runPlaywright } from "./playwright.ts";

interface Engine {
  name: string;
  /** The file of its tests in `e2e/engines`. */
  file: string;
  /** What it needs, as Debian calls it, and whether it is here. */
  needs: readonly (readonly [debianPackage: string, found: string | null])[];
}

function engines(): readonly Engine[] {
  const { firefox, webkit, webView } = findEngines();
  return [
    { name: "Firefox", file: "firefox.test.ts", needs: [["firefox-esr", firefox.firefox]] },
    { name: "WebKitGTK", file: "webkit.test.ts", needs: [["webkit2gtk-driver", webkit.driver], ["webkit2gtk-driver", webkit.browser], ["xvfb", webkit.xvfb]] },
    { name: "a WebView of WebKitGTK", file: "webview.test.ts", needs: [["gjs", webView.gjs], ["gir1.2-webkit2-4.1", webView.library], ["xvfb", webView.xvfb]] },
  ];
}

const lacking = ({ needs }: Engine): string[] => [...new Set(needs.flatMap(([debianPackage, found]) => (found === null ? [debianPackage] : [])))];

/**
 * The paths of a person in engines that Playwright does not drive. An engine that is not installed is passed over, and said so;
 * not in CI, where a lost package would pass for a green run.
 */
export const otherEngines: Check = {
  name: "engines",
  async check(): Promise<Outcome> {
    const all = engines();
    const here = all.filter((engine) => lacking(engine).length === 0);
    const missing = all.filter((engine) => lacking(engine).length > 0).map((engine) => `${engine.name} is not here (${lacking(engine).join(", ")})`);
    if (missing.length > 0 && process.env["CI"] === "true") return { passed: 0, failed: missing.length, output: `${missing.join(". ")}. CI needs them all.\n` };
    const note = missing.join("; ");
    if (here.length === 0) return { passed: 0, failed: 0, output: "", note };
    return { ...(await runPlaywright("engines", "-c", "engines/playwright.config.ts", ...here.map(({ file }) => file))), note };
  },
};
