import { expect, test } from "vitest";
import { createSettings } from "./settings.ts";

test("what the host does not say is its default: English, the status, no switches (R6, R7, R8)", () => {
  expect(createSettings({}).current()).toEqual({
    language: "en-US",
    taskRunView: "status",
    appearance: {},
    copy: undefined,
    closable: false,
    sourceNotFound: false,
    retryable: false,
  });
});

test("a language or a view that nobody knows is the default, and an update without one goes back to it (R6, R7, R135, T19)", () => {
  const settings = createSettings({ language: "fr-CA", taskRunView: "live" });
  expect(settings.current()).toMatchObject({ language: "fr-CA", taskRunView: "live" });
  settings.update({ language: "../fr-CA", taskRunView: "constructor" });
  expect(settings.current()).toMatchObject({ language: "en-US", taskRunView: "status" });
  settings.update({ language: "fr-CA" });
  settings.update({});
  expect(settings.current().language).toBe("en-US");
});

test("a switch that is neither on nor off is off, and spoils nothing else (R135)", () => {
  const settings = createSettings({ closable: "yes", sourceNotFound: 1, retryable: null, language: "fr-CA" });
  expect(settings.current()).toMatchObject({ closable: false, sourceNotFound: false, retryable: false, language: "fr-CA" });
  settings.update({ language: 7, taskRunView: null, closable: true });
  expect(settings.current()).toMatchObject({ language: "en-US", taskRunView: "status", closable: true });
});
