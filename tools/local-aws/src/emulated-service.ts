import type { Operation } from './operation';

/** How requests and answers look on the wire. */
export type Protocol = 'json-1.0' | 'json-1.1' | 'rest-json' | 'rest-xml' | 'query-xml';

/** A service as the server sees it: which requests are its own, and the operations it knows. */
export interface EmulatedService<Service = unknown> {
  /** The name requests are signed for, which is also the prefix of its ARNs: `sqs`, `ses`, … */
  signingName: string;
  protocol: Protocol;
  /**
   * For JSON the prefix of `X-Amz-Target` (`AmazonSQS`), for Query the API version (`2010-03-31`), for REST-JSON the
   * beginning of the path (`/v2/email`), for REST-XML, whose paths are any, the name requests are signed for (`s3`).
   */
  routedBy: string;
  /** For Query: the XML namespace of its answers. */
  xmlNamespace?: string;
  /** For JSON: what stands before `#` in an error's `__type`; `com.amazonaws.<signingName>` unless it says so. */
  errorNamespace?: string;
  state: Service;
  /** eslint cannot know each input's type here; the server parses with the operation's own schema before it calls it. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  operations: Operation<Service, any>[];
  /** Stops timers and polls. */
  stop?(): Promise<void> | void;
}
