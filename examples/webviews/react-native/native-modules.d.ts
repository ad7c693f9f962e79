// What ConnectAccount.tsx uses of react-native and react-native-webview, so that it can be type-checked here, where neither is
// installed. In your app their own types stand in this place.
declare module "react-native" {
  import type { ComponentType, ReactNode } from "react";

  interface Style {
    flex?: number;
    padding?: number;
    gap?: number;
    fontWeight?: "600";
  }
  export const View: ComponentType<{ style?: Style; children?: ReactNode }>;
  export const Text: ComponentType<{ style?: Style; children?: ReactNode }>;
  export const ActivityIndicator: ComponentType<{ style?: Style }>;
  export const Pressable: ComponentType<{ accessibilityRole?: "button"; onPress?: () => void; children?: ReactNode }>;
  export const StyleSheet: { create<Styles extends Record<string, Style>>(styles: Styles): Styles };
  export const BackHandler: { addEventListener(name: "hardwareBackPress", listener: () => boolean): { remove(): void } };
  export const Linking: { openURL(url: string): Promise<unknown> };
}

declare module "react-native-webview" {
  import type { Component, ReactElement } from "react";

  interface NativeEvent<Data> {
    nativeEvent: Data;
  }
  export type WebViewMessageEvent = NativeEvent<{ url: string; data: string }>;
  export interface WebViewProps {
    source: { uri: string };
    style?: { flex?: number };
    originWhitelist?: string[];
    onShouldStartLoadWithRequest?: (request: { url: string }) => boolean;
    onMessage?: (event: WebViewMessageEvent) => void;
    onContentProcessDidTerminate?: (event: NativeEvent<object>) => void;
    onRenderProcessGone?: (event: NativeEvent<{ didCrash: boolean }>) => void;
    onError?: (event: NativeEvent<{ description: string }>) => void;
    onHttpError?: (event: NativeEvent<{ statusCode: number }>) => void;
    renderError?: (domain: string | undefined, code: number, description: string) => ReactElement;
    setSupportMultipleWindows?: boolean;
    keyboardDisplayRequiresUserAction?: boolean;
    allowsLinkPreview?: boolean;
  }
  export class WebView extends Component<WebViewProps> {
    injectJavaScript(script: string): void;
  }
}
