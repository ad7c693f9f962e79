import type { Frame } from "@playwright/test";
import { RawHost } from "./raw-host.ts";
import { expect, frameAt, test } from "./rig.ts";
import { frameIn } from "./host-page.ts";

const evil = "https://evil.test";

const shows = async (frame: Frame): Promise<boolean> => (await frame.locator("[data-deck-screen]").count()) > 0;

test("a listed page may frame it; a stranger may not, nor a listed page in a stranger's, nor a stranger in a listed one (T8)", async ({ page, strangers, addresses }) => {
  const [listed, stranger] = [await strangers.settle(addresses.demo), await strangers.settle(evil)];
  const embed = `${addresses.embed}/`;

  await page.goto(listed);
  expect(await shows(await frameIn(page.mainFrame(), embed))).toBe(true);
  const between = await frameIn(page.mainFrame(), stranger);
  expect(await shows(await frameIn(between, embed))).toBe(false);
  const nowhere = await frameIn(page.mainFrame(), "data:text/html,<body></body>");
  expect(await shows(await frameIn(nowhere, embed))).toBe(false);

  await page.goto(stranger);
  expect(await shows(await frameIn(page.mainFrame(), embed))).toBe(false);
  const inside = await frameIn(page.mainFrame(), listed);
  expect(await shows(await frameIn(inside, embed))).toBe(false);
});

test("it can be framed by a page that demands cross-origin isolation, when the deployment opts in (T9)", async ({ page, context, flow, strangers, simulator, addresses }) => {
  await page.goto(await strangers.settle(addresses.demo, { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" }));
  // What `DECK_AUTH_EMBEDDER_POLICY=require-corp` has the embed page's server send.
  await context.route(
    (url) => url.origin === addresses.embed && url.pathname === "/",
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "cross-origin-embedder-policy": "require-corp" } });
    },
  );
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  const host = new RawHost(page, addresses.embed);
  await host.frame();
  await host.ready();
  await host.greet(await simulator.sessionToken());
  await flow.pick("Northwind Bank");
  await flow.signIn("user_good");
  await flow.at("success");
});

test("from inside the frame nobody leads the host away, opens a window, or reaches the device (T10, T12)", async ({ host, flow, page, context, simulator, strangers, addresses }) => {
  await strangers.settle(evil);
  const token = await simulator.sessionToken();
  await context.grantPermissions(["local-network-access", "geolocation", "clipboard-read", "camera", "microphone"]);
  await host.open();
  await host.give(token);
  await flow.at("source-picker");
  // As if by a person's own click, which allows much.
  await flow.search.click();
  const embed = frameAt(page, addresses.embed);
  const tried = await embed.evaluate(async (url) => {
    const outcomeOf = async (run: () => unknown): Promise<string> => {
      try {
        return String(await run());
      } catch (error) {
        return error instanceof Error || error instanceof DOMException ? `refused: ${error.name}` : "refused";
      }
    };
    const located = () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, (error) => reject(new Error(error.message))));
    const link = document.createElement("a");
    Object.assign(link, { href: url, target: "_top" });
    document.body.append(link);
    link.click();
    link.target = "_blank";
    link.click();
    link.remove();
    return {
      top: await outcomeOf(() => void (window.top ?? window).location.assign(url)),
      window: await outcomeOf(() => window.open(url)),
      opener: String(window.opener),
      place: await outcomeOf(located),
      clipboard: await outcomeOf(() => navigator.clipboard.readText()),
      camera: await outcomeOf(() => navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await outcomeOf(() => document.documentElement.requestFullscreen()),
    };
  }, evil);
  expect(tried).toEqual({
    top: expect.stringMatching(/^refused/),
    window: "null",
    opener: "null",
    place: expect.stringMatching(/^refused/),
    clipboard: expect.stringMatching(/^refused/),
    camera: expect.stringMatching(/^refused/),
    screen: expect.stringMatching(/^refused/),
  });
  expect(strangers.requests).toEqual([]);
  expect(context.pages()).toHaveLength(1);
  expect(page.url()).toBe(`${addresses.demo}/host/`);
});
