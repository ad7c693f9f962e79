import { accessSync, constants, globSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A browser engine beside Chromium, with the programs that drive it. Each is `null` where it is not installed. */
export interface Engines {
  /** Firefox, which speaks WebDriver BiDi by itself. */
  firefox: { firefox: string | null };
  /** WebKitGTK's own small browser. */
  webkit: { xvfb: string | null; driver: string | null; browser: string | null };
  /** A native app with a WebKitGTK WebView in it. */
  webView: { xvfb: string | null; gjs: string | null; library: string | null };
}

function isThere(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}

/** The first of these programs on the PATH. */
function program(...names: string[]): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find((file) => isThere(file, constants.X_OK)) ?? null;
}

const file = (pattern: string): string | null => globSync(pattern).find((found) => isThere(found, constants.R_OK)) ?? null;

/** What of them this machine has. Only Linux has WebKitGTK. */
export function findEngines(): Engines {
  const xvfb = program("Xvfb");
  return {
    firefox: { firefox: program("firefox-esr", "firefox") },
    webkit: { xvfb, driver: program("WebKitWebDriver"), browser: file("/usr/{lib/*,lib64,libexec,lib}/webkit2gtk-4.*/MiniBrowser") },
    webView: { xvfb, gjs: program("gjs"), library: file("/usr/{lib/*,lib64,lib}/girepository-1.0/WebKit2-4.1.typelib") },
  };
}

/** The path of a program that the check found before it let a test run. */
export function installed(found: string | null): string {
  if (found === null) throw new Error("A program is missing that `npm test -- engines` looks for before it runs this.");
  return found;
}
