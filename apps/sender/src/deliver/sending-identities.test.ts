import variableFile from './sending-identities.cjs';

const { sendingIdentities } = variableFile;
const arnOf = (name: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:ses:\${AWS::Region}:\${AWS::AccountId}:identity/${name}`,
});

test('a domain allows its own addresses and those of its subdomains, an address allows itself and its labels', () => {
  expect(sendingIdentities('Example.com, News@Example.org')).toEqual({
    names: 'example.com,News@example.org',
    arns: [arnOf('example.com'), arnOf('News@example.org')],
    fromAddresses: ['*@example.com', '*@*.example.com', 'News@example.org', 'News+*@example.org'],
  });
});

test('an address with a label allows itself only', () => {
  expect(sendingIdentities('ada+news@example.com').fromAddresses).toEqual(['ada+news@example.com']);
});

test('an identity that is named twice is there once', () => {
  expect(sendingIdentities('example.com,EXAMPLE.com').arns).toHaveLength(1);
});

test.each([
  '',
  'example.com,',
  '*',
  '*.example.com',
  '*@example.com',
  'localhost',
  '${AWS::Region}.com',
  'a b@example.com',
  'a?@example.com',
])('no role is made of %j', (text) => {
  expect(() => sendingIdentities(text)).toThrow(/neither a domain nor an address/);
});

test('the framework is asked for the parameter', async () => {
  const asked: string[] = [];
  const { names } = await variableFile({
    resolveVariable: (address) => {
      asked.push(address);
      return Promise.resolve('example.com');
    },
  });

  expect({ asked, names }).toEqual({ asked: ['param:SendingIdentities'], names: 'example.com' });
});
