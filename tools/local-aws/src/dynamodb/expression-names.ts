/** A placeholder of a value, or a name: what stands before it if that is a dot, and after it if that is a bracket. */
const token = /:\w+|(\.\s*)?(#\w+|[A-Za-z]\w*)(\s*\()?/g;
const keywords = new Set(['AND', 'OR', 'NOT', 'BETWEEN', 'IN', 'SET', 'REMOVE', 'ADD', 'DELETE']);

/** Expressions are constants of the programs that send them, so few are read often. */
const namesByExpression = new Map<string, string[]>();
const rememberedExpressions = 1000;

/** The top-level attribute names in an expression of any kind, placeholders resolved. */
export function namesInExpression(expression: string, placeholders: Record<string, string> = {}): string[] {
  let names = namesByExpression.get(expression);
  if (!names) {
    names = readNames(expression);
    if (namesByExpression.size >= rememberedExpressions) namesByExpression.clear();
    namesByExpression.set(expression, names);
  }
  return names.map((name) => resolve(name, placeholders));
}

/** The placeholder of the value to which a key condition says an attribute is equal. */
export function equalTo(
  attribute: string,
  keyCondition: string,
  placeholders: Record<string, string> = {},
): string | undefined {
  for (const [, left, right, valueFirst, nameSecond] of keyCondition.matchAll(
    /(#?\w+)\s*=\s*(:\w+)|(:\w+)\s*=\s*(#?\w+)/g,
  )) {
    const name = left ?? nameSecond ?? '';
    if (resolve(name, placeholders) === attribute) return right ?? valueFirst;
  }
  return undefined;
}

function resolve(name: string, placeholders: Record<string, string>): string {
  return name.startsWith('#') ? (placeholders[name] ?? name) : name;
}

function readNames(expression: string): string[] {
  const names = new Set<string>();
  for (const [, nested, name, called] of expression.matchAll(token)) {
    if (name && !nested && !called && !keywords.has(name.toUpperCase())) names.add(name);
  }
  return [...names];
}
