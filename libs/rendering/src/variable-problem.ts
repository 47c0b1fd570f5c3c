/**
 * Why data do not fit a template. `path` names the variable from the top of the data (`items[2].price`); it is empty where
 * no single variable is to blame. The sentence never repeats a value.
 */
export type VariableProblem = {
  path: string;
  reason: 'missing' | 'mistyped' | 'broken_character' | 'unsafe_link' | 'too_much' | 'reserved' | 'marketing_only';
  sentence: string;
};
