import { readFileSync } from "node:fs";

/** A sample that no compiler looks at here, and how its language writes what crosses the border between app and page. */
export interface Sample {
  name: string;
  text: string;
  /** Types of messages that it hears. */
  hears: string[];
  /** Types of messages that it sends. */
  sends: string[];
  /** Names of parameters in the address, in their order. */
  parameters: string[];
  /** What it puts around a message to make a script of it; `%` stands for the message as a literal. */
  script: string;
  /** What makes a literal of a message. */
  encodes: string;
  /** Under what name its bridge stands in the page. */
  bridge: string | undefined;
}

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = ""]) => found);
const first = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? "";

/** What stands between two lines of a file. */
const between = (text: string, start: string, end: string): string => text.split(start)[1]?.split(end)[0] ?? "";

function read(path: string) {
  return readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
}

function swift(): Sample {
  const text = read("swift/ConnectAccountView.swift");
  return {
    name: "Swift",
    text,
    hears: all(between(text, "switch type {", "default:"), /case "(\w+)":/g),
    sends: [...new Set(all(text, /\bsend\("(\w+)"/g))],
    parameters: all(between(text, "let parameters", "]\n"), /\("(\w+)",/g),
    script: first(text, /return "(window\.[^"]*)"/).replace("\\(literal)", "%"),
    encodes: first(text, /let literal = (.*)/),
    bridge: first(text, /\.add\(flow, name: "(\w+)"\)/),
  };
}

function kotlin(): Sample {
  const text = read("kotlin/ConnectAccountActivity.kt");
  return {
    name: "Kotlin",
    text,
    hears: all(between(text, 'when (message.text("type")) {', "\n        }\n"), /^ {12}"(\w+)" ->/gm),
    sends: [...new Set(all(text, /\bsend\("(\w+)"/g))],
    parameters: all(between(text, "val parameters = listOf(", "\n    )\n"), /"(\w+)" to/g),
    script: first(text, /return "(window\..*)"\n/).replace("${JSONObject.quote(message.toString())}", "%"),
    encodes: first(text, /return "window\..*\$\{(.*)\}/),
    bridge: first(text, /addWebMessageListener\(view, "(\w+)", setOf\(EMBED_ORIGIN\)\)/),
  };
}

function dart(): Sample {
  const text = read("flutter/connect_account.dart");
  return {
    name: "Dart",
    text,
    hears: all(between(text, "switch (type) {", "\n      }\n"), /case '(\w+)':/g),
    sends: [...new Set(all(text, /\b_send\('(\w+)'/g))],
    parameters: all(between(text, "final parameters = <String, String?>{", "};"), /'(\w+)':/g),
    script: first(text, /return '(window\..*)';\n/).replace("${jsonEncode(message)}", "%"),
    encodes: first(text, /return 'window\..*\$\{(.*)\}/),
    bridge: first(text, /addJavaScriptChannel\('(\w+)'/),
  };
}

/** The three samples that are not compiled here. */
export const samples: readonly Sample[] = [swift(), kotlin(), dart()];
