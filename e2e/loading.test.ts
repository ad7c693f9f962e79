import type { Request } from "@playwright/test";
import { expect, test } from "./parties.ts";

test("what the embed page asks for until the list can be used (P3)", async ({ demo, flow, page, addresses }) => {
  const requests: Request[] = [];
  let counting = true;
  page.on("request", (request) => {
    if (counting && !request.url().startsWith(addresses.demo)) requests.push(request);
  });
  await demo.open();
  await flow.at("source-picker");
  await expect(flow.options.first()).toBeVisible();
  counting = false;

  const asked = requests.map((request) => `${request.method()} ${request.url()}`);
  expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(5);
  expect(requests.filter((request) => request.resourceType() === "font")).toEqual([]);

  const blocking = await flow.root.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter((entry) => "renderBlockingStatus" in entry && entry.renderBlockingStatus === "blocking" && /\.css(\?|$)/.test(entry.name))
      .map((entry) => entry.name),
  );
  expect(blocking.length, blocking.join("\n")).toBeLessThanOrEqual(1);
});
