import { expect, test } from "./customer.ts";

for (const surface of ["frame", "dialog", "inline"] as const) {
  test(`${surface}: StrictMode shows in no request (R12, M8)`, async ({ customer, simulator }) => {
    const logs = [];
    for (const loose of [true, false]) {
      await simulator.reset();
      const sourceId = await simulator.sourceId("Northwind Bank");
      const { length } = (await simulator.ledger()).requests;
      const flow = await customer.open(surface, { token: await simulator.sessionToken(), sourceId, taskId: "task_login", loose });
      await flow.signIn("user_good");
      await flow.at("success");
      const { requests } = await simulator.ledger();
      // How often the run is read is a matter of time.
      const log = requests.slice(length).map(({ operation }) => operation);
      logs.push(log.filter((operation, index) => operation !== "task-runs.get" || log[index - 1] !== operation));
    }
    expect(logs[0]).toContain("credentials.create");
    expect(logs[1]).toEqual(logs[0]);
  });
}
