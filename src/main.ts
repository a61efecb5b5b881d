import process from 'node:process';
import { nearest } from './catalogue/nearest.ts';
import { BadSettings } from './errors.ts';
import { type Reading, readSettings } from './settings/settings.ts';

/** Bad usage; 1 is for a tool or check that failed. */
const badUsage = 2;
/** A process that is to end is gone after this, even when something keeps it alive. */
const exitTimeoutMs = 2000;

type Run = (reading: Reading) => Promise<number>;

const runs: Readonly<Record<string, Run>> = {
  call: async ({ settings, words }) => (await import('./commands/call.ts')).callTool(settings, words.slice(1)),
  tools: async ({ settings }) => (await import('./commands/tools.ts')).showTools(settings),
  doctor: async ({ settings }) => (await import('./commands/doctor/doctor.ts')).runDoctor(settings),
  setup: async ({ settings }) => (await import('./commands/setup/setup.ts')).runSetup(settings),
  audit: async ({ settings, words }) => (await import('./commands/audit.ts')).runAudit(settings, words.slice(1)),
  sandbox: async ({ settings }) => (await import('./commands/sandbox.ts')).runSandbox(settings),
};

const serve: Run = async ({ settings }) =>
  settings.http === undefined
    ? (await import('./commands/serve.ts')).serve(settings)
    : (await import('./commands/serve-http.ts')).serveHttp(settings);

const help: Run = async ({ version }) => {
  const { showHelp, showVersion } = await import('./commands/help.ts');
  if (version) showVersion();
  else showHelp();
  return 0;
};

/** Commands with arguments of their own, which they check themselves. */
const takesWords: readonly string[] = ['call', 'audit'];

const refuseWords = ([command = '', ...more]: readonly string[]): void => {
  if (more.length === 0 || takesWords.includes(command)) return;
  const remedy = command === 'sandbox' ? 'A world is named by --world WORLD.' : 'Leave it out; options begin with --.';
  throw new BadSettings(command, `${command} takes no word "${more[0]?.slice(0, 40)}"`, remedy);
};

const choose = (reading: Reading): Run => {
  const [command] = reading.words;
  if (reading.help || reading.version) return help;
  if (command === undefined) return serve;
  const run = Object.hasOwn(runs, command) ? runs[command] : undefined;
  if (run) {
    refuseWords(reading.words);
    return run;
  }
  const meant = nearest(command, [...Object.keys(runs), 'office', 'public', 'empty', 'fleet']);
  const remedy = meant ? `Did you mean ${meant}?` : '"vpn-gateway-mcp --help" lists all commands.';
  throw new BadSettings(command, `there is no command "${command.slice(0, 40)}"`, remedy);
};

const reportError = (error: unknown): number => {
  const text = error instanceof BadSettings ? `${error.message}\n${error.remedy}` : (error as Error)?.stack;
  process.stderr.write(`vpn-gateway-mcp: ${text ?? String(error)}\n`);
  return error instanceof BadSettings ? badUsage : 1;
};

const main = async (): Promise<void> => {
  let code = badUsage;
  try {
    const reading = readSettings(process.argv.slice(2), process.env);
    code = await choose(reading)(reading);
  } catch (error) {
    code = reportError(error);
  }
  process.exitCode = code;
  setTimeout(() => process.exit(code), exitTimeoutMs).unref();
};

void main();
