import * as z from 'zod/mini';

/** A JSON Schema as OpenAPI 3.1 has it (draft 2020-12). */
export type JsonSchema = Record<string, unknown>;

/**
 * The JSON Schema of what a schema accepts (`input`) or of what it stands for (`output`). A transform is left out of the
 * first, and what JSON Schema cannot say, such as the syntax of an address, is left to the refusal's sentence. A field that
 * is never accepted is left out too: strict objects say so already.
 */
export function jsonSchemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      for (const [name, property] of Object.entries(jsonSchema.properties ?? {})) {
        if (isNever(property)) delete jsonSchema.properties?.[name];
      }
    },
  });
  return rest;
}

function isNever(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'not' in schema && JSON.stringify(schema.not) === '{}';
}
