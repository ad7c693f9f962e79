import { agentCreateRequest, agentUpdateRequest } from "@deck-auth/contract/api";
import { checkBody } from "../http/body.ts";
import { page } from "../http/paging.ts";
import { agentAnswer } from "../world/answers.ts";
import { emit } from "../world/events.ts";
import type { AgentRecord } from "../world/records.ts";
import { newRecord, touch } from "../world/world.ts";
import type { Handler } from "./call.ts";
import { find } from "./find.ts";
import { removeTask } from "./tasks.ts";

const create: Handler = ({ world, body: given }) => {
  const body = checkBody(agentCreateRequest, given);
  const agent: AgentRecord = { ...newRecord(world, "agent"), name: body.name, description: body.description ?? null };
  world.agents.add(agent);
  emit(world, "agent.created", agentAnswer(world, agent));
  return agentAnswer(world, agent);
};

const update: Handler = ({ world, id, body: given }) => {
  const agent = find(world.agents, "agent", id);
  const body = checkBody(agentUpdateRequest, given);
  if (body.name !== undefined) agent.name = body.name;
  if (body.description !== undefined) agent.description = body.description;
  touch(world, agent);
  emit(world, "agent.updated", agentAnswer(world, agent));
  return agentAnswer(world, agent);
};

/** An agent takes its tasks with it. */
const remove: Handler = ({ world, id }) => {
  const agent = find(world.agents, "agent", id);
  for (const task of world.tasks.oldestFirst()) if (task.agent_id === agent.id) removeTask(world, task);
  world.agents.remove(agent.id);
  emit(world, "agent.deleted", { id: agent.id, object: "agent", name: agent.name });
  return { id: agent.id, object: "agent", deleted: true };
};

export const agentRoutes = {
  "agents.create": create,
  "agents.list": ({ world, operation, query }) =>
    page(world, operation, query, world.agents.newestFirst(), (agent) => agent.sequence, (agent) => agentAnswer(world, agent)),
  "agents.get": ({ world, id }) => agentAnswer(world, find(world.agents, "agent", id)),
  "agents.update": update,
  "agents.delete": remove,
} satisfies Record<string, Handler>;
