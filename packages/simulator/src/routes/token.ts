import { tokenAnswer } from "../world/answers.ts";
import { tokenValueOf } from "../world/ids.ts";
import type { TokenRecord } from "../world/records.ts";
import { newRecord } from "../world/world.ts";
import type { Handler } from "./call.ts";

/** A session token lives for half an hour (R216). */
const life = 30 * 60 * 1000;

export const tokenRoutes = {
  "token.create": ({ world }) => {
    const kept = newRecord(world, "token");
    const token: TokenRecord = {
      ...kept,
      token: tokenValueOf(world.organization, world.counts.get("token") ?? 0),
      expires: kept.created + life,
    };
    world.tokens.add(token);
    return tokenAnswer(token);
  },
} satisfies Record<string, Handler>;
