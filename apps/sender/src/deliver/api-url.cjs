/**
 * Where the API is reached from outside, for the links in e-mails: the parameter ApiUrl, or the endpoint of the shared
 * stack's HTTP API, which is composed of its exported id when CloudFormation deploys. It is judged when the service is packaged.
 *
 * @param {string} text such as `https://mail.example.com`, or nothing
 * @param {string} exportName under which the shared stack exports the id of its HTTP API
 */
function apiUrl(text, exportName) {
  if (text === '') {
    return {
      'Fn::Sub': [
        'https://${ApiId}.execute-api.${AWS::Region}.${AWS::URLSuffix}',
        { ApiId: { 'Fn::ImportValue': exportName } },
      ],
    };
  }
  if (/^https:\/\/[a-z0-9.-]+(?:\/[A-Za-z0-9._~-]+)*$/.test(text) && text.length <= 300) return text;
  throw new Error(
    `ApiUrl is ${JSON.stringify(text)}, which is no https URL without a slash at its end. ` +
      'Set SESAME_API_URL to one such as "https://mail.example.com", or leave it out.',
  );
}

/** What the Serverless Framework calls for `${file(src/deliver/api-url.cjs)}`. */
module.exports = async ({ resolveVariable }) =>
  apiUrl(await resolveVariable('param:ApiUrl'), await resolveVariable('self:custom.names.exports.api'));
module.exports.apiUrl = apiUrl;
