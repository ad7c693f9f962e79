import { describe, expect, test } from "vitest";
import type { Fetch } from "./api/client.ts";
import { atCredentials, openSession, soon, until } from "./testing/open-session.ts";
import type { OpenOptions } from "./testing/open-session.ts";

const minute = 60 * soon;
const password = "canary-41c7";

type Device = Awaited<ReturnType<typeof openSession>>["device"];

/** The device loses its network just as this request is under way; whether it arrived is another question. */
const losingNetworkAt = (path: RegExp, hasArrived: boolean) => {
  const device: Pick<Device, "setOnline"> = { setOnline: () => {} };
  let isOver = false;
  const between =
    (fetch: Fetch): Fetch =>
    async (address, init) => {
      if (isOver || !path.test(address)) return fetch(address, init);
      isOver = true;
      if (hasArrived) await fetch(address, init);
      device.setOnline(false);
      throw new TypeError("Failed to fetch");
    };
  return { device, between };
};

async function cutOffAt(path: RegExp, hasArrived: boolean, options: OpenOptions = {}) {
  const { device, between } = losingNetworkAt(path, hasArrived);
  const flow = await atCredentials({ between, ...options });
  device.setOnline = flow.device.setOnline;
  return flow;
}

type Flow = Awaited<ReturnType<typeof cutOffAt>>;

const errorsTold = (flow: Flow) => flow.posted.filter(({ type }) => type === "error");

/** Moves time on while the device is offline: it is said, nothing ends, nobody is told of an error, and nothing is asked. */
async function expectPatience(flow: Flow, time: number) {
  await flow.clock.advance(10 * soon);
  expect(flow.context().trouble).toBe("offline");
  const before = flow.requests().length;
  await flow.clock.advance(time);
  expect(flow.requests()).toHaveLength(before);
  expect(flow.context()).toMatchObject({ trouble: "offline", problem: null, failure: null });
  expect(flow.posted.filter(({ type }) => type === "error" || type === "success")).toEqual([]);
}

describe.each([true, false])("a network that is lost while a request is under way, which arrived: %s", (hasArrived) => {
  test("storing waits for it, and goes on by itself: one credential (F1, M60)", async () => {
    const flow = await cutOffAt(/\/credentials$/, hasArrived);
    flow.signIn("user_good", password);
    await expectPatience(flow, minute);
    expect(flow.screen()).toBe("credentials");
    flow.device.setOnline(true);
    await flow.clock.advance(10);
    expect(flow.context().trouble).toBeNull();
    await until(flow, "success");
    expect(flow.simulator.control.ledger().credentials).toHaveLength(1);
    expect(errorsTold(flow)).toEqual([]);
  });

  test("starting the run waits for it, however long: one run (F1, M60)", async () => {
    const flow = await cutOffAt(/\/run$/, hasArrived);
    flow.signIn("user_good", password);
    await until(flow, "task-run");
    await expectPatience(flow, 20 * minute);
    flow.device.setOnline(true);
    await until(flow, "success");
    expect(flow.simulator.control.ledger().runs).toHaveLength(1);
    expect(errorsTold(flow)).toEqual([]);
  });

  test("an answer waits for it: the source gets it once (F1, F18, M60)", async () => {
    const flow = await cutOffAt(/\/interaction$/, hasArrived, { limits: { promptWindowMs: 10 * minute } });
    flow.signIn("user_mfa", password);
    await until(flow, "interaction");
    flow.answer({ code: "123456" });
    await expectPatience(flow, minute);
    flow.device.setOnline(true);
    await until(flow, "success");
    expect(flow.simulator.control.ledger().answers).toHaveLength(1);
    expect(errorsTold(flow)).toEqual([]);
  });
});

describe("what was typed does not wait longer than two minutes (design 4.2)", () => {
  test("the submission is given up then, nothing of it is sent, and the person is told; typed again it is stored once", async () => {
    const flow = await cutOffAt(/\/credentials$/, true);
    flow.signIn("user_good", password);
    await flow.clock.advance(2 * minute + soon);
    const { secrets } = flow.session.tools;
    expect(secrets.read("credentials")).toBeNull();
    expect(JSON.stringify(secrets.pending("credentials", "src_000001"))).not.toContain(password);
    expect(flow.session.chart.getSnapshot().matches("enteringCredentials")).toBe(true);
    expect(flow.context().problem).toMatchObject({ code: "api_error", refused: false });
    const before = flow.requests().length;
    flow.device.setOnline(true);
    await flow.clock.advance(minute);
    expect(flow.requests()).toHaveLength(before);
    flow.signIn("user_good", password);
    await until(flow, "success");
    expect(flow.simulator.control.ledger().credentials).toHaveLength(1);
  });

  test("a network that comes and goes does not prolong that", async () => {
    const flow = await cutOffAt(/\/credentials$/, false);
    flow.signIn("user_good", password);
    for (let times = 0; times < 5; times += 1) {
      await flow.clock.advance(25 * soon);
      flow.device.setOnline(true);
      flow.device.setOnline(false);
    }
    expect(flow.session.tools.secrets.read("credentials")).toBeNull();
    expect(flow.session.chart.getSnapshot().matches("enteringCredentials")).toBe(true);
  });

  test("an answer is given up then, and its prompt is there again", async () => {
    const flow = await cutOffAt(/\/interaction$/, false, { limits: { promptWindowMs: 10 * minute } });
    flow.signIn("user_mfa", password);
    await until(flow, "interaction");
    flow.answer({ code: "123456" });
    await flow.clock.advance(2 * minute + soon);
    expect(flow.session.tools.secrets.read("answer")).toBeNull();
    expect(flow.session.chart.getSnapshot().matches({ running: "prompting" })).toBe(true);
    flow.device.setOnline(true);
    await flow.clock.advance(soon);
    expect(flow.simulator.control.ledger().answers).toEqual([]);
    flow.answer({ code: "123456" });
    await until(flow, "success");
    expect(flow.simulator.control.ledger().answers).toHaveLength(1);
  });

  test.each([
    ["closed", (flow: Flow) => flow.session.close()],
    ["left", (flow: Flow) => flow.device.leave()],
  ])("a page that is %s while it waits sends nothing of it any more", async (_, go) => {
    const flow = await cutOffAt(/\/credentials$/, false);
    flow.signIn("user_good", password);
    await flow.clock.advance(10 * soon);
    go(flow);
    flow.device.setOnline(true);
    await flow.clock.advance(2 * minute);
    expect(flow.simulator.control.ledger().credentials).toEqual([]);
  });

  test("nor does one that waits between two tries", async () => {
    let left = 1;
    const flow = await atCredentials({
      between: (fetch) => (address, init) => (address.endsWith("/credentials") && (left -= 1) >= 0 ? Promise.reject(new TypeError("lost")) : fetch(address, init)),
    });
    flow.signIn("user_good", password);
    await flow.clock.advance(1);
    flow.session.close();
    await flow.clock.advance(2 * minute);
    expect(flow.simulator.control.ledger().credentials).toEqual([]);
    expect(flow.session.chart.getSnapshot().matches("enteringCredentials")).toBe(true);
  });
});

