import type { createSimulator } from "@deck-auth/simulator";

type Simulator = ReturnType<typeof createSimulator>;

const simulators = new Set<Simulator>();

/** The first simulator of this page that knows the picture has it. */
async function find(picture: string) {
  for (const simulator of simulators) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, most often there is just one
    const response = await simulator.fetch(picture);
    // oxlint-disable-next-line no-await-in-loop
    if (response.ok) return { status: 200, type: response.headers.get("content-type") ?? "", body: await response.arrayBuffer() };
  }
  return { status: 404, type: "text/plain", body: null };
}

async function startWorker(): Promise<void> {
  navigator.serviceWorker.addEventListener("message", ({ data, ports: [port] }) => {
    if (port !== undefined && typeof data?.picture === "string") void find(data.picture).then((answer) => port.postMessage(answer));
  });
  await navigator.serviceWorker.register(new URL("pictures-worker.js", document.baseURI));
  // In charge of this page, not only of the next one.
  if (navigator.serviceWorker.controller === null)
    await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
}

let started: Promise<void> | null = null;

/** Lets images of this page come from this simulator. Without service workers there are none, and the words alone. */
export async function servePictures(simulator: Simulator): Promise<void> {
  simulators.add(simulator);
  if ("serviceWorker" in navigator) await (started ??= startWorker());
}
