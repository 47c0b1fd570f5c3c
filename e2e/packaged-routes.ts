import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const apps = resolve(__dirname, '..', 'dist', 'apps');

/** Every route that the packaged services deploy, such as `GET /emails/{id}`; `$default` among them. */
export function packagedRoutes(): string[] {
  return readdirSync(apps).flatMap((app) => {
    const template = readFileSync(join(apps, app, 'cloudformation-template-update-stack.json'), 'utf8');
    const { Resources } = JSON.parse(template) as {
      Resources: Record<string, { Type: string; Properties: { RouteKey?: string } }>;
    };
    return Object.values(Resources)
      .filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route')
      .map(({ Properties }) => Properties.RouteKey ?? '');
  });
}