test("what was erased while an earlier submission was settled is not sent after it (R42)", async () => {
  let arrive = () => {};
  let posts = 0;
  const flow = await atCredentials({
    between: (fetch) => async (address, init) => {
      if (!address.endsWith("/credentials")) return fetch(address, init);
      posts += 1;
      const answer = await fetch(address, init);
      if (posts <= 6) throw new TypeError("lost");
      await new Promise<void>((resolve) => (arrive = resolve));
      return answer;
    },
  });
  flow.signIn("user_good", "first");
  await flow.clock.advance(minute);
  flow.signIn("user_good", password);
  await flow.clock.advance(soon);
  flow.session.close();
  arrive();
  await flow.clock.advance(minute);
  expect(flow.simulator.control.ledger().credentials.map(({ action }) => action)).toEqual(["created"]);
  expect(JSON.stringify(flow.session.tools.secrets.pending("credentials", "src_000001"))).not.toContain(password);
});

describe("a form that is still loading", () => {
  test("waits for the network and goes on by itself, without an error (M60)", async () => {
    const flow = await openSession({ config: { sourceId: "src_000001" }, offline: true });
    await flow.clock.advance(minute);
    expect(flow.screen()).toBe("loading");
    expect(flow.context().trouble).toBe("offline");
    flow.device.setOnline(true);
    await until(flow, "credentials");
    expect(flow.outcomes()).toEqual([]);
  });

  test("tries again when the person comes back, in case the device is wrong about its network", async () => {
    let tries = 0;
    const flow = await openSession({
      config: { sourceId: "src_000001" },
      offline: true,
      between: (fetch) => (address, init) => {
        tries += 1;
        return fetch(address, init);
      },
    });
    await flow.clock.advance(minute);
    expect(tries).toBe(1);
    const troubles = new Set<unknown>();
    flow.session.chart.subscribe(({ context }) => troubles.add(context.trouble));
    flow.device.setVisible(true);
    await flow.clock.advance(10);
    expect(tries).toBe(2);
    flow.session.tools.connection.tryNow();
    await flow.clock.advance(10);
    expect(tries).toBe(3);
    // Not even for the moment that a try takes: the screen would come down and be said again.
    expect(flow.context().trouble).toBe("offline");
    expect(troubles).not.toContain(null);
  });

  test("is said to be offline no longer once a try fails although there is a network", async () => {
    let fail = () => {};
    let tries = 0;
    const flow = await openSession({
      config: { sourceId: "src_000001" },
      offline: true,
      between: (fetch) => async (address, init) => {
        tries += 1;
        if (tries === 2) await new Promise<void>((resolve) => (fail = resolve));
        return tries === 2 ? Promise.reject(new TypeError("lost")) : fetch(address, init);
      },
    });
    await flow.clock.advance(soon);
    flow.session.tools.connection.tryNow();
    await flow.clock.advance(soon);
    expect(flow.context().trouble).toBe("offline");
    flow.device.setOnline(true);
    fail();
    await flow.clock.advance(1);
    expect(flow.context().trouble).toBeNull();
    await until(flow, "credentials");
  });

  test.each([
    ["its source", { sourceId: "src_000001" }],
    ["its credential", { credentialId: "cred_000001" }],
  ])("and that could not read %s tries again when the network is back (M60)", async (_, config) => {
    let reachable = false;
    const flow = await openSession({
      config,
      between: (fetch) => (address, init) => (reachable ? fetch(address, init) : Promise.reject(new TypeError("lost"))),
    });
    await flow.clock.advance(minute);
    expect(flow.context().problem).toMatchObject({ code: "api_error" });
    reachable = true;
    flow.device.setOnline(true);
    await flow.clock.advance(soon);
    expect(flow.context().problem).toBeNull();
  });
});
