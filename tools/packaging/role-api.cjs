/**
 * The routes of the API for callers that hold a role (AWS_IAM) that lead to a service's functions, which stand in front of the
 * same functions as those of the other API. The framework knows one HTTP API a service, so these are written out: an integration
 * a function, and for each route the permission that API Gateway may call the function for it. Whom they let in stands in the
 * roles of the callers (apps/access).
 *
 * @param {{ api: string, routes: Record<string, string[]> }} service the name that the id of the API is exported by, and routes, such
 *   as `GET /templates/{template}`, by the key of the function they lead to
 * @returns {Record<string, object>} resources by logical id
 */
function roleApi({ api, routes }) {
  const ApiId = { 'Fn::ImportValue': api };
  const resources = Object.entries(routes).flatMap(([key, ofFunction]) => {
    const name = capitalized(key);
    const FunctionArn = { 'Fn::GetAtt': [`${name}LambdaFunction`, 'Arn'] };
    return [
      [`RoleApi${name}Integration`, integration(ApiId, FunctionArn)],
      ...ofFunction.flatMap((route) => [
        [`RoleApi${named(route)}`, toIntegration(ApiId, route, `RoleApi${name}Integration`)],
        [`RoleApi${named(route)}Invokes${name}`, permission(ApiId, route, FunctionArn)],
      ]),
    ];
  });
  return Object.fromEntries(resources);
}

function integration(ApiId, IntegrationUri) {
  return {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ...{ ApiId, IntegrationType: 'AWS_PROXY', IntegrationUri },
      ...{ PayloadFormatVersion: '2.0', TimeoutInMillis: 30000 },
    },
  };
}

function toIntegration(ApiId, RouteKey, Ref) {
  const Target = { 'Fn::Join': ['/', ['integrations', { Ref }]] };
  return { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId, RouteKey, AuthorizationType: 'AWS_IAM', Target } };
}

function permission(ApiId, route, FunctionName) {
  const arn = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}';
  return {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      ...{ FunctionName, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' },
      SourceArn: { 'Fn::Sub': [`${arn}:\${api}/$default/${route.replace(' ', '')}`, { api: ApiId }] },
    },
  };
}

/** `POST /templates/{template}/publish` is PostTemplatesTemplatePublish. */
function named(route) {
  const words = route.match(/\w+/g) ?? [];
  return words.map((word) => capitalized(word === word.toUpperCase() ? word.toLowerCase() : word)).join('');
}

function capitalized(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What the Serverless Framework calls for `${file(../../tools/packaging/role-api.cjs)}`. */
module.exports = async ({ resolveVariable }) => ({
  Resources: roleApi({
    api: await resolveVariable('self:custom.names.exports.roleApi'),
    routes: await resolveVariable('self:custom.routesForRoles'),
  }),
});
