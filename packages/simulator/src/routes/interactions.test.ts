import { expect, test } from "vitest";
import { openWorld } from "../open-world.ts";

const code = (value: unknown) => ({ input: { code: value } });
const error = (name: string) => ({ status: 400, body: { errors: [{ type: "request", code: name }] } });

test("a paused run has a prompt with type, message and fields (R251)", async () => {
  const { start, read } = openWorld();
  const { path } = await start("user_mfa", 3000);
  expect(await read(path)).toMatchObject({ status: "interaction_required", result: null });
  expect((await read(path)).interaction).toEqual({
    type: "mfa",
    message: "Enter the 6-digit code we sent to your phone ending in 42.",
    fields: [{ name: "code", type: "string", label: "Security code" }],
  });
});

test("an answer under input resumes the run, which is answered with 200 and no prompt (R252, R262)", async () => {
  const { server, start, clock, read } = openWorld();
  const { path } = await start("user_mfa", 3000);
  expect(await server.post(`${path}/interaction`, code("123456"))).toMatchObject({ status: 200, body: { object: "task_run", status: "running", interaction: null } });
  expect((await read(path)).interaction).toBeNull();
  await clock.advance(2000);
  expect(await read(path)).toMatchObject({ status: "completed", interaction: null });
});

test("the old key inputs is refused (R253)", async () => {
  const { server, start } = openWorld();
  const { path } = await start("user_mfa", 3000);
  expect(await server.post(`${path}/interaction`, { inputs: { code: "123456" } })).toMatchObject(error("input_missing"));
});

test("a wrong code asks again, and updated_at moves (R254)", async () => {
  const { server, start, clock, read } = openWorld();
  const { path } = await start("user_mfa", 3000);
  const first = await read(path);
  await server.post(`${path}/interaction`, code("000000"));
  await clock.advance(1000);
  const second = await read(path);
  expect(second).toMatchObject({ status: "interaction_required", interaction: first.interaction });
  expect(Date.parse(second.updated_at)).toBeGreaterThan(Date.parse(first.updated_at));
});

test("three wrong codes lock the account: the run fails with auth_invalid (R255)", async () => {
  const { server, start, clock, read } = openWorld();
  const { path, credential } = await start("user_mfa_lock", 3000);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await server.post(`${path}/interaction`, code("000000"));
    await clock.advance(1000);
  }
  expect(await read(path)).toMatchObject({ status: "failed", errors: [{ type: "auth", code: "auth_invalid" }] });
  expect((await read(`/credentials/${credential}`)).status).toBe("invalid");
});

test("a code can be followed by a question, in one run (R256)", async () => {
  const { server, start, clock, read } = openWorld();
  const { path } = await start("user_mfa_question", 3000);
  await server.post(`${path}/interaction`, code("123456"));
  await clock.advance(1000);
  expect((await read(path)).interaction).toMatchObject({ type: "security_question", fields: [{ name: "answer", label: "What is your mother's maiden name?" }] });
  await server.post(`${path}/interaction`, { input: { answer: " Smith" } });
  await clock.advance(2000);
  expect((await read(path)).result).toBe("success");
});

test("an account is chosen, with options or without (R257)", async () => {
  const { server, start, clock, read } = openWorld();
  for (const [username, answer, hasOptions] of [["user_select", "acct_2002", true], ["user_select_many", "acct_1012", true], ["user_select_text", "2002", false]] as const) {
    const { path } = await start(username, 3000);
    const { interaction } = await read(path);
    expect([interaction.type, interaction.fields[0].name, Array.isArray(interaction.fields[0].options)]).toEqual(["account_selection", "account_id", hasOptions]);
    await server.post(`${path}/interaction`, { input: { account_id: answer } });
    await clock.advance(2000);
    expect((await read(path)).result).toBe("success");
  }
});

test("without an answer in the window the run fails with interaction_timeout; the window can be set (R258)", async () => {
  const { server, simulator, start, clock, read } = openWorld();
  const { path } = await start("user_timeout", 7999);
  expect((await read(path)).status).toBe("interaction_required");
  await clock.advance(1);
  expect(await read(path)).toMatchObject({ status: "failed", interaction: null, errors: [{ type: "interaction", code: "interaction_timeout" }] });
  expect((await server.post(`${path}/interaction`, code("123456"))).body.errors[0].code).toBe("interaction_not_required");
  simulator.control.limits({ promptWindowMs: 60_000 });
  const longer = await start("user_timeout", 62_000);
  expect((await read(longer.path)).status).toBe("interaction_required");
  await clock.advance(1000);
  expect((await read(longer.path)).status).toBe("failed");
});

test("an answer while no prompt is open is interaction_not_required (R259)", async () => {
  const { server, start, clock } = openWorld();
  const { path } = await start("user_mfa", 3000);
  await server.post(`${path}/interaction`, code("123456"));
  expect(await server.post(`${path}/interaction`, code("123456"))).toMatchObject(error("interaction_not_required"));
  await clock.advance(5000);
  expect(await server.post(`${path}/interaction`, code("123456"))).toMatchObject(error("interaction_not_required"));
});

const misfits: readonly Record<string, unknown>[] = [
  {},
  { code: 123456 },
  { code: null },
  { code: ["123456"] },
  { code: "123456", more: "x" },
  { Code: "123456" },
  { constructor: "123456" },
];

test.for(misfits.map((input) => ({ input })))(
  "the answer $input does not fit the fields (R260)",
  async ({ input }) => {
    const { server, start, read } = openWorld();
    const { path } = await start("user_mfa", 3000);
    expect(await server.post(`${path}/interaction`, { input })).toMatchObject(error("interaction_input_invalid"));
    expect((await read(path)).status).toBe("interaction_required");
  },
);

test("all fields of a prompt come in one request (R261)", async () => {
  const { server, start, clock, read } = openWorld();
  const { path } = await start("user_multi", 3000);
  const { fields } = (await read(path)).interaction;
  expect(fields.map(({ type }: { type: string }) => type)).toEqual(["string", "date", "password", "number", "string", "boolean", "hologram"]);
  const all = { code: "123456", birth_date: "1990-02-03", pin: "9", visits: "2", channel: "Email", remember: "true", signet: "owl" };
  for (const name of Object.keys(all)) {
    const rest = Object.fromEntries(Object.entries(all).filter(([other]) => other !== name));
    expect((await server.post(`${path}/interaction`, { input: rest })).body.errors[0].field).toBe(`input.${name}`);
  }
  await server.post(`${path}/interaction`, { input: all });
  await clock.advance(2000);
  expect((await read(path)).result).toBe("success");
});

test("approval on the phone has no fields, and goes on by itself or on Continue (R251)", async () => {
  const { server, start, clock, read } = openWorld();
  const { path } = await start("user_push", 3000);
  expect((await read(path)).interaction.fields).toEqual([]);
  await clock.advance(13_000);
  expect((await read(path)).status).toBe("completed");
  const other = await start("user_push", 3000);
  expect((await server.post(`${other.path}/interaction`, { input: {} })).status).toBe(200);
  await clock.advance(2000);
  expect((await read(other.path)).status).toBe("completed");
});
