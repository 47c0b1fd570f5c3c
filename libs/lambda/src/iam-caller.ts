import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';

/** Who signed a request to a route with AWS_IAM. API Gateway has verified the signature and asked IAM for execute-api:Invoke. */
export type IamCaller = {
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>`, or the ARN of a user. */
  userArn: string;
  /** IAM's unique id: `AROA…:<session>`, or `AIDA…` for a user. */
  userId: string;
};

const signed = z.object({ authorizer: z.object({ iam: z.object({ userArn: z.string(), userId: z.string() }) }) });

/** Undefined on every other route. Only API Gateway writes the context of a request; no header gets there. */
export function iamCallerOf({ requestContext }: Pick<APIGatewayProxyEventV2, 'requestContext'>): IamCaller | undefined {
  const read = signed.safeParse(requestContext);
  return read.success ? read.data.authorizer.iam : undefined;
}
