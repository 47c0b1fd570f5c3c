import { isObject } from './intrinsic';
import type { PackagedTemplate, Template } from './template';

/** The names that a template exports, for other stacks to import. */
export function exportedNames(template: Template): string[] {
  const outputs = isObject(template['Outputs']) ? Object.values(template['Outputs']) : [];
  return outputs.flatMap((output) => {
    const exported = isObject(output) && isObject(output['Export']) ? output['Export']['Name'] : undefined;
    return typeof exported === 'string' ? [exported] : [];
  });
}

/** Imports of names that no template exports, one line each. */
export function importsFromNowhere(templates: PackagedTemplate[]): string[] {
  const exported = new Set(templates.flatMap(({ template }) => exportedNames(template)));
  return templates.flatMap(({ stack, template }) =>
    importedNames(template)
      .filter((name) => !exported.has(name))
      .map((name) => `${stack}: imports ${name}, which no stack exports`),
  );
}

function importedNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(importedNames);
  if (!isObject(value)) return [];
  const { 'Fn::ImportValue': name } = value;
  return typeof name === 'string' ? [name] : Object.values(value).flatMap(importedNames);
}
