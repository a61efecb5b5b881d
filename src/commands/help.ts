import { type Group, type Option, variableOf } from '../settings/option.ts';
import { options } from '../settings/options.ts';
import { version } from '../version.ts';
import { openTerminal, twoColumns, wrap } from './terminal.ts';

/** The commands, as the help and the README list them. */
export const commands: readonly (readonly [string, string])[] = [
  ['vpn-gateway-mcp [options]', 'MCP server on standard input and output'],
  [
    'vpn-gateway-mcp call TOOL [JSON]',
    'one tool call; JSON on standard output, or with --text what a person reads; "-" reads the arguments from standard input',
  ],
  ['vpn-gateway-mcp setup', 'asks where your cloud is, tries it, keeps the answers, and shows what your client wants'],
  ['vpn-gateway-mcp tools', 'what an agent would see, with its size in tokens'],
  ['vpn-gateway-mcp doctor', 'settings, reachability, credentials: what is wrong and what to do'],
  ['vpn-gateway-mcp sandbox', 'the simulated cloud alone; the first line has its addresses as JSON'],
  ['vpn-gateway-mcp audit verify', 'whether the audit is whole, and which writes have no known outcome'],
  ['vpn-gateway-mcp audit close ID [NOTE]', 'a person has looked what became of a write of unknown outcome'],
];

const titles: readonly (readonly [Group, string])[] = [
  ['agent', 'Tools'],
  ['safety', 'Safety'],
  ['http', 'HTTP'],
  ['sandbox', 'Simulated cloud'],
  ['gateway', 'Gateway'],
  ['network', 'Network'],
  ['credentials', 'Credentials'],
  ['process', 'Process'],
];

/** How an option is written: `--toolsets LIST`, `--confirm ask|page|token`, or the variable of a secret. */
export const formOf = (option: Option): string => {
  if (option.secret) return variableOf(option.name);
  if (option.kind === 'switch') return `--${option.name}`;
  const value = option.value ?? option.choices?.join('|') ?? 'TEXT';
  return `--${option.name} ${option.kind === 'optional' ? `[${value}]` : value}`;
};

const aboutOf = (option: Option): string => {
  const plain = option.default === undefined || option.default === false || option.about.includes('default');
  return plain ? option.about : `${option.about} (default: ${option.default === true ? 'yes' : option.default})`;
};

const CLOSING = [
  'Serves the whole VPN Gateway API of Apsara Stack, and of Alibaba Cloud’s public cloud the reads and changes of today: see "What it covers" in the README.',
  'Every option has a variable: --read-only is VPN_MCP_READ_ONLY. A flag wins over a variable, that over a variable of the vendor’s tools, that over a profile of the settings file. Words after a lone -- are ignored.',
];

/** The whole help, made from the tables. */
export const helpText = (width: number, heading: (text: string) => string): string => {
  const rows: readonly Option[] = options;
  const sections = titles.flatMap(([group, title]) => {
    const own = rows.filter((option) => option.group === group);
    return [
      '',
      heading(title),
      ...twoColumns(
        own.map((option) => [formOf(option), aboutOf(option)]),
        width,
      ),
    ];
  });
  return [
    ...twoColumns(commands, width, 0),
    ...sections,
    ...CLOSING.flatMap((paragraph) => ['', ...wrap(paragraph, width)]),
  ].join('\n');
};

/** `--help`. */
export const showHelp = (): void => {
  const { out, bold, width } = openTerminal();
  out(helpText(width, bold));
};

/** `--version`. */
export const showVersion = (): void => openTerminal().out(version);
