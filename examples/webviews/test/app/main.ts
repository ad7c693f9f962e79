// The React Native sample, running in a browser, for e2e/webview-samples.test.ts.
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { ConnectAccount, hostScript, returnedIds } from "../../react-native/ConnectAccount.tsx";
import { opened, pressBack } from "./react-native.ts";
import { shown } from "./react-native-webview.ts";
import type { SampleApp } from "./sample-app.ts";

declare global {
  interface Window {
    app: SampleApp;
  }
}

const calls: unknown[] = [];
const webView = () => [...shown][0];

window.app = {
  calls,
  opened,
  pressBack,
  hostScript,
  returnedIds,
  hear: (data, url) => webView()?.props.onMessage?.({ nativeEvent: { data, url } }),
  mayLoad: (url) => webView()?.mayLoad(url) ?? false,
  killPage: (system) => {
    if (system === "ios") webView()?.props.onContentProcessDidTerminate?.({ nativeEvent: {} });
    else webView()?.props.onRenderProcessGone?.({ nativeEvent: { didCrash: false } });
  },
  start(embedUrl, server) {
    const sample = createElement(ConnectAccount, {
      embedUrl,
      server,
      taskId: "task_login",
      sessionHeaders: () => ({}),
      onConnected: (confirmation) => void calls.push(confirmation),
      onClosed: () => void calls.push("closed"),
    });
    createRoot(document.body.appendChild(document.createElement("div"))).render(sample);
  },
};
