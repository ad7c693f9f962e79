/** Links that lead outside are for the app's browser to open, not for the WebView that holds the flow (M72). */
export function handOverLinks(document: Document, navigate: (url: string) => void): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || link.target !== "_blank") return;
    event.preventDefault();
    if (link.protocol === "https:") navigate(link.href);
  });
}
