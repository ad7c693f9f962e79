import { useId } from "react";
import { Id } from "./id.tsx";
import { Row } from "./row.tsx";
import type { Settings } from "./settings.ts";
import { SourceId } from "./source-id.tsx";
import "./settings-panel.css";

interface SettingsPanelProps {
  settings: Settings;
  onChange(change: Partial<Settings>): void;
}

/** Every prop that is worth trying, as a form. What is changed holds at once. */
export function SettingsPanel({ settings, onChange }: SettingsPanelProps) {
  return (
    <form className="settings" aria-label="Settings" onSubmit={(event) => event.preventDefault()}>
      <h2>Settings</h2>
      <p className="settings-note">These are the component’s props. They also stand in this page’s address.</p>

      <fieldset>
        <legend>How it looks</legend>
        <Choice label="Language" value={settings.language} onChoose={(language) => onChange({ language })} options={{ "en-US": "English", "fr-CA": "Français" }} />
        <Choice label="Theme" value={settings.theme} onChoose={(theme) => onChange({ theme })} options={{ default: "Light", dark: "Dark", auto: "Like the system" }} />
      </fieldset>

      <fieldset>
        <legend>What is connected</legend>
        <Choice
          label="Mode"
          value={settings.mode}
          onChoose={(mode) => onChange({ mode })}
          options={{ search: "Search all sources", one: "One source", several: "Several sources", update: "Update a credential" }}
        />
        {settings.mode === "one" && <SourceId value={settings.sourceId} onCommit={(sourceId) => onChange({ sourceId })} />}
        {settings.mode === "several" && (
          <Id label="Source ids" hint="Separated by commas." value={settings.sourceIds} placeholder="src_…, src_…" onCommit={(sourceIds) => onChange({ sourceIds })} />
        )}
        {settings.mode === "update" && (
          <Id
            label="Credential id"
            hint="Filled in from your last success."
            value={settings.credentialId}
            placeholder="cred_…"
            onCommit={(credentialId) => onChange({ credentialId })}
          />
        )}
      </fieldset>

      <fieldset>
        <legend>What happens then</legend>
        <Switch label="Run a task" hint="Signs in once, which proves the credential." checked={settings.task} onSwitch={(task) => onChange({ task })} />
        {settings.task && <Id label="Task id" value={settings.taskId} placeholder="task_…" onCommit={(taskId) => onChange({ taskId })} />}
        <Choice label="Task run view" value={settings.view} onChoose={(view) => onChange({ view })} options={{ status: "Status", live: "Live" }} />
      </fieldset>

      <fieldset>
        <legend>The server’s help</legend>
        <Switch
          label="Give eventsUrl and sourcesUrl"
          hint="Deck’s events reach the flow at once; without, it asks every few seconds."
          checked={settings.relay}
          onSwitch={(relay) => onChange({ relay })}
        />
      </fieldset>

      <fieldset>
        <legend>Closing</legend>
        <Switch label="Give onClose" hint="Shows the close button; Escape works too." checked={settings.close} onSwitch={(close) => onChange({ close })} />
      </fieldset>
    </form>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: Record<T, string>;
  onChoose(value: T): void;
}

function Choice<T extends string>({ label, value, options, onChoose }: ChoiceProps<T>) {
  const id = useId();
  const isOption = (text: string): text is T => Object.hasOwn(options, text);
  return (
    <Row id={id} label={label} inline>
      <select id={id} value={value} onChange={({ target }) => isOption(target.value) && onChoose(target.value)}>
        {Object.entries<string>(options).map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </Row>
  );
}

function Switch({ label, hint, checked, onSwitch }: { label: string; hint: string; checked: boolean; onSwitch(checked: boolean): void }) {
  const id = useId();
  return (
    <div className="setting setting-switch">
      <input id={id} type="checkbox" checked={checked} aria-describedby={`${id}-hint`} onChange={({ target }) => onSwitch(target.checked)} />
      <label htmlFor={id}>{label}</label>
      <p className="setting-hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
