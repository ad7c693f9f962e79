// The flow's chart as a diagram, written from the machine itself.
import { flowMachine } from "../../packages/flow/src/machine.ts";

type Node = typeof flowMachine.root;

/** The name of a state in the diagram: Mermaid knows no dots. */
const nameOf = (node: Node): string => node.path.join("_");

const isInner = (node: Node): boolean => node.type === "compound";

/** What a person would call the cause. */
function causeOf(eventType: string): string {
  if (eventType === "") return "";
  const [, outcome = ""] = /^xstate\.(done|error)\.actor/.exec(eventType) ?? [];
  if (outcome === "done") return "done";
  if (outcome === "error") return "failed";
  return eventType;
}

/** The name of a condition, given with or without parameters; `null`: it has none. */
function guardNameOf(guard: unknown): string | null {
  if (typeof guard === "string") return guard;
  return typeof guard === "object" && guard !== null && "type" in guard && typeof guard.type === "string" ? guard.type : null;
}

function guardOf(guard: unknown): string {
  const name = guardNameOf(guard);
  return name === null ? "" : ` [${name}]`;
}

function drawStates(node: Node, indent: string): string[] {
  return Object.values(node.states).flatMap((child) => {
    if (!isInner(child)) return [`${indent}state "${child.key}" as ${nameOf(child)}`];
    const initial = child.initial.target?.[0];
    return [
      `${indent}state "${child.key}" as ${nameOf(child)} {`,
      ...(initial === undefined ? [] : [`${indent}  [*] --> ${nameOf(initial)}`]),
      ...drawStates(child, `${indent}  `),
      `${indent}}`,
    ];
  });
}

function drawMoves(node: Node): string[] {
  const own = [...node.transitions].flatMap(([eventType, moves]) => moves.map((move) => ({ eventType, move })));
  const always = (node.always ?? []).map((move) => ({ eventType: "", move }));
  const lines = [...always, ...own].flatMap(({ eventType, move }) =>
    (move.target ?? []).map((target) => {
      const label = `${causeOf(eventType)}${guardOf(move.guard)}`.trim();
      return `  ${nameOf(node)} --> ${nameOf(target)}${label === "" ? "" : `: ${label}`}`;
    }),
  );
  return [...lines, ...Object.values(node.states).flatMap(drawMoves)];
}

/** Where an arrow has a condition without a name, which the picture would keep to itself. */
export function namelessConditions(node: Node = flowMachine.root): string[] {
  const moves = [...(node.always ?? []), ...[...node.transitions.values()].flat()];
  const nameless = moves.filter(({ guard }) => guard !== undefined && guardNameOf(guard) === null);
  return [...nameless.map(({ eventType }) => `${node.path.join(".")} ${eventType}`), ...Object.values(node.states).flatMap(namelessConditions)];
}

/** The chart in Mermaid's words. */
export function chartDiagram(): string {
  const first = flowMachine.root.initial.target?.[0];
  const moves = [...new Set(drawMoves(flowMachine.root))];
  return ["stateDiagram-v2", ...drawStates(flowMachine.root, "  "), ...(first === undefined ? [] : [`  [*] --> ${nameOf(first)}`]), ...moves].join("\n");
}

const marked = /(<!-- chart:start -->\n)[\s\S]*?(<!-- chart:end -->)/g;

/** A page with its diagram drawn anew. */
export const withDiagram = (page: string): string =>
  page.replace(marked, (_, start: string, end: string) => `${start}\n\`\`\`mermaid\n${chartDiagram()}\n\`\`\`\n\n${end}`);
