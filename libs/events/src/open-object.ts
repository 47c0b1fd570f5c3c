import * as z from 'zod/mini';

/**
 * An object with these fields at least. Fields that SES added since are kept in the value and left out of its type, so
 * that a name written wrongly is still an error.
 */
export function openObject<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodMiniType<z.output<z.ZodMiniObject<Shape, z.core.$strip>>> {
  return z.looseObject(shape);
}
