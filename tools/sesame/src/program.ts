import { Command } from 'commander';
import { callsTo, type Call } from './api';
import { diffTemplates } from './diff-templates';
import { previewTemplates } from './preview-templates';
import { pullTemplates } from './pull-templates';
import { pushTemplates } from './push-templates';
import { repairTemplates } from './repair-templates';
import { apiUrl, keyFor, type Terminal } from './terminal';

const exitCodes = `
The API key is taken from SESAME_API_KEY, or asked for; against this machine, ss_local will do.
Exit code: 0 all is done, or equal; 1 different (diff), or declined; 2 an error, and the reason on the standard error.
`;

/** The command line of `npx sesame`. What a command ends with goes to `end`; what it fails with is thrown. */
export function sesameProgram(environment: NodeJS.ProcessEnv, terminal: Terminal, end: (exitCode: number) => void) {
  const program = new Command('sesame').description('E-mail from your own AWS account.').exitOverride();
  const templates = program.command('templates').description('Templates as files, reviewed like code.');
  const onServer = (name: string, words: string) =>
    templates
      .command(name)
      .description(words)
      .option('--url <url>', 'where Sesame answers', environment['SESAME_BASE_URL'] ?? 'http://127.0.0.1:3000')
      .addHelpText('after', exitCodes);
  const onFolder = (name: string, words: string) =>
    onServer(name, words)
      .argument('<folder>', 'a folder for each template, named by its alias')
      .option('--json', 'print the plan as JSON', false);
  const connected = async (url: string): Promise<Call> => {
    const api = apiUrl(url);
    return callsTo({ url: api, key: await keyFor(api, environment) });
  };

  onFolder('diff', 'shows what a push would change')
    .option('--ses', 'also compare published versions with SES (a second for each)', false)
    .action(async (folder: string, options: { url: string; json: boolean; ses: boolean }) =>
      end(await diffTemplates(folder, options, await connected(options.url), terminal)),
    );
  onFolder('push', 'makes the server hold what the folder holds')
    .option('--yes', 'do not ask', false)
    .option('--publish', 'send with it from now on', false)
    .option('--prune', 'remove from the server what the folder does not have', false)
    .action(
      async (folder: string, options: { url: string; json: boolean; yes: boolean; publish: boolean; prune: boolean }) =>
        end(await pushTemplates(folder, options, await connected(options.url), terminal)),
    );
  onFolder('pull', 'makes the folder hold what the server holds')
    .option('--yes', 'do not ask', false)
    .option('--replace-mjml', 'put the HTML of the server in the place of MJML that makes another', false)
    .action(async (folder: string, options: { url: string; json: boolean; yes: boolean; replaceMjml: boolean }) =>
      end(await pullTemplates(folder, options, await connected(options.url), terminal)),
    );
  onServer('repair', 'shows what SES does not hold as it was published, and puts it right (a second for each version)')
    .option('--yes', 'do not ask', false)
    .action(async (options: { url: string; yes: boolean }) =>
      end(await repairTemplates(options, await connected(options.url), terminal)),
    );
  templates
    .command('preview')
    .description('renders templates with their sample data, for a browser; asks no server')
    .argument('<folder>', 'a folder for each template')
    .argument('<to>', 'the folder to write <alias>.html and <alias>.txt to')
    .action(async (folder: string, to: string) => end(await previewTemplates(folder, to, terminal)));
  return program;
}
