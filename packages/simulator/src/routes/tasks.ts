import { taskAnswer } from "../world/answers.ts";
import type { Handler } from "./call.ts";
import { find } from "./find.ts";
import { startTask } from "./start-task.ts";

export const taskRoutes = {
  "tasks.get": ({ world, id }) => taskAnswer(find(world.tasks, "task", id)),
  "tasks.run": startTask,
} satisfies Record<string, Handler>;
