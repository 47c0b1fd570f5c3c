import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const apps = resolve(__dirname, '..', 'dist', 'apps');

/** Every route of the API for holders of keys that the packaged services deploy, such as `GET /emails/{id}`; `$default` among them. */
export function packagedRoutes(): string[] {
  return deployed().flatMap(({ route, forRoles }) => (forRoles ? [] : [route]));
}

/** Every route of the API for callers that hold a role. */
export function packagedRoutesForRoles(): string[] {
  return deployed().flatMap(({ route, forRoles }) => (forRoles ? [route] : []));
}

/** The function that a route of either API leads to, as `<service>/<logical id>`. */
export function functionBehind(wanted: string, { forRoles }: { forRoles: boolean }): string | undefined {
  return deployed().find((one) => one.route === wanted && one.forRoles === forRoles)?.leadsTo;
}

interface Resource {
  Type: string;
  Properties: {
    RouteKey?: string;
    AuthorizationType?: string;
    /** `integrations/<a reference>` */
    Target?: { 'Fn::Join': [string, [string, { Ref: string }]] };
    IntegrationUri?: { 'Fn::GetAtt': [string, string] };
  };
}

function deployed(): { route: string; forRoles: boolean; leadsTo: string }[] {
  return readdirSync(apps).flatMap((app) => {
    const template = readFileSync(join(apps, app, 'cloudformation-template-update-stack.json'), 'utf8');
    const { Resources } = JSON.parse(template) as { Resources: Record<string, Resource> };
    return Object.values(Resources)
      .filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route')
      .map(({ Properties: { RouteKey = '', AuthorizationType, Target } }) => {
        const integration = Resources[Target?.['Fn::Join'][1][1].Ref ?? '']?.Properties.IntegrationUri;
        const leadsTo = `${app}/${integration?.['Fn::GetAtt'][0] ?? 'nowhere'}`;
        return { route: RouteKey, forRoles: AuthorizationType === 'AWS_IAM', leadsTo };
      });
  });
}
