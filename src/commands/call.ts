import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { untilAborted } from '../catalogue/abort.ts';
import { type Fields, isFields } from '../catalogue/action.ts';
import { BadSettings } from '../errors.ts';
import { createLog } from '../log.ts';
import type { Pipeline } from '../server/pipeline.ts';
import type { Settings } from '../settings/settings.ts';
import { checkStateFolder } from '../settings/state-folder.ts';
import { toolList } from '../tools/list.ts';
import { offeredNames, refuseName } from '../tools/offer.ts';
import { type Reply, toFailure } from '../tools/reply/result.ts';
import { terminalAsk } from './ask.ts';
import { spreadTables } from './lines/tables.ts';
import { refuseUnknownTools } from './named-tools.ts';
import { createSessionFactory } from './session-factory.ts';
import { openTerminal, wrapLines } from './terminal.ts';

const usage = 'Write: vpn-gateway-mcp call TOOL [JSON], such as: call DescribeVpnGateways \'{"All": true}\'.';

/** The arguments are not repeated in the message: a key may be among them. */
const parse = (json: string): Fields => {
  try {
    const value: unknown = JSON.parse(json);
    if (isFields(value)) return value;
  } catch {
    // Refused below.
  }
  const world = /^[\w./-]+$/.test(json) ? ' A world is given as --sandbox=WORLD.' : '';
  throw new BadSettings('JSON', 'the arguments of a tool are one JSON object', `${usage}${world}`);
};

const toolNamed = (name: string | undefined, settings: Settings): string => {
  refuseUnknownTools(settings);
  if (name === undefined) throw new BadSettings('TOOL', 'the name of a tool is missing', usage);
  if (offeredNames(toolList, settings).includes(name)) return name;
  throw new BadSettings('TOOL', refuseName(name, toolList, settings), '"vpn-gateway-mcp tools" lists all tools.');
};

const exitCode = (reply: Reply): number => {
  if (!reply.isError) return 0;
  const failure = reply._meta?.['vpn-gateway-mcp/error'];
  return isFields(failure) && failure['Code'] === 'BadInput' ? 2 : 1;
};

/** In words for a person; what failed is told on standard error, as beside the JSON. */
const printWords = ({ content, isError }: Reply): void => {
  const { out, say, width, columns } = openTerminal();
  const shown = (text: string): string =>
    columns === undefined ? wrapLines(text, width) : spreadTables(text, width, columns);
  for (const { text } of content) (isError ? say : out)(shown(text));
};

const printReply = (reply: Reply, inWords: boolean): number => {
  if (inWords) {
    printWords(reply);
    return exitCode(reply);
  }
  const { out, say } = openTerminal();
  const json = reply.isError ? { isError: true, ...reply._meta } : reply.structuredContent;
  out(JSON.stringify(json, null, 2));
  if (reply.isError) for (const part of reply.content) say(part.text);
  return exitCode(reply);
};

const abortOnSignal = (): AbortSignal => {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => controller.abort(new Error(`ended by ${signal}`)));
  return controller.signal;
};

/** A write under way may take so long after a signal. */
const graceMs = 2000;

/** The command `call`: one tool, its answer as JSON on standard output. 0 done, 1 the tool failed, 2 bad usage. */
export const callTool = async (settings: Settings, words: readonly string[]): Promise<number> => {
  const [name, json = '{}', ...more] = words;
  const tool = toolNamed(name, settings);
  if (more.length > 0) throw new BadSettings('JSON', 'there are words after the arguments', `${usage} Quote the JSON.`);
  const args = parse(json === '-' ? await text(process.stdin) : json);
  const { say } = openTerminal();
  const level = settings.sources.logLevel === 'default' ? 'warn' : settings.logLevel;
  let pipeline: Pipeline | undefined;
  const redact = (facts: Fields) => pipeline?.redact(facts) ?? facts;
  const log = createLog({ level, format: settings.logFormat, redact });
  for (const warning of checkStateFolder(settings)) log('warn', warning);
  const sessionFactory = createSessionFactory(settings, 'shell', log);
  const signal = abortOnSignal();
  const ask = terminalAsk(signal, { inputIsTaken: json === '-', language: settings.language ?? 'en' });
  try {
    pipeline = await sessionFactory.open();
    const offered = new Set(offeredNames(toolList, settings));
    const work = pipeline.run(tool, args, {
      signal,
      offers: (name) => offered.has(name),
      progress: ({ message }) => process.stderr.isTTY && !ask.isOpen() && say(message),
      log,
      caller: { requestId: randomUUID(), session: `shell ${process.pid}`, transport: 'shell' },
      ask,
    });
    return printReply(await untilAborted(work, signal), settings.text);
  } catch (error) {
    if (signal.aborted) return 1;
    return printReply(toFailure(error), settings.text);
  } finally {
    await sessionFactory.close(signal.aborted ? graceMs : 0);
  }
};
