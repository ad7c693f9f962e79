import { apiOperations } from "@deck-auth/contract/api";
import { faultKinds } from "../control/faults.ts";
import { scenariosOf } from "../control/scenarios.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
const code = (text: string) => `<code>${escaped(text)}</code>`;

const table = (caption: string, heads: readonly string[], rows: readonly (readonly string[])[]) => `
<section><h2>${escaped(caption)}</h2><div class="scroll"><table>
<thead><tr>${heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join("")}</tr></thead>
<tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("\n")}</tbody>
</table></div></section>`;

const isForPeople = (name: string) => !/^user_(run|http)_/.test(name);

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { overflow-wrap: anywhere; margin: 0 auto; max-width: 62rem; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2.25rem 0 .5rem; }
p { margin: .25rem 0; } code { font: .9em ui-monospace, monospace; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; }
th { font-weight: 600; white-space: nowrap; } td:first-child { white-space: nowrap; }
#live td { font: .85em ui-monospace, monospace; } .refused { color: light-dark(#a32a1f, #ff9b8f); }
summary { cursor: pointer; font-weight: 600; margin: 2.25rem 0 .5rem; }`;

/** Shows the last requests, newest first, and looks again each second while the page is in sight. */
const script = `
const body = document.querySelector("#live tbody");
const show = ({ requests }) => {
  body.replaceChildren(...requests.reverse().map((request) => {
    const row = document.createElement("tr");
    if (request.status >= 400 || request.status === 0) row.className = "refused";
    for (const text of [request.at.slice(11, 23), request.method, request.path, request.status || "broken off", request.caller, request.fault || (request.replayed ? "replayed" : "")]) {
      row.insertCell().textContent = String(text ?? "");
    }
    return row;
  }));
};
const look = async () => {
  if (document.visibilityState === "visible") await fetch("/_sim/ledger?last=25").then((answer) => answer.json()).then(show).catch(() => undefined);
  setTimeout(look, 1000);
};
look();`;

const page = (origin: string) => {
  const { keys, users, sources, tasks } = scenariosOf("");
  const people = users.filter(({ name }) => isForPeople(name));
  const errors = users.filter(({ name }) => !isForPeople(name));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Deck simulator</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/_sim/start.css"></head><body>
<h1>Deck simulator</h1>
<p>The Deck API v2 on this machine, at ${code(`${origin}/v2`)}. Nothing leaves it, and nothing in it is real.</p>
<p>Keys: ${keys.map(code).join(", ")}. Any other ${code("sk_live_{name}")} opens a world of its own. <a href="/openapi.json">OpenAPI document</a></p>
<p>Try: ${code(`curl -H "Authorization: Bearer ${keys[0] ?? ""}" ${origin}/v2/test`)}</p>
<section><h2>Live requests</h2><div class="scroll"><table id="live"><thead><tr>${["Time", "Method", "Path", "Status", "Caller", ""]
    .map((head) => `<th scope="col">${head}</th>`)
    .join("")}</tr></thead><tbody></tbody></table></div></section>
${table("Magic user names (any password)", ["User name", "What happens", "Answer"], people.map(({ name, summary, answers }) => [code(name), escaped(summary), answers.map(escaped).join(", then ")]))}
${table("Magic sources", ["Source", "Id", "What happens"], sources.map(({ id, name, url, summary }) => [escaped(name ?? new URL(url).hostname), code(id), escaped(summary)]))}
${table("Tasks", ["Id", "What it does"], tasks.map(({ id, summary }) => [code(id), escaped(summary)]))}
${table("Faults (POST /_sim/faults)", ["Fault", "What happens"], Object.entries(faultKinds).map(([name, summary]) => [code(name), escaped(summary)]))}
${table("Endpoints", ["Name", "Request", "Purpose"], Object.entries(apiOperations).map(([name, { method, path, summary }]) => [code(name), code(`${method} ${path}`), escaped(summary)]))}
<details><summary>A magic user name for each error of the catalogue</summary>${table("Errors", ["User name", "What happens"], errors.map(({ name, summary }) => [code(name), escaped(summary)]))}</details>
<script src="/_sim/start.js"></script></body></html>`;
};

const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const answer = (type: string, text: string) =>
  new Response(text, {
    headers: { "content-type": `${type}; charset=utf-8`, "content-security-policy": policy, "x-content-type-options": "nosniff", "cache-control": "no-store" },
  });

/** The page that a person sees who opens the simulator's address: what it is, what to try, and what is going on. */
export const startPage = (origin: string): Response => answer("text/html", page(origin));
export const startStyle = (): Response => answer("text/css", style);
export const startScript = (): Response => answer("text/javascript", script);
