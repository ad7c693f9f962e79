import { sampleOf } from "./output.ts";
import type { RunRecord } from "./records.ts";
import { touch } from "./world.ts";
import type { World } from "./world.ts";

/** Successes after which a task is `live`; the first one makes it `test` (design 7.9). */
const successesToLive = 3;

/** What a run that succeeds leaves behind: its output, and a step up for its task. */
export const finishTask = (world: World, run: RunRecord): void => {
  const task = world.tasks.get(run.task_id);
  if (task === undefined) return;
  run.output = task.output_schema === null ? { ok: true } : sampleOf(task.output_schema);
  task.successes += 1;
  const status = task.successes >= successesToLive ? "live" : "test";
  if (task.status !== status) {
    task.status = status;
    touch(world, task);
  }
};
