import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const apps = resolve(__dirname, '..', 'dist', 'apps');

/** Every route of the API for holders of keys that the packaged services deploy, such as `GET /emails/{id}`; `$default` among them. */
export function packagedRoutes(): string[] {
  return routesBy((type) => type !== 'AWS_IAM');
}

/** Every route of the API for callers that hold a role. */
export function packagedRoutesForRoles(): string[] {
  return routesBy((type) => type === 'AWS_IAM');
}

function routesBy(isMeant: (authorizationType: string | undefined) => boolean): string[] {
  return readdirSync(apps).flatMap((app) => {
    const template = readFileSync(join(apps, app, 'cloudformation-template-update-stack.json'), 'utf8');
    const { Resources } = JSON.parse(template) as {
      Resources: Record<string, { Type: string; Properties: { RouteKey?: string; AuthorizationType?: string } }>;
    };
    return Object.values(Resources)
      .filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route')
      .filter(({ Properties }) => isMeant(Properties.AuthorizationType))
      .map(({ Properties }) => Properties.RouteKey ?? '');
  });
}
