import { expect } from "@playwright/test";
import type { FrameLocator, Locator, Page } from "@playwright/test";

/** Names of screens, as `data-deck-screen` says them. */
export type ScreenName = "loading" | "source-picker" | "credentials" | "task-run" | "interaction" | "success" | "unverified" | "error";

/** As in the configuration of the tests; photographs are taken without one. */
const patience = { timeout: 60_000 };

/** What the user does in the frame, or in a page that shows the flow alone, by the public hooks alone (design 3.4). */
export class Flow {
  readonly frame: FrameLocator | Page;

  constructor(frame: FrameLocator | Page) {
    this.frame = frame;
  }

  get root(): Locator {
    return this.frame.locator("[data-deck-screen]");
  }

  get search(): Locator {
    return this.frame.getByRole("combobox");
  }

  get options(): Locator {
    return this.frame.getByRole("option");
  }

  get username(): Locator {
    return this.frame.locator("[autocomplete=username]");
  }

  get password(): Locator {
    return this.frame.locator("[autocomplete=current-password]");
  }

  get code(): Locator {
    return this.frame.locator("[autocomplete=one-time-code]");
  }

  get submit(): Locator {
    return this.frame.locator("button[type=submit]");
  }

  get close(): Locator {
    return this.frame.locator('[data-deck-action="close"]');
  }

  get back(): Locator {
    return this.frame.locator('[data-deck-action="back"]');
  }

  /** Waits until this screen is shown. */
  async at(screen: ScreenName): Promise<void> {
    // A run takes its time, and is read again only every few seconds.
    await expect(this.root).toHaveAttribute("data-deck-screen", screen, patience);
    // A screen whose code is still on its way is named and empty; the one for that time has no heading.
    if (screen !== "loading") await expect(this.root.locator("h1")).toBeAttached(patience);
  }

  /** Picks a source from the search, by mouse. */
  async pick(search: string): Promise<void> {
    await this.at("source-picker");
    await this.search.fill(search);
    await this.options.filter({ hasText: search }).first().click();
    await this.at("credentials");
  }

  async signIn(username: string, password = "correct horse"): Promise<void> {
    await this.at("credentials");
    await this.username.fill(username);
    await this.password.fill(password);
    await this.submit.click();
  }

  /** Answers a prompt that has one text field. */
  async answer(text: string): Promise<void> {
    await this.at("interaction");
    await this.frame.getByRole("textbox").fill(text);
    await this.submit.click();
  }
}
