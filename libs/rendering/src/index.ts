export { declarationProblems, declaredTypes, type DeclaredType, type DeclaredVariable } from './declared-variable';
export { limits as renderingLimits } from './limits';
export { parseTemplate, variablesOf, type ParsedTemplate } from './parse-template';
export { checkVariables, render, type CheckedVariables, type Rendering } from './render';
export { renderEmail } from './render-email';
export type { Template, TemplateSource, Warning } from './template';
export {
  parts as templateParts,
  type Part as TemplatePart,
  type Place,
  type TemplateProblem,
} from './template-problem';
export { unsubscribeLinkProblem, type UnsubscribeLinkProblem } from './unsubscribe-link';
export { sampleUnsubscribeUrl } from './unsubscribe-url';
export type { Variable } from './variable';
export type { VariableProblem } from './variable-problem';
export type { WarningKind } from './warning';
