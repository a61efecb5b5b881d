import { expect, test } from 'vitest';
import { z } from 'zod';
import { variableOf } from '../../src/settings/option.ts';
import { options } from '../../src/settings/options.ts';
import { startAgent } from '../support/agent.ts';
import { read } from './source-tree.ts';

const manifest = z
  .looseObject({
    manifest_version: z.string(),
    name: z.string(),
    version: z.string(),
    icon: z.string(),
    icons: z.array(z.object({ src: z.string(), size: z.string() })),
    privacy_policies: z.array(z.url()),
    server: z.looseObject({
      entry_point: z.string(),
      mcp_config: z.looseObject({ args: z.array(z.string()), env: z.record(z.string(), z.string()) }),
    }),
    user_config: z.record(
      z.string(),
      z.looseObject({ type: z.string(), default: z.unknown().optional(), sensitive: z.boolean().optional() }),
    ),
    tools: z.array(z.object({ name: z.string(), description: z.string() })),
    prompts: z.array(
      z.looseObject({ name: z.string(), description: z.string(), arguments: z.array(z.string()), text: z.string() }),
    ),
  })
  .parse(JSON.parse(read('manifest.json')));

const facts = z.looseObject({ name: z.string(), version: z.string() }).parse(JSON.parse(read('package.json')));

test('the manifest names this package in this version', () => {
  expect(manifest).toMatchObject({ manifest_version: '0.3', name: facts.name, version: facts.version });
});

test('the manifest lists the tools and prompts of the running server', async () => {
  const agent = await startAgent();
  const tools = await agent.list();
  const prompts = await agent.prompts();
  await agent.close();
  expect(manifest.tools).toEqual(tools.map(({ name, description }) => ({ name, description })));
  expect(manifest.prompts.map(({ text: _, ...shown }) => shown)).toEqual(
    prompts.map(({ name, description, arguments: args = [] }) => ({
      name,
      description,
      arguments: args.map((each) => each.name),
    })),
  );
});

test('a prompt of the manifest speaks of its own arguments only', () => {
  for (const { arguments: args, text } of manifest.prompts) {
    const named = [...text.matchAll(/\$\{arguments\.(\w+)\}/g)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(args));
  }
});

const wired = Object.entries(manifest.server.mcp_config.env).map(([variable, value]) => ({
  variable,
  field: /^\$\{user_config\.(\w+)\}$/.exec(value)?.[1] ?? '',
}));

test('every field of the form reaches a setting, and every setting of the manifest has a field', () => {
  expect(wired.map(({ field }) => field).sort()).toEqual(Object.keys(manifest.user_config).sort());
  const known: readonly string[] = options.map(({ name }) => variableOf(name));
  expect(wired.filter(({ variable }) => !known.includes(variable))).toEqual([]);
});

test('fields that hold a secret setting are kept as secrets by the host, and only texts can be', () => {
  const secret: readonly string[] = options.filter((row) => 'secret' in row).map(({ name }) => variableOf(name));
  const hidden = wired.filter(({ field }) => manifest.user_config[field]?.sensitive).map(({ variable }) => variable);
  expect(hidden.sort()).toEqual(
    wired
      .map(({ variable }) => variable)
      .filter((each) => secret.includes(each))
      .sort(),
  );
  const notTexts = Object.values(manifest.user_config).filter(({ sensitive, type }) => sensitive && type !== 'string');
  expect(notTexts).toEqual([]);
});

test('an installation starts read-only, on the real cloud', () => {
  expect(manifest.user_config['read_only']).toMatchObject({ type: 'boolean', default: true });
  expect(manifest.user_config['sandbox']).toMatchObject({ type: 'boolean', default: false });
});

test('words that a host appends to the command line come after the end of the options', () => {
  expect(manifest.server.mcp_config.args).toEqual([`\${__dirname}/${manifest.server.entry_point}`, '--']);
});

test('the changelog has a chapter for this version', () => {
  expect(read('CHANGELOG.md')).toContain(`\n## [${facts.version}]`);
});
