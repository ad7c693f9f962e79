// The simulator runs inside the page, where an <img> cannot ask it for anything. So this worker passes such requests on to the page.
const address = /\/_files\//;

addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin === location.origin && address.test(url.pathname)) event.respondWith(askPage(event.clientId, url.href));
});

async function askPage(clientId, picture) {
  const page = await clients.get(clientId);
  if (page === undefined) return Response.error();
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  page.postMessage({ picture }, [port2]);
  const { status, type, body } = await answered;
  return new Response(body, { status, headers: { "content-type": type } });
}
