import * as z from 'zod';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { federatedRole } from './federated-role';
import { durationSeconds, roleArnMember } from './members';
import { samlClaims } from './saml-claims';
import { samlContext, verifySamlResponse } from './saml-response';
import { sessionPolicyMembers } from './session-policies';
import type { Sts } from './sts';

/**
 * Gives a role's temporary credentials for the response of a SAML provider, without a signature: the response is the proof. It
 * names the roles that its subject may take, the session, and its tags and source identity. A session lasts as long as the
 * request asks for, and no longer than the response says (SessionNotOnOrAfter, and SessionDuration, which AWS documents for
 * the console alone: the stricter reading). Its actions carry the keys that AWS's service authorization reference lists.
 */
export const assumeRoleWithSaml = operation<Sts>()({
  name: 'AssumeRoleWithSAML',
  documentation: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html',
  unsigned: true,
  input: z.strictObject({
    RoleArn: roleArnMember,
    PrincipalArn: z.string().min(20).max(2048),
    SAMLAssertion: z.string().min(4).max(100_000),
    DurationSeconds: durationSeconds,
    ...sessionPolicyMembers,
  }),
  access: () => [],
  run(sts, input, { sourceIp }) {
    const now = sts.clock.now();
    const response = verifySamlResponse(input.SAMLAssertion, {
      providers: sts.samlProviders,
      providerArn: input.PrincipalArn,
      now,
    });
    const { provider, assertion, subjectType, nameQualifier } = response;
    const { roles, sessionDuration = Infinity, ...claims } = samlClaims(assertion);
    if (!roles.some((pair) => pair.role === input.RoleArn && pair.provider === provider.arn))
      throw new AwsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithSAML', 403);
    const keys = samlContext(response);
    const recipient = { 'saml:aud': assertion.confirmations[0].recipient };
    const untilTheEnd = Math.floor(((assertion.sessionNotOnOrAfter ?? Infinity) - now) / 1000);
    if (untilTheEnd <= 0) throw new AwsError('ExpiredTokenException', 'The session of the response is over.');
    const answer = federatedRole(
      sts,
      input,
      {
        operation: 'AssumeRoleWithSAML',
        provider: provider.arn,
        ...claims,
        mostSeconds: Math.min(sessionDuration, untilTheEnd),
        context: { assume: keys, tagSession: recipient, setSourceIdentity: {} },
      },
      sourceIp,
    );
    return {
      ...answer,
      Subject: assertion.subject,
      SubjectType: subjectType,
      Issuer: assertion.issuer,
      Audience: recipient['saml:aud'],
      NameQualifier: nameQualifier,
    };
  },
});
