import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readSettings } from '../../src/settings/settings.ts';
import { startAgent } from '../support/agent.ts';
import { read } from './source-tree.ts';

/** Where people find something to paste. */
const PAGES = ['README.md', 'docs/clients.md', 'docs/cloud.md', 'docs/team.md'];
const pasted = PAGES.map(read).join('\n');
const home = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-snippets-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A server as a client's configuration tells it. */
interface Snippet {
  readonly place: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const entry = z.looseObject({
  command: z.string(),
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()).default({}),
});

const form = z.union([
  z.looseObject({ mcpServers: z.record(z.string(), entry) }).transform(({ mcpServers }) => mcpServers),
  z.looseObject({ servers: z.record(z.string(), entry) }).transform(({ servers }) => servers),
]);

/** The fenced blocks of a language, each under the last heading before it. */
const blocks = (language: string): { readonly place: string; readonly text: string }[] =>
  pasted
    .split(/^#+ /m)
    .flatMap((section) =>
      [...section.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
        .filter(([, each]) => each === language)
        .map(([, , text = '']) => ({ place: section.split('\n')[0] ?? '', text })),
    );

const fromJson: Snippet[] = blocks('json').flatMap(({ place, text }) => {
  const { success, data = {} } = form.safeParse(JSON.parse(text));
  return success ? Object.entries(data).map(([name, each]) => ({ place: `${place}: ${name}`, ...each })) : [];
});

/** The little TOML that Codex needs: names and JSON-like values. */
const fromToml: Snippet[] = blocks('toml').map(({ place, text }) => {
  const values = [...text.matchAll(/^(\w+) = (.+)$/gm)].map(([, name, value = '']) => [name, JSON.parse(value)]);
  return { place, ...entry.parse(Object.fromEntries(values)) };
});

/** `claude mcp add NAME -- COMMAND …` and its kin: what comes behind the dashes, or for Gemini the word before too. */
const fromShell: Snippet[] = blocks('sh').flatMap(({ place, text }) =>
  text
    .split('\n')
    .filter((line) => /^(claude|codex|gemini) mcp add /.test(line))
    .map((line) => {
      const words = line.slice(line.indexOf('vpn-gateway-mcp')).split(' ');
      const [command = '', ...args] = words;
      return { place: `${place}: ${line}`, command, args: args[0] === '--' ? args.slice(1) : args, env: {} };
    }),
);

/** Where the package is published, `npx` runs it. */
const run = ({ command, args, ...rest }: Snippet): Snippet =>
  command === 'npx' && args[0] === '-y'
    ? { ...rest, command: args[1] ?? '', args: args.slice(2) }
    : { ...rest, command, args };

/** Links that a client opens to add the server: as JSON, or as JSON in base64. */
const fromLinks: Snippet[] = [...pasted.matchAll(/\]\((https:[^)]+install[^)]+)\)/g)].map(([, link = '']) => {
  const config = new URL(link).searchParams.get('config') ?? '';
  const text = config.startsWith('{') ? config : Buffer.from(config, 'base64').toString();
  return { place: `link to ${new URL(link).host}`, ...entry.parse(JSON.parse(text)) };
});

test('there is a link for each client that takes one', () => {
  expect(fromLinks.map(({ place }) => place)).toEqual(['link to vscode.dev', 'link to cursor.com']);
});

const snippets = [...fromJson, ...fromToml, ...fromShell, ...fromLinks].map(run);

test('there is a snippet for each client', () => {
  const clients = [
    'Claude Desktop',
    'Claude Code',
    'VS Code',
    'Cursor',
    'Windsurf',
    'JetBrains',
    'Cline',
    'Gemini CLI',
    'Codex',
  ];
  expect(clients.filter((name) => !snippets.some(({ place }) => place.startsWith(name)))).toEqual([]);
});

describe.each(snippets)('$place', ({ command, args, env }) => {
  test('starts a server that lists its tools', async () => {
    expect(command).toBe('vpn-gateway-mcp');
    const agent = await startAgent({ args, env: { HOME: home, XDG_CONFIG_HOME: home, ...env }, kind: 'auto' });
    const tools = await agent.list();
    await agent.close();
    expect(tools.length).toBeGreaterThan(5);
    if (args.includes('--toolsets')) expect(tools.length).toBeLessThanOrEqual(40);
  });
});

/** Commands of the README for the shell, continued lines joined, their comments cut off. */
const commandLines = blocks('sh')
  .flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'))
  .map((line) => line.replace(/\s+#.*$/, '').trim())
  .filter((line) => /^(node dist\/)?vpn-gateway-mcp(\.cjs)? /.test(line));

test('every command line of the README is one that the program takes', () => {
  expect(commandLines.length).toBeGreaterThan(5);
  for (const line of commandLines) {
    const words = line.split(/\s+/).slice(line.startsWith('node ') ? 2 : 1);
    expect(() => readSettings(words, { XDG_CONFIG_HOME: home }), line).not.toThrow();
  }
});

test('the options in the table for clients that take few tools are taken', () => {
  const summary = [...pasted.matchAll(/^\| [\w -]+ \| `(--[^`]+)` \|$/gm)].map(([, words = '']) => words);
  expect(summary.length).toBeGreaterThan(2);
  for (const words of summary) expect(() => readSettings(words.split(' '), { XDG_CONFIG_HOME: home })).not.toThrow();
});

test('the settings file of the README is read as it stands', () => {
  const text = blocks('json').find((block) => block.text.includes('"profiles"'))?.text ?? '';
  const file = join(home, 'config.json');
  writeFileSync(file, text);
  const { settings } = readSettings(['--settings', file], { XDG_CONFIG_HOME: home });
  expect(settings).toMatchObject({ popgwDomain: 'example.internal', organization: '33', readOnly: true });
});

test.each(['docs/clients.md', 'docs/zh-CN/clients.md'])('%s names only toolsets that have tools', (document) => {
  const text = read(document);
  const [, table = ''] = text.split(/<!-- made: toolsets -->|<!-- \/made -->/);
  const known = [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  const named = [...text.matchAll(/--toolsets(?:",)? "?([a-z][a-z,-]+)/g)].flatMap(([, list = '']) => list.split(','));
  expect(known.length).toBeGreaterThan(7);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});
