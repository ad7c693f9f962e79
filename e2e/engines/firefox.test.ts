import { openFirefox } from "./firefox.ts";
import { walkEnds, walkPath } from "./path.ts";
import { test as base } from "./rig.ts";
import type { Tab } from "./tab.ts";

const test = base.extend<{ tab: Tab }>({
  tab: async ({}, provide) => {
    const { tab, close } = await openFirefox();
    await provide(tab);
    await close();
  },
});

test("Firefox: from the search to the confirmed credential, in a frame of another site; nothing typed is seen, no screen has a fault (M67, M86, M93, R42)", async ({ tab, addresses, simulator }) => {
  await walkPath(tab, addresses.demo, simulator);
});

test("Firefox: the other screens, dark and in French (M86, M93)", async ({ tab, addresses, simulator }) => {
  await walkEnds(tab, addresses.demo, simulator);
});
