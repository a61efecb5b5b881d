import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { type ListedTool, toolList } from '../../src/tools/list.ts';

const tokensOf = ({ shown: { name, description, inputSchema } }: ListedTool): number =>
  encode(JSON.stringify({ name, description, inputSchema })).length;

describe.each(toolList.map((tool) => [tool.shown.name, tool] as const))('%s', (name, tool) => {
  it('is listed as it was reviewed', async () => {
    await expect(`${JSON.stringify(tool, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json`);
  });

  it('costs a model no more than 600 tokens', () => {
    expect(tokensOf(tool)).toBeLessThanOrEqual(600);
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

it('every action of the catalogue is listed', () => {
  const single = toolList.filter(({ shown }) => Object.hasOwn(actions, shown.name));
  expect(single).toHaveLength(Object.keys(actions).length);
});

it('the tools of the hand-off cost no more than 400 tokens together', () => {
  const handoff = toolList.filter(({ toolset }) => toolset === 'handoff');
  expect(handoff.map(({ shown }) => shown.name)).toEqual(['WritePeerConfig', 'ImportPeerConfig', 'ExportSslClient']);
  expect(handoff.reduce((sum, tool) => sum + tokensOf(tool), 0)).toBeLessThanOrEqual(400);
});
