import { expect, test } from "./parties.ts";

test("a frame that is reloaded shows the dark French shell again, with no opaque ground behind it, and goes on (M58, R157)", async ({ demo, flow, page, simulator, addresses }) => {
  await demo.open({ theme: "dark", language: "fr-CA", sourceId: await simulator.sourceId("Northwind Bank") });
  await flow.at("credentials");
  const frame = page.frames().find((one) => one.url().startsWith(addresses.embed));
  if (frame === undefined) throw new Error("There is no frame.");
  const answered = page.waitForResponse((response) => response.frame() === frame && response.request().isNavigationRequest());
  await frame.evaluate(() => location.reload());
  const html = await (await answered).text();
  expect(html).toContain('<html lang="fr-CA">');
  // The scheme of the document has to be that of the element which holds it, or browsers put a ground behind the card.
  expect(html).toContain('<meta name="color-scheme" content="dark">');
  expect(html).toMatch(/<main id="deck-auth"><div [^>]*data-theme="dark"/);
  expect(frame.url()).toBe(`${addresses.embed}/?lang=fr-CA&theme=dark&first=credentials`);
  await flow.at("credentials");
  await expect(flow.root).toHaveAttribute("lang", "fr-CA");
  expect(await demo.frame.evaluate((element) => getComputedStyle(element).colorScheme)).toBe("dark");
  await expect(frame.locator("meta[name=color-scheme]")).toHaveAttribute("content", "dark");
  await flow.signIn("user_good");
  await flow.at("success");
});
