import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { variableOf } from '../../src/settings/option.ts';
import { options } from '../../src/settings/options.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { runProgram } from '../support/process.ts';
import { filesUnder, read } from './source-tree.ts';

// What stands in a grey box is typed or pasted as it stands: every box of every page, in both languages.

const pages = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  ...filesUnder('docs').filter((path) => path.endsWith('.md')),
];

const blocksOf = (page: string, language: string): readonly string[] =>
  [...read(page).matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].flatMap(([, each, text = '']) =>
    each === language ? [text] : [],
  );

/** Commands of a block: continued lines are one, what stands behind `#` is said to people. */
const commandsOf = (block: string): readonly string[] =>
  block
    .replaceAll('\\\n', ' ')
    .split('\n')
    .flatMap((line) => line.replace(/(^|\s+)#.*$/, '').split(' && '))
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);

const commands = pages.flatMap((page) =>
  blocksOf(page, 'sh')
    .flatMap(commandsOf)
    .map((command) => ({ page, command })),
);
const once = [...new Set(commands.map(({ command }) => command))];

const { scripts } = z
  .looseObject({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));

const known = new Set(
  options.flatMap(({ name, vendor = [] }: { name: string; vendor?: readonly string[] }) => [
    variableOf(name),
    ...vendor,
  ]),
);

/** The words behind the program's name, where a command is one of the program. */
const wordsOf = (command: string): readonly string[] | undefined => {
  const [, words] = /^(?:npx -y )?vpn-gateway-mcp\b ?(.*)$/.exec(command) ?? [];
  return words?.split(' ').filter(Boolean);
};

/** Why a command cannot be what the page means; undefined for one that can. */
const whyNot = (command: string): string | undefined => {
  const words = wordsOf(command);
  if (words) {
    readSettings(words, {});
    return undefined;
  }
  const [, script] = /^npm (?:run )?([\w:-]+)/.exec(command) ?? [];
  if (script !== undefined)
    return ['ci', 'pack', 'install'].includes(script) || script in scripts ? undefined : `no script ${script}`;
  const [, variable = ''] = /^export (\w+)=/.exec(command) ?? [];
  if (variable) return known.has(variable) ? undefined : `no setting reads ${variable}`;
  // Programs of others; what they are given to start is started by snippets.test.ts.
  if (/^(?:git clone|cd|claude mcp add|codex mcp add|gemini mcp add|\.ci\/run)\b/.test(command)) return undefined;
  return 'nothing of ours';
};

test('every command of every page is one that somebody takes', () => {
  expect(once.length).toBeGreaterThan(25);
  expect(commands.filter(({ command }) => whyNot(command) !== undefined)).toEqual([]);
});

test('a command that is misspelt would be found', () => {
  expect(whyNot('npm run tortue')).toBe('no script tortue');
  expect(whyNot('export ALIBABA_CLOUD_ACCESS_KEY=x')).toMatch(/no setting/);
  expect(whyNot('vpn-gatway-mcp doctor')).toBe('nothing of ours');
  expect(() => whyNot('vpn-gateway-mcp doctor --sandbx')).toThrow();
});

const rehearsed = once.filter((command) => wordsOf(command)?.includes('--sandbox'));

describe('in the simulated cloud', () => {
  test.each(rehearsed)('%s', async (command) => {
    const { code, stdout } = await runProgram(wordsOf(command) ?? [], { input: '' });
    expect(code).toBe(0);
    expect(stdout).not.toBe('');
  });

  test('more than one of them is played', () => expect(rehearsed.length).toBeGreaterThan(1));
});

test('every block of JSON is JSON', () => {
  const blocks = pages.flatMap((page) => blocksOf(page, 'json').map((text) => ({ page, text })));
  expect(blocks.length).toBeGreaterThan(20);
  for (const { page, text } of blocks) expect(() => JSON.parse(text), page).not.toThrow();
});

/** The Chinese edition of a page, where there is one. */
const editions = pages
  .filter((page) => dirname(page) === 'docs' || page === 'README.md')
  .map(
    (page) =>
      [
        page,
        page === 'README.md' ? 'README.zh-CN.md' : join('docs/zh-CN', page.slice(5)).replaceAll('\\', '/'),
      ] as const,
  )
  .filter(([, chinese]) => pages.includes(chinese));

test('there are editions to compare', () => expect(editions.length).toBeGreaterThan(5));

test.each(editions)('%s and %s give the same to type and to paste', (english, chinese) => {
  const typed = (page: string): readonly string[] => blocksOf(page, 'sh').flatMap(commandsOf);
  expect(typed(chinese)).toEqual(typed(english));
  for (const language of ['json', 'toml']) expect(blocksOf(chinese, language)).toEqual(blocksOf(english, language));
});
