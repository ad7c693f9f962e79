import { apiOperations } from "@deck-auth/contract/api";
import { magicSources } from "../scenarios/sources.ts";
import { userScenarios } from "../scenarios/users.ts";
import { defaultKeys, idOf } from "../world/ids.ts";
import type { Organization } from "../world/ids.ts";
import { seededIds } from "../world/seed.ts";
import { faultKinds } from "./faults.ts";

/** What the seeded tasks do. */
export const seededTaskSummaries = {
  login: "Logs in. Needs a credential with user name and password.",
  public: "Reads a public page: a credential stays unverified.",
  needsInput: 'Logs in, and needs an input {"month": "2025-01"}: without it no run starts. Leaves a PDF in storage.',
} as const;

/** Everything that can be made to happen in an organization, for `GET /_sim/scenarios`. */
export const scenariosOf = (organization: Organization) => {
  const ids = seededIds(organization);
  return {
    keys: organization === "" ? defaultKeys : [`sk_live_${organization}`],
    users: userScenarios.map(({ name, summary, answers }) => ({ name, summary, answers: answers ?? [] })),
    sources: magicSources.map(({ key, name, url, summary }, place) => ({ key, id: idOf("source", organization, place + 1), name, url, summary })),
    tasks: [
      { id: ids.tasks.login, summary: seededTaskSummaries.login },
      { id: ids.tasks.public, summary: seededTaskSummaries.public },
      { id: ids.tasks.needsInput, summary: seededTaskSummaries.needsInput },
    ],
    faults: Object.entries(faultKinds).map(([name, summary]) => ({ name, summary })),
    operations: Object.entries(apiOperations).map(([name, { method, path }]) => ({ name, method, path })),
  };
};
