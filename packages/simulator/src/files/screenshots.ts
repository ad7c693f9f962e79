import type { Screen } from "../scenarios/scenario.ts";
import { scenarioNamed } from "../scenarios/users.ts";
import { drawPage } from "../pictures/login-page.ts";
import { timestamp } from "../world/answers.ts";
import type { Prompt, RunRecord } from "../world/records.ts";
import { now } from "../world/world.ts";
import type { World } from "../world/world.ts";
import { signedAddress } from "./addresses.ts";

/** While nothing changes, a picture is taken about every 5 seconds (deck-api 2.7). */
const interval = 5000;
/** Pictures and reasoning are kept for 15 days (deck-api 1.7). */
const retention = 15 * 24 * 60 * 60 * 1000;
const mostOfOneScene = 400;

/** One picture of a run. */
export interface Shot {
  /** Counted from 1, oldest first. */
  readonly number: number;
  readonly at: number;
  readonly screen: Screen;
  readonly reasoning: string;
  readonly prompt: Prompt | null;
}

/** The pictures that were taken of a run so far, from what the agent saw and since when. */
export const shotsOf = (world: World, run: RunRecord): readonly Shot[] => {
  const until = run.ended ?? now(world);
  const shots: Shot[] = [];
  for (const [place, scene] of run.scenes.entries()) {
    const end = run.scenes[place + 1]?.at ?? until;
    const prompt = promptDuring(run, scene.step);
    const count = Math.min(mostOfOneScene, 1 + Math.max(0, Math.ceil((end - scene.at) / interval) - 1));
    for (let repeat = 0; repeat < count; repeat += 1) {
      const { screen, reasoning } = scene;
      shots.push({ number: shots.length + 1, at: scene.at + repeat * interval, screen, reasoning, prompt });
    }
  }
  return shots.filter((shot) => shot.at > now(world) - retention);
};

const promptDuring = (run: RunRecord, place: number): Prompt | null => {
  const step = scenarioNamed(run.scenario).steps[place];
  return step?.do === "ask" ? step.prompt : null;
};

const drawn = new Map<string, Uint8Array>();
const mostDrawn = 64;

/** The picture itself, as a PNG. Pictures are drawn when they are asked for; the last few are kept. */
export const pictureOf = (world: World, run: RunRecord, shot: Shot): Uint8Array => {
  const source = run.source_id === null ? undefined : world.sources.get(run.source_id);
  const url = source?.url ?? "https://source.example";
  const picture = { ...shot, name: source?.name ?? new URL(url).hostname, url, elapsed: shot.at - run.created };
  const key = JSON.stringify(picture);
  const known = drawn.get(key) ?? drawPage(picture);
  drawn.delete(key);
  drawn.set(key, known);
  for (const oldest of drawn.keys()) {
    if (drawn.size <= mostDrawn) break;
    drawn.delete(oldest);
  }
  return known;
};

/** A picture as the API shows it (deck-api 2.7). */
export const screenshotAnswer = (world: World, run: RunRecord, shot: Shot, origin: string) => {
  const name = `${String(shot.number).padStart(4, "0")}.png`;
  return {
    file_name: name,
    file_type: "image/png",
    file_size: pictureOf(world, run, shot).length,
    created_at: timestamp(shot.at),
    url: signedAddress(world, origin, `screenshots/${run.id}/${name}`),
    reasoning: shot.reasoning,
  };
};
