import type { Screen } from "../scenarios/scenario.ts";
import type { Prompt } from "../world/records.ts";
import { createCanvas } from "./canvas.ts";
import type { Canvas } from "./canvas.ts";
import { toPng } from "./png.ts";

/** What a screenshot shows. */
export interface Picture {
  readonly screen: Screen;
  /** Name and address of the source. */
  readonly name: string;
  readonly url: string;
  /** How long the run has been going, in milliseconds: no two pictures of it are alike. */
  readonly elapsed: number;
  readonly prompt: Prompt | null;
}

const width = 640;
const height = 400;
const card = { x: 170, y: 96, width: 300, height: 268 };
const ink = "#1d2433";
const soft = "#6b7385";
const line = "#cfd5e1";
const brands = ["#0b5c8a", "#7a2e8d", "#156b4a", "#8c3a1f", "#28418f", "#8a1748", "#4b5a12", "#0f6670"];

const brandOf = (name: string): string => {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return brands[sum % brands.length] ?? "#28418f";
};

const drawBrowser = (canvas: Canvas, { url, elapsed }: Picture): void => {
  canvas.fill(0, 0, width, 34, "#e6e9f0");
  for (const [place, colour] of ["#e2685c", "#e5b34b", "#69b35b"].entries()) canvas.fill(14 + place * 18, 12, 10, 10, colour);
  canvas.fill(80, 7, 470, 20, "#ffffff");
  canvas.write(88, 13, url.replace(/^https?:\/\//, ""), soft, { scale: 1, width: 450 });
  const seconds = Math.floor(elapsed / 1000);
  canvas.write(580, 13, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`, soft, { scale: 1 });
};

const drawHeader = (canvas: Canvas, { name }: Picture, brand: string): void => {
  canvas.fill(0, 34, width, 44, brand);
  canvas.fill(24, 44, 24, 24, "#ffffff");
  canvas.fill(30, 50, 12, 12, brand);
  canvas.write(60, 49, name, "#ffffff", { width: 540 });
};

const drawField = (canvas: Canvas, y: number, label: string, content: "empty" | "masked" | "redacted"): void => {
  canvas.write(card.x + 24, y, label, soft, { scale: 1, width: card.width - 48 });
  canvas.frame(card.x + 24, y + 12, card.width - 48, 30, line);
  if (content === "masked") canvas.write(card.x + 34, y + 20, "••••••••••", ink);
  if (content === "redacted") canvas.fill(card.x + 34, y + 20, 120, 14, ink);
};

const drawButton = (canvas: Canvas, y: number, label: string, brand: string): void => {
  canvas.fill(card.x + 24, y, card.width - 48, 34, brand);
  canvas.write(card.x + 24 + Math.floor((card.width - 48 - label.length * 12) / 2), y + 10, label, "#ffffff");
};

const wrap = (text: string, letters: number): string[] => {
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > letters) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current];
};

const drawText = (canvas: Canvas, y: number, text: string, colour: string): number => {
  for (const [place, part] of wrap(text, 40).entries()) canvas.write(card.x + 24, y + place * 12, part, colour, { scale: 1 });
  return y + wrap(text, 40).length * 12;
};

const drawLogin = (canvas: Canvas, brand: string, screen: Screen): void => {
  const typed = screen === "typed" || screen === "refused";
  canvas.write(card.x + 24, card.y + 22, "Sign in", ink);
  if (screen === "refused") {
    canvas.fill(card.x + 24, card.y + 46, card.width - 48, 22, "#fbe3e1");
    canvas.write(card.x + 32, card.y + 53, "We could not sign you in.", "#9c2b22", { scale: 1 });
  }
  drawField(canvas, card.y + 80, "User name", typed ? "redacted" : "empty");
  drawField(canvas, card.y + 138, "Password", typed ? "masked" : "empty");
  drawButton(canvas, card.y + 206, screen === "typed" ? "One moment" : "Sign in", screen === "typed" ? soft : brand);
};

const drawPrompt = (canvas: Canvas, brand: string, prompt: Prompt | null): void => {
  canvas.write(card.x + 24, card.y + 22, "One more step", ink);
  let y = drawText(canvas, card.y + 50, prompt?.message ?? "Please confirm it is you.", soft) + 14;
  for (const field of (prompt?.fields ?? []).slice(0, 2)) {
    drawField(canvas, y, field.label, "empty");
    y += 54;
  }
  drawButton(canvas, Math.min(y + 6, card.y + card.height - 46), "Continue", brand);
};

const drawAccount = (canvas: Canvas, brand: string): void => {
  canvas.write(40, 100, "Welcome back", ink, { scale: 3 });
  for (const [place, label] of ["Chequing", "Savings", "Messages"].entries()) {
    const x = 40 + place * 190;
    canvas.fill(x, 150, 170, 96, "#ffffff");
    canvas.frame(x, 150, 170, 96, line);
    canvas.fill(x, 150, 4, 96, brand);
    canvas.write(x + 18, 166, label, soft);
    canvas.fill(x + 18, 200, 96, 18, ink);
  }
  for (let row = 0; row < 5; row += 1) canvas.fill(40, 276 + row * 20, 430 - row * 36, 8, line);
};

const drawBroken = (canvas: Canvas): void => {
  canvas.write(170, 150, "This page is not", ink, { scale: 3 });
  canvas.write(170, 182, "available.", ink, { scale: 3 });
  canvas.write(170, 226, "Please try again later.", soft);
};

/** The page as the agent sees it, as a PNG. The user name is blacked out and the password masked, as Deck does. */
export const drawPage = (picture: Picture): Uint8Array => {
  const canvas = createCanvas(width, height, "#f4f6fa");
  const brand = brandOf(picture.name);
  drawBrowser(canvas, picture);
  drawHeader(canvas, picture, brand);
  if (picture.screen === "account") drawAccount(canvas, brand);
  else if (picture.screen === "broken") drawBroken(canvas);
  else if (picture.screen === "blank") drawText(canvas, 150, `${picture.name} publishes this page for everyone. No sign-in is needed.`, ink);
  else {
    canvas.fill(card.x, card.y, card.width, card.height, "#ffffff");
    canvas.frame(card.x, card.y, card.width, card.height, line);
    if (picture.screen === "prompt") drawPrompt(canvas, brand, picture.prompt);
    else drawLogin(canvas, brand, picture.screen);
  }
  return toPng(canvas);
};
