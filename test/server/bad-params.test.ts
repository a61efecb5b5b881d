import { describe, expect, it, test } from 'vitest';
import { explainBadParams } from '../../src/server/bad-params.ts';
import { hello, startProgram } from '../support/process.ts';

const meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
};

const prompt = { type: 'ref/prompt', name: 'fail-over' };

/** Bad parameters, and what their answer names. */
const inBoth: readonly (readonly [method: string, params: unknown, says: RegExp])[] = [
  ['tools/call', [], /params has to be an object/],
  ['tools/call', {}, /params\.name is missing; it has to be a text/],
  ['tools/call', { name: 5 }, /params\.name has to be a text/],
  ['tools/call', { name: 'DescribeRegions', arguments: [] }, /params\.arguments has to be an object/],
  ['tools/call', { name: 'DescribeRegions', arguments: 'x' }, /params\.arguments has to be an object/],
  ['tools/call', { name: 'DescribeRegions', arguments: null }, /params\.arguments has to be an object/],
  ['tools/call', { name: 'DescribeRegions', _meta: 5 }, /params\._meta has to be an object/],
  ['tools/call', { name: 'DescribeRegions', _meta: { progressToken: {} } }, /progressToken has to be a text or/],
  ['tools/list', { cursor: 5 }, /params\.cursor has to be a text/],
  ['tools/list', { _meta: 'x' }, /params\._meta has to be an object/],
  ['prompts/list', { cursor: 1 }, /params\.cursor has to be a text/],
  ['prompts/get', {}, /params\.name is missing/],
  ['prompts/get', { name: [] }, /params\.name has to be a text/],
  ['prompts/get', { name: 'fail-over', arguments: [] }, /params\.arguments has to be an object/],
  ['prompts/get', { name: 'fail-over', arguments: { from: 5 } }, /params\.arguments\.from has to be a text/],
  ['prompts/get', { name: 'fail-over', arguments: { 'FAKE-key-1': 5 } }, /params\.arguments\.… has to be a text/],
  ['resources/list', { cursor: {} }, /params\.cursor has to be a text/],
  ['resources/templates/list', { cursor: 3 }, /params\.cursor has to be a text/],
  ['resources/read', {}, /params\.uri is missing/],
  ['resources/read', { uri: 5 }, /params\.uri has to be a text/],
  ['completion/complete', {}, /params\.ref has to be .*params\.argument is missing; it has to be an object/],
  [
    'completion/complete',
    { ref: 5, argument: { name: 'from', value: '' } },
    /params\.ref has to be \{"type": "ref\/prompt"/,
  ],
  ['completion/complete', { ref: { type: 'no' }, argument: { name: 'from', value: '' } }, /params\.ref has to be/],
  [
    'completion/complete',
    { ref: prompt, argument: { name: 'from', value: 5 } },
    /params\.argument\.value has to be a text/,
  ],
  [
    'completion/complete',
    { ref: prompt, argument: { name: 'from', value: '' }, context: 5 },
    /params\.context has to be/,
  ],
];

const only2025: typeof inBoth = [
  ['tools/call', undefined, /params is missing; it has to be an object/],
  ['tools/call', { name: 'DescribeRegions', task: 5 }, /params\.task has to be an object/],
  ['resources/subscribe', {}, /params\.uri is missing/],
  ['resources/unsubscribe', { uri: null }, /params\.uri has to be a text/],
  ['initialize', {}, /params\.protocolVersion is missing.*params\.clientInfo is missing/],
  ['initialize', { protocolVersion: 5, capabilities: 3, clientInfo: null }, /params\.capabilities has to be an object/],
];

const only2026: typeof inBoth = [
  ['tools/call', undefined, /missing the required _meta envelope/],
  ['subscriptions/listen', {}, /'notifications' is required/],
];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const inEra = (era: string, params: unknown): unknown => {
  if (era === '2025' || !isObject(params)) return params;
  const { _meta = {} } = params;
  return { ...params, _meta: isObject(_meta) ? { ...meta, ..._meta } : _meta };
};

describe.each([
  ['2025', [...inBoth, ...only2025]],
  ['2026', [...inBoth, ...only2026]],
] as const)('bad parameters in the %s era', (era, cases) => {
  it('are answered as such, with the field and its rule', async () => {
    const server = startProgram(['--read-only']);
    if (era === '2025') server.send(...hello);
    else server.send({ id: 1, method: 'server/discover', params: { _meta: meta } });
    await server.line();
    cases.forEach(([method, params], at) => {
      server.send({ id: 100 + at, method, params: inEra(era, params) });
    });
    const answers = new Map<unknown, { readonly code: number; readonly message: string }>();
    for (const _case of cases) {
      const { id, error } = JSON.parse(await server.line());
      answers.set(id, error);
    }
    for (const [at, [method, params, says]] of cases.entries()) {
      const said = [method, params, answers.get(100 + at)];
      expect(said).toEqual([method, params, { code: -32602, message: expect.stringMatching(says) }]);
    }
    const all = JSON.stringify([...answers.values()]);
    expect(all).not.toMatch(/invalid_type|Invalid input|\\"path\\"|FAKE/);
  });
});

test.each([
  ['a text of ours', 'Tool Lok not found'],
  ['a list that is no finding', '[{"a":1}]'],
  ['a finding about a result', '[{"code":"invalid_type","path":["content"],"message":"x"}]'],
  ['half a list', '[{"code":'],
])('%s stays as it is', (_, message) => {
  const error = { code: -32603, message };
  expect(explainBadParams(error)).toBe(error);
});
