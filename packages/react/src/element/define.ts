import type { DeckAuthEvent, ErrorData, SuccessData } from "@deck-auth/contract/messages";
import type { DeckAuthProps } from "../props.ts";
import { attributeNames, propertyNames, readAttributes } from "./attributes.ts";
import { mountDeckAuth, type MountedDeckAuth } from "./mount.ts";
import type { ElementOptions } from "./options.ts";

/** What a `<deck-auth>` dispatches, with the payload of the callback as `detail`. None of them bubbles. */
export interface DeckAuthElementEventMap {
  success: CustomEvent<SuccessData>;
  error: CustomEvent<ErrorData>;
  close: CustomEvent<null>;
  event: CustomEvent<DeckAuthEvent>;
  sourcenotfound: CustomEvent<null>;
}

/** A `<deck-auth>`, once {@link defineDeckAuthElement} was called. A property that is set counts before the attribute of its name. */
export interface DeckAuthElement extends HTMLElement, ElementOptions {
  addEventListener<Type extends keyof DeckAuthElementEventMap>(
    type: Type,
    listener: (event: DeckAuthElementEventMap[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "deck-auth": DeckAuthElement;
  }
}

/** The class is made when it is asked for, because servers, which may load this file, have no `HTMLElement`. */
function createElementClass(): CustomElementConstructor {
  return class DeckAuth extends HTMLElement {
    static readonly observedAttributes = attributeNames;

    static {
      for (const name of propertyNames) {
        Object.defineProperty(this.prototype, name, {
          configurable: true,
          enumerable: true,
          get(this: DeckAuth) {
            return Reflect.get(this.#given, name);
          },
          set(this: DeckAuth, value: unknown) {
            Reflect.set(this.#given, name, value);
            this.#change();
          },
        });
      }
      // The platform's own, which brings the handler; only that there is one has to be noticed.
      Object.defineProperty(this.prototype, "onclose", {
        configurable: true,
        enumerable: true,
        get(this: DeckAuth) {
          return Reflect.get(HTMLElement.prototype, "onclose", this);
        },
        set(this: DeckAuth, value: unknown) {
          Reflect.set(HTMLElement.prototype, "onclose", value, this);
          this.#change();
        },
      });
    }

    readonly #given: ElementOptions = {};
    readonly #place = document.createElement("div");
    #mounted: MountedDeckAuth | undefined;
    #isChanging = false;

    constructor() {
      super();
      // What was set before the element was defined hides the property of its name, and goes through it now.
      for (const name of propertyNames.filter((name) => Object.hasOwn(this, name))) {
        const value: unknown = Reflect.get(this, name);
        Reflect.deleteProperty(this, name);
        Reflect.set(this, name, value);
      }
    }

    connectedCallback(): void {
      this.#change();
    }

    disconnectedCallback(): void {
      this.#change();
    }

    attributeChangedCallback(): void {
      this.#change();
    }

    override focus(): void {
      // After what was changed before, the beginning of the flow among it.
      queueMicrotask(() => this.#mounted?.focus());
    }

    /** A moment later, when all that is changed in one go is changed: one flow is then begun, not one for each change. */
    #change(): void {
      if (this.#isChanging) return;
      this.#isChanging = true;
      queueMicrotask(() => {
        this.#isChanging = false;
        this.#follow();
      });
    }

    #follow(): void {
      const { token } = this.#given;
      if (!this.isConnected || token === undefined) {
        this.#mounted?.unmount();
        this.#mounted = undefined;
        return;
      }
      if (this.#mounted) return this.#mounted.update(this.#options(token));
      this.replaceChildren(this.#place);
      this.#mounted = mountDeckAuth(this.#place, this.#options(token));
    }

    /** All options, so that one that was taken away is `undefined`. */
    #options(token: DeckAuthProps["token"]): DeckAuthProps {
      const { theme, closable, sourceNotFound, ...attributes } = readAttributes(this);
      const given = this.#given;
      const { onSourceNotFound } = given;
      const isClosable = given.closable ?? closable;
      const isListening = given.sourceNotFound ?? sourceNotFound;
      const appearance = given.appearance ?? {};
      return {
        token,
        embedUrl: given.embedUrl ?? attributes.embedUrl,
        eventsUrl: given.eventsUrl ?? attributes.eventsUrl,
        sourcesUrl: given.sourcesUrl ?? attributes.sourcesUrl,
        sourceId: given.sourceId ?? attributes.sourceId,
        credentialId: given.credentialId ?? attributes.credentialId,
        externalId: given.externalId ?? attributes.externalId,
        taskId: given.taskId ?? attributes.taskId,
        language: given.language ?? attributes.language,
        taskRunView: given.taskRunView ?? attributes.taskRunView,
        appearance: theme === undefined ? given.appearance : { theme, ...appearance },
        copy: given.copy,
        resume: given.resume,
        retryable: given.retryable ?? attributes.retryable,
        onSuccess: (data) => {
          this.#tell("success", data);
          this.#given.onSuccess?.(data);
        },
        onError: (error) => {
          // Nobody can see whether somebody listens, and this is for who builds the page.
          if (error.code.startsWith("embed_") && !this.#given.onError) console.error(error);
          this.#tell("error", error);
          this.#given.onError?.(error);
        },
        onEvent: (event) => {
          this.#tell("event", event);
          this.#given.onEvent?.(event);
        },
        onClose:
          isClosable || given.onClose || Reflect.get(this, "onclose")
            ? () => {
                this.#tell("close", null);
                this.#given.onClose?.();
              }
            : undefined,
        onSourceNotFound:
          isListening || onSourceNotFound
            ? () => {
                this.#tell("sourcenotfound", null);
                this.#given.onSourceNotFound?.();
              }
            : undefined,
      };
    }

    #tell(type: keyof DeckAuthElementEventMap, detail: unknown): void {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
  };
}

/**
 * Defines `<deck-auth>`. Call it once the page is to show one; importing this file alone does nothing, so that bundlers may leave it out
 * and servers may load it. Calling it again, or on a server, does nothing either.
 *
 * ```html
 * <deck-auth embed-url="https://auth.example.com" task-id="task_…" closable></deck-auth>
 * ```
 * ```ts
 * defineDeckAuthElement();
 * const element = document.querySelector("deck-auth");
 * if (element) {
 *   element.token = fetchToken;
 *   element.addEventListener("success", ({ detail }) => confirmOnServer(detail.credentialId, detail.taskRunId));
 * }
 * ```
 *
 * The flow begins when the element stands in the document and has its `token`, a property only: markup is what page recorders record.
 * It has a close button if it has the attribute `closable`, or `onClose`, or `onclose`.
 */
export function defineDeckAuthElement(): void {
  if (typeof customElements === "undefined" || customElements.get("deck-auth")) return;
  customElements.define("deck-auth", createElementClass());
}
