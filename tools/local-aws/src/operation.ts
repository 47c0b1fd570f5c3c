import type { Decision, PolicyDocument, Principal } from '@sesame/iam';
import type * as z from 'zod';
import type { Caller, SessionPrincipal } from './caller';

/** One thing that must be allowed before an operation runs. All of an operation's must be. */
export interface Access {
  /** IAM's name of the action, for example `ses:SendEmail`. */
  action: string;
  /** The ARN it is asked for, or `*` where the action takes no resource. */
  resource: string;
  /** Condition keys beyond the global ones, for example `ses:FromAddress`. */
  context?: Record<string, string | string[]>;
  /** The policy that hangs on the resource itself, where it has one (topic, queue, function, role trust). */
  resourcePolicy?: PolicyDocument | undefined;
}

/** Who calls, and with what beside the input. */
export interface Call {
  principal: Caller;
  requestId: string;
  /** The caller's address, for `ses:source-ip` and `aws:SourceIp`. */
  sourceIp: string;
  /** Aborted when the caller hangs up, so that a long poll takes no message for somebody who is gone. */
  signal?: AbortSignal;
}

/**
 * One operation of one service: its name, what it accepts, what must be allowed, and what it does, in one file.
 * A request is taken in this order: signature, session, `input` (types only), `access`, then `run`, which validates
 * further and throws `AwsError` for what AWS refuses.
 */
export interface Operation<Service, Input = never, Output = unknown> {
  name: string;
  /** Page of AWS that describes it. */
  documentation: string;
  input: z.ZodType<Input>;
  access(service: Service, input: Input, caller: Caller): Access[];
  run(service: Service, input: Input, call: Call): Output | Promise<Output>;
  /** The request holds a proof of its own, a token, and needs no signature; whoever calls is anonymous. */
  unsigned?: true;
  /** Only for REST services: how the request looks. `{Name}` in the path becomes a member of the input, as query parameters do. */
  http?: HttpBinding;
}

export interface HttpBinding {
  method: string;
  path: string;
  /** A query parameter that tells this operation from others of the same method and path. */
  query?: string;
  /** The body is no structure: the input has it as the member `Payload` (bytes), and the headers as `Headers`. */
  payload?: true;
}

/** Declares an operation with its input's type taken from its schema. */
export function operation<Service>() {
  return <Input, Output>(declared: Operation<Service, Input, Output>): Operation<Service, Input, Output> => declared;
}

/** Asks IAM whether `principal` may, and writes the answer into the decision log. Every hop between services asks too. */
export type Authorize = (principal: Principal | SessionPrincipal, access: Access) => Decision;
