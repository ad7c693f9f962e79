// What ConnectAccount.tsx uses of react-native-webview, in a browser: the page is one of its own, which a test opens for it.
import { Component, createElement } from "react";
import type { WebViewProps } from "react-native-webview";

declare global {
  interface Window {
    /** Given by the test. */
    loadInWebView(url: string): Promise<void>;
    /** Given by the test: evaluates a script in the page, as it is. */
    evaluateInWebView(script: string): Promise<void>;
    unloadWebView(): Promise<void>;
  }
}

/** The WebViews that are there: never more than one. */
export const shown = new Set<WebView>();

export class WebView extends Component<WebViewProps> {
  override componentDidMount(): void {
    shown.add(this);
    this.load();
  }

  override componentDidUpdate({ source }: WebViewProps): void {
    if (source !== this.props.source) this.load();
  }

  override componentWillUnmount(): void {
    shown.delete(this);
    void window.unloadWebView();
  }

  load(): void {
    const { uri } = this.props.source;
    if (this.mayLoad(uri)) void window.loadInWebView(uri);
  }

  /** As the library decides: by the beginning of the origin first, then by what the app says. */
  mayLoad(url: string): boolean {
    const origin = /^[A-Za-z][A-Za-z0-9+\-.]+:(\/\/)?[^/]*/.exec(url)?.[0] ?? "";
    const isListed = (this.props.originWhitelist ?? []).some((listed) => origin.startsWith(listed));
    return isListed && (this.props.onShouldStartLoadWithRequest?.({ url }) ?? true);
  }

  injectJavaScript(script: string): void {
    void window.evaluateInWebView(script);
  }

  override render() {
    return createElement("output", null, "WebView");
  }
}
