// The embed page in a plain iframe. Its deployment has to list the origin of this page in DECK_AUTH_PARENT_ORIGINS.
const main = document.querySelector("main");
const button = main.querySelector("button");
const status = main.querySelector("[role=status]");
const { embedUrl, server, taskId } = main.dataset;
const embedOrigin = new URL(embedUrl).origin;

/** Asks your server, which knows the user by the session of your page. */
async function ask(route, body) {
  const answer = await fetch(`${server}/${route}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}

/** The ids of a flow that was closed before its end, to go on with. */
let resume = null;

/** Puts the flow into the page. */
async function open() {
  const { token, externalId } = await ask("token", {});

  // Each value is encoded here. Nothing of it reaches a server: it stands behind the "#".
  const parameters = new URLSearchParams({ token, externalId, taskId, closable: "1", parentOrigin: location.origin });
  if (resume) {
    parameters.set("resumeCredentialId", resume.credentialId);
    parameters.set("resumeTaskRunId", resume.taskRunId);
  }
  const frame = document.createElement("iframe");
  frame.title = "Connect an account";
  frame.sandbox = "allow-scripts allow-same-origin allow-forms";
  frame.allow = "";
  frame.referrerPolicy = "no-referrer";
  frame.src = `${embedUrl}#${parameters}`;

  const send = (type, data = {}) => frame.contentWindow?.postMessage({ channel: "deck-auth", version: 1, type, data }, embedOrigin);

  async function renewToken() {
    try {
      send("token", { token: (await ask("token", {})).token });
    } catch {
      send("tokenUnavailable");
    }
  }

  async function finish({ credentialId, taskRunId }) {
    resume = null;
    try {
      // What a page says is a claim. This is what your server knows.
      const { ownerMatches, verified } = await ask("confirm", { credentialId, taskRunId });
      if (!ownerMatches) status.textContent = "This account could not be confirmed.";
      else status.textContent = verified === false ? "Stored, but the check did not succeed." : "Your account is connected.";
    } catch {
      status.textContent = "This account could not be confirmed yet.";
    }
  }

  function hear(event) {
    // Your frame, at the embed page's very origin, and nobody else.
    if (event.source !== frame.contentWindow || event.origin !== embedOrigin) return;
    if (typeof event.data !== "object" || event.data === null) return;
    const { channel, version, type, data } = event.data;
    if (channel !== "deck-auth" || version !== 1 || typeof data !== "object" || data === null) return;
    if (type === "resize" && Number.isFinite(data.height)) frame.style.height = `${Math.min(Math.max(data.height, 0), 2000)}px`;
    else if (type === "tokenRequired") renewToken();
    else if (type === "event" && data.credentialId && data.taskRunId) resume = { credentialId: data.credentialId, taskRunId: data.taskRunId };
    else if (type === "error" && data.terminal) resume = null;
    else if (type === "success" && typeof data.credentialId === "string") finish(data);
    else if (type === "close") close();
  }

  function close() {
    removeEventListener("message", hear);
    frame.remove();
    button.disabled = false;
  }

  addEventListener("message", hear);
  main.append(frame);
}

button.addEventListener("click", async () => {
  button.disabled = true;
  status.textContent = "";
  try {
    await open();
  } catch {
    status.textContent = "This did not work. Please try again.";
    button.disabled = false;
  }
});
