import variableFile from './api-url.cjs';

const { apiUrl } = variableFile;

test('without a parameter it is the endpoint of the HTTP API, composed when CloudFormation deploys', () => {
  expect(apiUrl('', 'sesame-prod-api-id')).toEqual({
    'Fn::Sub': [
      'https://${ApiId}.execute-api.${AWS::Region}.${AWS::URLSuffix}',
      { ApiId: { 'Fn::ImportValue': 'sesame-prod-api-id' } },
    ],
  });
});

test('a domain of one’s own is taken as it is', () => {
  expect(apiUrl('https://mail.example.com/sesame', 'id')).toBe('https://mail.example.com/sesame');
});

test.each(['http://mail.example.com', 'mail.example.com', 'https://mail.example.com/', 'https://a b', 'https://a>,<b'])(
  '%s is refused when the service is packaged',
  (text) => {
    expect(() => apiUrl(text, 'id')).toThrow('SESAME_API_URL');
  },
);
