import { nearest } from '../catalogue/nearest.ts';
import { BadSettings } from '../errors.ts';
import type { Option } from './option.ts';
import { options } from './options.ts';

/** The parsed command line: texts by option name, the other words, and whether help or version was asked for. */
export interface Arguments {
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly words: readonly string[];
  readonly help: boolean;
  readonly version: boolean;
}

const known: ReadonlyMap<string, Option> = new Map(options.filter((row) => !('secret' in row)).map((o) => [o.name, o]));

const remedyFor = (name: string): string => {
  const meant = nearest(name, [...known.keys(), 'help', 'version']);
  return `${meant ? `Did you mean --${meant}? ` : ''}"vpn-gateway-mcp --help" lists all options.`;
};

const optionNamed = (name: string): Option => {
  const option = known.get(name);
  if (option) return option;
  const secret = options.find((row) => row.name === name);
  const reason = secret ? 'a secret does not belong on a command line' : 'there is no such option';
  const remedy = secret ? `Set VPN_MCP_${name.toUpperCase().replaceAll('-', '_')} instead.` : remedyFor(name);
  throw new BadSettings(`--${name}`, `--${name}: ${reason}`, remedy);
};

/** The option's text, and how many of the following words belong to it. */
const textOf = (option: Option, inline: string | undefined, next: string | undefined): [text: string, taken: 0 | 1] => {
  if (option.kind === 'switch') {
    if (inline === undefined) return ['true', 0];
    throw new BadSettings(`--${option.name}`, `--${option.name} takes no value`, 'Leave the value out.');
  }
  if (inline !== undefined) return [inline, 0];
  if (option.kind === 'optional')
    return next !== undefined && option.looksLike?.test(next) ? [next, 1] : [option.whenAlone ?? '', 0];
  if (next !== undefined && !/^-./.test(next)) return [next, 1];
  const form = `--${option.name} ${option.value ?? option.choices?.join('|') ?? 'VALUE'}`;
  throw new BadSettings(`--${option.name}`, `--${option.name} needs a value`, `Write it as ${form}.`);
};

const split = (word: string): [name: string, inline: string | undefined] => {
  const cut = word.indexOf('=');
  return cut < 0 ? [word.slice(2), undefined] : [word.slice(2, cut), word.slice(cut + 1)];
};

/** Reads a command line without the node and script words. Throws `BadSettings` on what it does not know. */
export const readArguments = (argv: readonly string[]): Arguments => {
  // A desktop host may append words of its own behind a lone `--`.
  const end = argv.indexOf('--');
  const line = end < 0 ? argv : argv.slice(0, end);
  const given = new Map<string, string[]>();
  const words: string[] = [];
  const asked = new Set<string>();
  for (let i = 0; i < line.length; i++) {
    const word = line[i] ?? '';
    if (/^(--help|-h|--version|-V)$/.test(word)) asked.add(word === '-h' || word === '--help' ? 'help' : 'version');
    else if (!word.startsWith('-') || word === '-') words.push(word);
    else {
      const [name, inline] = split(word.startsWith('--') ? word : `-${word}`);
      const option = optionNamed(name);
      const [text, taken] = textOf(option, inline, line[i + 1]);
      given.set(option.name, [...(option.kind === 'list' ? (given.get(option.name) ?? []) : []), text]);
      i += taken;
    }
  }
  // Many programs take these two as commands.
  const [command] = words;
  return {
    given,
    words,
    help: asked.has('help') || command === 'help',
    version: asked.has('version') || command === 'version',
  };
};
