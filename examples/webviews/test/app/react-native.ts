// What ConnectAccount.tsx uses of react-native, in a browser.
import { createElement } from "react";
import type { ReactNode } from "react";

interface BoxProps {
  children?: ReactNode;
}

export const View = ({ children }: BoxProps) => createElement("div", null, children);
export const Text = ({ children }: BoxProps) => createElement("span", null, children);
export const ActivityIndicator = () => createElement("progress");
export const Pressable = ({ children, onPress }: BoxProps & { onPress?: () => void }) => createElement("button", { type: "button", onClick: onPress }, children);
export const StyleSheet = { create: <Styles>(styles: Styles): Styles => styles };

const listeners: (() => boolean)[] = [];

/** Newest first, until one of them has taken care of it, as on Android. */
export const pressBack = (): boolean => listeners.toReversed().some((listener) => listener());

export const BackHandler = {
  addEventListener(_name: "hardwareBackPress", listener: () => boolean) {
    listeners.push(listener);
    return { remove: () => void listeners.splice(listeners.indexOf(listener), 1) };
  },
};

/** What was opened outside. */
export const opened: string[] = [];
export const Linking = { openURL: async (url: string) => opened.push(url) };
