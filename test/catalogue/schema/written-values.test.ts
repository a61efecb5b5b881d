import { expect, test } from 'vitest';
import { z } from 'zod';
import { cidrList } from '../../../src/catalogue/schema/addresses.ts';
import { count, flag, logTime, oneOf, request, text } from '../../../src/catalogue/schema/fields.ts';
import { psk } from '../../../src/catalogue/schema/secret.ts';
import { takeWritten } from '../../../src/catalogue/schema/written-values.ts';

const schema = request({
  Flag: flag.optional(),
  Count: count(1, 50).optional().describe('how many'),
  Weight: oneOf(0, 100).optional(),
  Word: oneOf('5', 'all').optional(),
  Time: logTime.optional(),
  Text: text.optional(),
  Blocks: cidrList.describe('blocks').optional(),
  Config: request({ Psk: psk.optional(), Lifetime: count(0).optional(), enable: flag.optional() }).optional(),
  Loose: z.looseObject({}).optional(),
  List: z.array(flag).optional(),
  Names: z.array(text).optional(),
});

const take = (given: object) => takeWritten(schema, given);

test.each([
  [{ Flag: 'true' }, { Flag: true }],
  [{ Flag: 'false' }, { Flag: false }],
  [{ Count: '5' }, { Count: 5 }],
  [{ Weight: '0' }, { Weight: 0 }],
  [{ Time: '1796025094' }, { Time: 1_796_025_094 }],
  [{ Blocks: '10.0.0.0/8, 172.16.0.0/12,  192.168.0.0/16' }, { Blocks: '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16' }],
  [{ Blocks: ['10.0.0.0/8', '172.16.0.0/12'] }, { Blocks: '10.0.0.0/8,172.16.0.0/12' }],
  [{ Names: 'ana' }, { Names: ['ana'] }],
  [{ Names: 'ana, bob' }, { Names: ['ana', 'bob'] }],
  [{ Names: '["ana smith","bob"]' }, { Names: ['ana smith', 'bob'] }],
  [{ Config: '{"Lifetime":"60","enable":"true"}' }, { Config: { Lifetime: 60, enable: true } }],
  [{ Config: { Lifetime: '60' } }, { Config: { Lifetime: 60 } }],
  [{ Config: '{"Psk":{"generate":"true"}}' }, { Config: { Psk: { generate: true } } }],
])('%j is taken as %j', (given, value) => {
  expect(take(given)).toEqual({ value, problems: [] });
});

test.each([
  { Flag: 'yes' },
  { Flag: 'True' },
  { Flag: ' true' },
  { Flag: '1' },
  { Flag: 1 },
  { Flag: '' },
  { Count: '1e3' },
  { Count: '0x10' },
  { Count: ' 5' },
  { Count: '5 ' },
  { Count: '05' },
  { Count: '+5' },
  { Count: '-5' },
  { Count: '5.0' },
  { Count: '٥' },
  { Count: '12345678901234567890' },
  { Count: true },
  { Weight: '50' },
  { Weight: 'true' },
  { Time: '01' },
  { Blocks: ' 10.0.0.0/8' },
  { Blocks: '10.0.0.0/8 ,10.0.0.0/8' },
  { Blocks: '10.0.0.0/8,' },
  { Blocks: '10.0.0.0/8, ' },
  { Blocks: '10.0.0.0/8,\t10.0.0.0/8' },
  { Blocks: '10.0.0.0/8,\u00a010.0.0.0/8' },
  { Config: '{"enable":"yes"}' },
  { Config: '{"Psk":{"generate":"false"}}' },
  { Config: '{"Unknown":1}' },
  { Config: '{"__proto__":{"Lifetime":1}}' },
  { Blocks: [] },
  { Blocks: ['10.0.0.0/8,10.1.0.0/16'] },
  { Blocks: ['10.0.0.0/8', 8] },
  { Names: '["ana"' },
  { Config: ['{}'] },
  { Config: '{},' },
  { Loose: '{}' },
  { List: ['true'] },
  { Unknown: 'true' },
])('%j is refused', (given) => {
  const { value, problems } = take(given);
  const said = schema.safeParse(value).error?.issues ?? [];
  expect([...problems, ...said].length).toBeGreaterThan(0);
});

test.each([
  [{ Word: '5', Text: 'true', Time: '2026-01-31T08:00:00Z' }],
  [{ Text: '5, 6', Count: 5, Flag: false }],
  // A key may look like anything.
  [{ Config: { Psk: '{"file":"a"}' } }],
  [{ Config: { Psk: 'true' } }],
  [{ Config: { Psk: '10, 20' } }],
])('%j stays as it is', (given) => {
  expect(take(given)).toEqual({ value: given, problems: [] });
});

test('what is wrong with a JSON text is told with the parameter and its place, and without the text', () => {
  const { problems } = takeWritten(schema, { Config: '{"Psk":"FAKE-key",}' }, 'Arguments');
  expect(problems).toEqual([
    expect.stringMatching(/^Arguments\.Config is an object, or JSON text of one: this text is no/),
  ]);
  expect(problems.join()).not.toContain('FAKE');
});
