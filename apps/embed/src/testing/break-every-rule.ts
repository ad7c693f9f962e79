/** What came of trying to do what the page's policy forbids. */
export interface Outcome {
  /** The directives that the browser named as broken. */
  refused: string[];
  /** Whether text was kept from becoming markup. */
  markup: boolean;
  inlineRan: boolean;
  /** The query: a form that was sent would have left one. */
  address: string;
}

/** Runs inside the page, so it may use nothing from outside of itself. */
export async function breakEveryRule(): Promise<Outcome> {
  const refused = new Set<string>();
  const seen = new Promise<void>((resolve) => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
      refused.add(effectiveDirective);
      if (refused.size === 5) resolve();
    });
  });
  const form = Object.assign(document.createElement("form"), { method: "get" });
  const styled = document.createElement("p");
  styled.setAttribute("style", "color: red");
  const script = document.createElement("script");
  script.append("window.inlineRan = true");
  const image = Object.assign(document.createElement("img"), { src: "https://evil.test/pixel.png" });
  document.body.append(form, styled, image);
  form.submit();
  await fetch("https://evil.test/").catch(() => null);
  const throws = (run: () => void) => {
    try {
      run();
      return false;
    } catch {
      return true;
    }
  };
  const markup = throws(() => {
    styled.innerHTML = "<b>x</b>";
  });
  throws(() => document.body.append(script));
  await seen;
  return { refused: [...refused].toSorted(), markup, inlineRan: "inlineRan" in window, address: location.search };
}
