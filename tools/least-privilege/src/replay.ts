import { authorize, type NamedPolicy } from '@sesame/iam';
import type { Question } from './recording';

/** Whether a recorded question is allowed when the role has these policies; what else judged it stays as it was. */
export function isAllowedWith({ request, policies }: Question, identity: NamedPolicy[]): boolean {
  return authorize(request, { ...policies, identity }).decision === 'allowed';
}
