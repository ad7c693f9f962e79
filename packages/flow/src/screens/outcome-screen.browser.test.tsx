import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { showFlow } from "../testing/show-flow.tsx";

/** A run of this user's, whose last reading says something else at the end. */
async function ended(user: string, change: (run: Record<string, unknown>) => object = (run) => run) {
  const flow = await showFlow({
    config: { sourceId: "src_000001", taskId: "task_login" },
    between: (fetch) => async (address, init) => {
      const answer = await fetch(address, init);
      if (!/\/task-runs\/trun_\w+$/.test(address)) return answer;
      const run: Record<string, unknown> = await answer.json();
      return Response.json(["completed", "failed", "canceled"].includes(String(run["status"])) ? change(run) : run);
    },
  });
  await flow.pass(() => flow.screen() === "credentials");
  flow.signIn(user);
  await flow.pass(() => flow.place.querySelector("[data-outcome]"));
  return flow;
}

const errors = (type: string, code: string) => (run: object) => ({ ...run, errors: [{ type, code, message: "" }], request_id: "req_end" });
const open = "didn’t finish";

test.each([
  ["task", "blocked", "The website turned us away"],
  ["storage", "timeout", "Saving a file took too long"],
  ["session", "timeout", "We couldn’t get started"],
  ["organization", "task_length_exceeded", "The check took too long"],
])("a run that failed with %s/%s is stored, and says why, with the reference (R52, M56, M57)", async (type, code, words) => {
  const flow = await ended("user_fail", errors(type, code));
  expect(flow.screen()).toBe("unverified");
  await expect.element(page.getByRole("heading", { name: "Your details are saved" })).toBeVisible();
  await expect.element(page.getByText(new RegExp(`^${words}\\.`))).toBeVisible();
  await expect.element(page.getByText("req_end")).toBeVisible();
  expect(flow.place.textContent).not.toContain(open);
  expect(flow.outcomes()).toMatchObject([{ verified: false }]);
});

test("a run that came to its end without success is not said to be still open (R52)", async () => {
  const flow = await ended("user_unknown", (run) => ({ ...run, result: "failure", errors: null }));
  await expect.element(page.getByText(/^We couldn’t finish the check\./)).toBeVisible();
  expect(flow.place.textContent).not.toContain(open);
  expect(flow.outcomes()).toMatchObject([{ verified: false }]);
});

test("a result that nobody knows is said to be one (R58)", async () => {
  const flow = await ended("user_unknown");
  await expect.element(page.getByText(/^We can’t tell how it ended\./)).toBeVisible();
  expect(flow.place.textContent).not.toContain(open);
});

test.each([
  ["user_cancel", (run: object) => run],
  ["user_unknown", (run: object) => ({ ...run, errors: null })],
])("where the run of %s says nothing, that its check did not come to an end is all that is known (R58, R59)", async (user, change) => {
  const flow = await ended(user, change);
  expect(flow.place.textContent).toContain(open);
});
