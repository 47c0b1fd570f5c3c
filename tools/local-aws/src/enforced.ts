/** What IAM is asked about here, and what it is not, in words: for the banner at the start and the `emulated` door. */
export const enforced = {
  asked: [
    'every request: signature, session, the policies inside a role and the managed ones, its permissions boundary, policies of topics and queues, condition keys',
    'STS giving a role: its trust policy, for callers of this account and of others, by signature by the token of an OIDC provider or by the response of a SAML provider',
    'CloudFormation making, changing and removing each resource in the name of whoever deploys, and reading it in that of whoever looks for drift',
    'SES publishing to a topic (topic policy)',
    'SNS delivering to a queue (queue policy)',
    'Lambda assuming an execution role (trust policy), polling a queue and writing logs as that role',
    'requests to routes with AWS_IAM: signature, session and execute-api:Invoke',
    'HTTP APIs and schedules invoking a function (function policy)',
  ],
  notAsked: [
    'what the local start and sesame-local-deployer deploy: of every other caller each resource is asked',
    'service and resource control policies of an organization',
  ],
};
