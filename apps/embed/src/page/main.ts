import { startEmbed } from "@deck-auth/flow";

/** What the server wrote into the page. Nothing else may say where credentials go, or who may frame the page (design 3.2). */
function readDeployment(): unknown {
  const tag = document.querySelector<HTMLMetaElement>('meta[name="deck-auth-deployment"]');
  return tag === null || tag.content === "" ? null : JSON.parse(tag.content);
}

const root = document.getElementById("deck-auth");
if (root === null) throw new Error("[deck-auth] The embed page was served without its root.");
void startEmbed({ root, deployment: readDeployment() });
