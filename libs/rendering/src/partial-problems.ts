import type { Node, ParsedPart } from './node';
import type { PartProblem } from './template-problem';

type PartialCall = Extract<Node, { kind: 'partial' }>;

/** Calls of partials that are defined nowhere, or that end where they began. */
export function partialProblems({ nodes, partials }: ParsedPart): PartProblem[] {
  const problems: PartProblem[] = [];
  const callsIn = new Map([...partials].map(([name, body]) => [name, callsOf(body)]));
  for (const { name, line, column } of [nodes, ...partials.values()].flatMap(callsOf)) {
    if (partials.has(name)) continue;
    problems.push({
      line,
      column,
      sentence: `The partial ${name} is not defined; define it with {{#*inline "${name}"}}.`,
    });
  }
  const finished = new Set<string>();
  const visit = (name: string, above: readonly string[]) => {
    if (finished.has(name)) return;
    for (const call of callsIn.get(name) ?? []) {
      if (call.name === name || above.includes(call.name)) {
        const { line, column } = call;
        problems.push({
          line,
          column,
          sentence: `The partial ${call.name} calls itself; use {{#each}} for what repeats.`,
        });
      } else visit(call.name, [...above, name]);
    }
    finished.add(name);
  };
  for (const name of partials.keys()) visit(name, []);
  return problems;
}

function callsOf(nodes: readonly Node[]): PartialCall[] {
  return nodes.flatMap((node) => {
    switch (node.kind) {
      case 'partial':
        return [node];
      case 'condition':
        return [...callsOf(node.truthy), ...callsOf(node.falsy)];
      case 'each':
      case 'with':
        return [...callsOf(node.body), ...callsOf(node.otherwise ?? [])];
      default:
        return [];
    }
  });
}
