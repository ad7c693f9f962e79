// What fills the holes of the chart after its first screen. Fetched while the source is read, so that it is here before
// anything can be submitted, and is not in the way of the first screen.
export { answerPrompt } from "./actors/answer-prompt.ts";
export { startRun } from "./actors/start-run.ts";
export { storeCredential } from "./actors/store-credential.ts";
export { watchRun } from "./actors/watch-run.ts";
