import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import type { Platform } from '../../src/catalogue/action.ts';
import { actions } from '../../src/catalogue/index.ts';
import { type ListedTool, toolList } from '../../src/tools/list.ts';
import { shownOn } from '../../src/tools/offer.ts';

const tokensOf = (tool: ListedTool, platform: Platform): number => {
  const { name, description, inputSchema } = shownOn(tool, platform);
  return encode(JSON.stringify({ name, description, inputSchema })).length;
};

/** The longest on the public cloud: two tunnels with all that each of them has. */
const LONGEST: readonly string[] = ['CreateVpnConnection', 'ModifyVpnConnectionAttribute'];

describe.each(toolList.map((tool) => [tool.shown.name, tool] as const))('%s', (name, tool) => {
  it('is listed as it was reviewed', async () => {
    await expect(`${JSON.stringify(tool, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json`);
  });

  it('costs a model no more than 600 tokens, and no more than 800 on the public cloud, where two have up to 950', () => {
    if (tool.platform !== 'public') expect(tokensOf(tool, 'stack')).toBeLessThanOrEqual(600);
    expect(tokensOf(tool, 'public')).toBeLessThanOrEqual(LONGEST.includes(name) ? 950 : 800);
  });

  it('has a schema that every client takes: an object, flat at its root, without references', () => {
    for (const schema of [tool.shown.inputSchema, tool.shown.outputSchema]) {
      expect(schema.type).toBe('object');
      expect(Object.keys(schema)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(oneOf|anyOf|allOf)$/)]));
      expect(JSON.stringify(schema)).not.toMatch(/"\$ref"|"\$defs"|"\$schema"|9007199254740991/);
    }
    expect(tool.shown.inputSchema['additionalProperties']).toBe(false);
    for (const key of Object.keys(Object(tool.shown.inputSchema['properties']))) expect(key).toMatch(/^[\w.-]{1,64}$/);
  });
});

it('the tools of the public cloud cost at most 8,700 tokens, those of its networks among them', async ({
  annotate,
}) => {
  const single = toolList.filter(
    ({ shown, toolset }) => Object.hasOwn(actions, shown.name) && toolset !== 'attachment',
  );
  const total = single.reduce((sum, tool) => sum + tokensOf(tool, 'public'), 0);
  await annotate(`${total} tokens`);
  expect(single).toHaveLength(60);
  expect(total).toBeLessThanOrEqual(8700);
});

it('every action of the catalogue is listed', () => {
  const single = toolList.filter(({ shown }) => Object.hasOwn(actions, shown.name));
  expect(single).toHaveLength(Object.keys(actions).length);
});

it('the tools of the hand-off cost no more than 400 tokens together', () => {
  const handoff = toolList.filter(({ toolset }) => toolset === 'handoff');
  expect(handoff.map(({ shown }) => shown.name)).toEqual(['WritePeerConfig', 'ImportPeerConfig', 'ExportSslClient']);
  expect(handoff.reduce((sum, tool) => sum + tokensOf(tool, 'stack'), 0)).toBeLessThanOrEqual(400);
});

it.each(['ModifyVpnGatewayAttribute', 'ModifyCustomerGatewayAttribute'])(
  '%s only renames on an Apsara Stack, and its hints say so there',
  (name) => {
    const tool = toolList.find(({ shown }) => shown.name === name);
    const isDestructive = (platform: Platform) => tool && shownOn(tool, platform).annotations.destructiveHint;
    expect([isDestructive('stack'), isDestructive('public')]).toEqual([false, true]);
  },
);
