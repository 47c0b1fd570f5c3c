import { arn } from '../account';

/** An OIDC identity provider of the account: whose tokens STS takes, and for which audiences. */
export interface OidcProvider {
  arn: string;
  /** The issuer, as in a token's `iss`: `https://token.actions.githubusercontent.com`. */
  url: string;
  /** Audiences; a token has to be for one of them. */
  clientIds: string[];
}

/** They come from the deployed stacks, so they are made again at every start and need no store. */
export interface OidcProviders {
  apply(provider: { url: string; clientIds: string[] }): OidcProvider;
  remove(providerArn: string): void;
  byUrl(url: string): OidcProvider | undefined;
}

/** The name of an issuer in its provider's ARN and in condition keys: its URL without the scheme. */
export function issuerName(url: string): string {
  return url.replace(/^https:\/\//, '').replace(/\/$/, '');
}

export function oidcProviderArn(url: string): string {
  return arn('iam', `oidc-provider/${issuerName(url)}`, { region: '' });
}

export function createOidcProviders(): OidcProviders {
  const providers = new Map<string, OidcProvider>();
  return {
    apply({ url, clientIds }) {
      const provider = { arn: oidcProviderArn(url), url, clientIds };
      providers.set(provider.arn, provider);
      return provider;
    },
    remove: (providerArn) => void providers.delete(providerArn),
    byUrl: (url) => providers.get(oidcProviderArn(url)),
  };
}
