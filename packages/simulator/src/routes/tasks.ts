import { taskCreateRequest, taskUpdateRequest } from "@deck-auth/contract/api";
import { checkBody, checkId } from "../http/body.ts";
import { refuse } from "../http/errors.ts";
import { page } from "../http/paging.ts";
import { passes } from "../http/query.ts";
import { taskAnswer } from "../world/answers.ts";
import { emit } from "../world/events.ts";
import type { TaskRecord } from "../world/records.ts";
import { defaultTimeoutSeconds } from "../world/seed.ts";
import { newRecord, nextId, touch } from "../world/world.ts";
import type { World } from "../world/world.ts";
import type { Handler } from "./call.ts";
import { find } from "./find.ts";
import { startTask } from "./start-task.ts";

/** The plan's longest time limit; a task that wants more is refused at once (deck-api 2.6). */
const checkTimeout = (world: World, seconds: number): number => {
  if (seconds > world.limits.taskSeconds) throw refuse("organization/task_length_exceeded", "settings.timeout_seconds");
  return seconds;
};

const create: Handler = ({ world, body: given }) => {
  const body = checkBody(taskCreateRequest, given);
  const agent = find(world.agents, "agent", checkId("agent", body.agent_id, "agent_id"));
  const chosen = body.id === undefined ? undefined : checkId("task", body.id, "id");
  if (chosen !== undefined && world.tasks.get(chosen) !== undefined) throw refuse("request/input_duplicate", "id");
  const seconds = checkTimeout(world, body.settings?.timeout_seconds ?? defaultTimeoutSeconds);
  const task: TaskRecord = {
    ...newRecord(world, "task", chosen ?? nextId(world, "task")),
    name: body.name,
    agent_id: agent.id,
    status: "learning",
    prompt: body.prompt ?? null,
    input_schema: body.input_schema ?? null,
    output_schema: body.output_schema ?? null,
    storage: body.storage ?? null,
    extraction: body.extraction ?? false,
    timeout_seconds: seconds,
    successes: 0,
    login: "when-possible",
  };
  world.tasks.add(task);
  emit(world, "task.created", taskAnswer(task));
  return taskAnswer(task);
};

const update: Handler = ({ world, id, body: given }) => {
  const task = find(world.tasks, "task", id);
  const body = checkBody(taskUpdateRequest, given);
  const seconds = body.settings?.timeout_seconds;
  if (seconds !== undefined) task.timeout_seconds = checkTimeout(world, seconds);
  if (body.name !== undefined) task.name = body.name;
  if (body.prompt !== undefined) task.prompt = body.prompt;
  if (body.input_schema !== undefined) task.input_schema = body.input_schema;
  if (body.output_schema !== undefined) task.output_schema = body.output_schema;
  if (body.storage !== undefined) task.storage = body.storage;
  if (body.extraction !== undefined) task.extraction = body.extraction;
  touch(world, task);
  emit(world, "task.updated", taskAnswer(task));
  return taskAnswer(task);
};

/** Takes a task away; its runs stay readable. */
export const removeTask = (world: World, task: TaskRecord): void => {
  world.tasks.remove(task.id);
  emit(world, "task.deleted", taskAnswer(task));
};

const reset: Handler = ({ world, id }) => {
  const task = find(world.tasks, "task", id);
  task.status = "learning";
  task.successes = 0;
  touch(world, task);
  emit(world, "task.reset", taskAnswer(task));
  return taskAnswer(task);
};

export const taskRoutes = {
  "tasks.create": create,
  "tasks.list": ({ world, operation, query }) => {
    const rows = [...world.tasks.newestFirst()].filter((task) => passes(query, "agent_id", task.agent_id) && passes(query, "status", task.status));
    return page(world, operation, query, rows, (task) => task.sequence, taskAnswer);
  },
  "tasks.get": ({ world, id }) => taskAnswer(find(world.tasks, "task", id)),
  "tasks.update": update,
  "tasks.delete": ({ world, id }) => {
    const task = find(world.tasks, "task", id);
    removeTask(world, task);
    return { id: task.id, object: "task", deleted: true };
  },
  "tasks.reset": reset,
  "tasks.run": startTask,
} satisfies Record<string, Handler>;
