/**
 * Turns the parameter SendingIdentities (domains and addresses, separated by commas) into what the role of the deliver
 * function names: the ARNs of these identities, and the patterns that ses:FromAddress may match. CloudFormation itself cannot
 * make a list of ARNs out of a list of names, so it happens when the service is packaged.
 *
 * @param {string} text such as `example.com,news@example.org`
 */
function sendingIdentities(text) {
  const names = [...new Set(text.split(',').map((name) => normal(name.trim())))];
  return {
    names: names.join(','),
    arns: names.map((name) => ({
      'Fn::Sub': `arn:\${AWS::Partition}:ses:\${AWS::Region}:\${AWS::AccountId}:identity/${name}`,
    })),
    fromAddresses: names.flatMap(patternsOf),
  };
}

/** A domain covers its addresses and its subdomains, an address covers itself and its labelled forms, as they do in SES. */
function patternsOf(name) {
  if (!name.includes('@')) return [`*@${name}`, `*@*.${name}`];
  return name.includes('+') ? [name] : [name, name.replace('@', '+*@')];
}

const domain = '(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** An address, too, has nothing in it that a policy would read as a wildcard or a variable. */
const identity = new RegExp(`^(?:[A-Za-z0-9!#%&'+/=^_\`{|}~.-]+@)?${domain}$`);

/** The domain in lower case; SES heeds the case of a local part. */
function normal(name) {
  const at = name.lastIndexOf('@');
  const lowerCased = name.slice(0, at + 1) + name.slice(at + 1).toLowerCase();
  if (identity.test(lowerCased)) return lowerCased;
  throw new Error(
    `SendingIdentities holds ${JSON.stringify(name)}, which is neither a domain nor an address. ` +
      'Set SESAME_SENDING_IDENTITIES to a list such as "example.com,news@example.org".',
  );
}

/** What the Serverless Framework calls for `${file(src/deliver/sending-identities.cjs):arns}`. */
module.exports = async ({ resolveVariable }) => sendingIdentities(await resolveVariable('param:SendingIdentities'));
module.exports.sendingIdentities = sendingIdentities;
