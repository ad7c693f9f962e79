import { statementOf } from "../files/documents.ts";
import { fileSummary } from "./answers.ts";
import { emit } from "./events.ts";
import { sampleOf } from "./output.ts";
import type { RunRecord, StorageRecord, TaskRecord } from "./records.ts";
import { newRecord, touch } from "./world.ts";
import type { World } from "./world.ts";

/** Successes after which a task is `live`; the first one makes it `test` (design 7.9). */
const successesToLive = 3;

/** The file that a run downloads when its task stores files. */
const keepStatement = (world: World, run: RunRecord, task: TaskRecord): void => {
  const bytes = statementOf(run);
  const extracts = task.storage?.["extraction"] === true || task.extraction;
  const file: StorageRecord = {
    ...newRecord(world, "storage"),
    task_run_id: run.id,
    file_name: "statement.pdf",
    file_type: "application/pdf",
    file_size: bytes.length,
    extraction: extracts ? sampleOf(task.storage?.["extraction_schema"] ?? { type: "object" }) : null,
    result: "success",
  };
  world.storage.add(file);
  run.storage.push(file.id);
  emit(world, "storage.created", { ...fileSummary(file), task_run_id: run.id });
};

/** What a run that succeeds leaves behind: its output, and a step up for its task. */
export const finishTask = (world: World, run: RunRecord): void => {
  const task = world.tasks.get(run.task_id);
  if (task === undefined) return;
  run.output = task.output_schema === null ? { ok: true } : sampleOf(task.output_schema);
  task.successes += 1;
  if (task.storage?.["enabled"] === true) keepStatement(world, run, task);
  const status = task.successes >= successesToLive ? "live" : "test";
  if (task.status !== status) {
    task.status = status;
    touch(world, task);
  }
};
