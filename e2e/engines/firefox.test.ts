import { openFirefox } from "./firefox.ts";
import { walkOthers, walkPath } from "./path.ts";
import { test as base } from "./rig.ts";
import type { Tab } from "./tab.ts";

const test = base.extend<{ tab: Tab }>({
  tab: async ({}, provide) => {
    const { tab, close } = await openFirefox();
    await provide(tab);
    await close();
  },
});

test("Firefox: from the search to the confirmed credential, in a frame of another site; nothing typed is seen, no screen has a fault in either theme or language (M67, M86, M93, R42)", async ({ tab, addresses, simulator }) => {
  await walkPath(tab, addresses.demo, simulator);
});

test("Firefox: prompts of other kinds, the run in words and in pictures, and the other ends, in both themes and languages (M86, M93)", async ({ tab, addresses, simulator }) => {
  await walkOthers(tab, addresses.demo, simulator);
});
