import { X509Certificate } from 'node:crypto';
import { arn } from '../account';
import { AwsError } from '../aws-error';
import { readSamlMetadata, type SamlMetadata } from './saml-metadata';

/** A SAML identity provider of the account: whose responses STS takes. */
export interface SamlProvider extends SamlMetadata {
  arn: string;
  name: string;
}

/** They come from the deployed stacks and from the door, so they need no store. */
export interface SamlProviders {
  /** Creates or replaces one. Throws `InvalidInput` where its metadata cannot be read. */
  apply(provider: { name: string; metadata: string }): SamlProvider;
  remove(providerArn: string): void;
  byArn(providerArn: string): SamlProvider | undefined;
}

export function samlProviderArn(name: string): string {
  return arn('iam', `saml-provider/${name}`, { region: '' });
}

export function createSamlProviders(): SamlProviders {
  const providers = new Map<string, SamlProvider>();
  return {
    apply({ name, metadata }) {
      const read = readSamlMetadata(metadata);
      read.certificates.forEach(requireCertificate);
      const provider = { name, arn: samlProviderArn(name), ...read };
      providers.set(provider.arn, provider);
      return provider;
    },
    remove: (providerArn) => void providers.delete(providerArn),
    byArn: (providerArn) => providers.get(providerArn),
  };
}

function requireCertificate(pem: string): void {
  try {
    new X509Certificate(pem);
  } catch {
    throw new AwsError('InvalidInput', 'Could not parse metadata: a certificate in it is none.');
  }
}
