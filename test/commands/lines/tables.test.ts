import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf } from '../../../src/commands/lines/lines.ts';
import { spreadTables } from '../../../src/commands/lines/tables.ts';
import { render } from '../../../src/tools/reply/render.ts';

const gateways = {
  Verdict: 'Gateways: 2.',
  Lines: [
    { Health: 'down', RegionId: 'cn-hangzhou', Name: 'warehouse', State: 'ike_sa_not_established, on vpn-wh0001' },
    { Health: 'up', RegionId: 'cn-hangzhou', Name: '\u4ed3\u5e93 north', State: 'active' },
  ],
};
const answer = render(gateways);

test('a list stands in columns, its letters of two columns counted as two', () => {
  expect(spreadTables(answer, 100, 100).split('\n')).toEqual([
    'Verdict=Gateways: 2.',
    'Lines (2):',
    'same in every row: RegionId=cn-hangzhou',
    '  Health  Name          State',
    '  down    warehouse     ike_sa_not_established, on vpn-wh0001',
    '  up      "\u4ed3\u5e93 north"  active',
  ]);
});

test('its last column is broken where it does not fit, and what is too narrow for columns is told in words', () => {
  expect(spreadTables(answer, 52, 52)).toContain(`${' '.repeat(24)}vpn-wh0001`);
  expect(spreadTables(answer, 36, 36).split('\n').slice(4)).toEqual([
    '  - Health down, Name warehouse,',
    '    State ike_sa_not_established, on',
    '    vpn-wh0001',
    '  - Health up, Name "\u4ed3\u5e93 north",',
    '    State active',
  ]);
});

test('what is the same in every row is broken into lines like anything else', () => {
  const same = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`Setting${at}`, 'aes256']));
  const text = render({ Lines: ['a', 'b'].map((Name) => ({ ...same, Name, Id: `id-${Name}` })) });
  const lines = spreadTables(text, 60, 60).split('\n');
  expect(lines.slice(1, 3)).toEqual([
    'same in every row: Setting0=aes256, Setting1=aes256,',
    'Setting2=aes256, Setting3=aes256, Setting4=aes256,',
  ]);
  expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(60);
});

test('a wide terminal gives a list all of its columns, and prose no more than one reads', () => {
  const text = render({
    Verdict: 'word '.repeat(60).trim(),
    Lines: gateways.Lines.map((row) => ({ ...row, Why: 'x'.repeat(70) + row.Name })),
  });
  const lines = spreadTables(text, 110, 200).split('\n');
  expect(Math.max(...lines.filter((line) => line.includes('word')).map(columnsOf))).toBeLessThanOrEqual(110);
  expect(lines.some((line) => columnsOf(line) > 110)).toBe(true);
});

describe('what is no list of rows stays as it is', () => {
  test.each([
    'Notes (2):\none|two\nthree|four',
    'Lines (3):\nHealth|Name\nup|a',
    'Lines (1):\nHealth|Name\nup|a|b',
    'Says: Lines (1):\nHealth|Name\nup|a',
  ])('%j', (text) => expect(spreadTables(text, 100, 100)).toBe(text));
});

test('no letter of a cell is lost, whatever stands in it', () => {
  const value = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.constantFrom('a|b', 'say "x|y"', 'end|', '|', '\\'),
  );
  const rows = fc.array(fc.record({ First: value, Second: value, Third: value }), { minLength: 2, maxLength: 5 });
  const letters = (text: string): readonly string[] => [...text.replace(/[\s|]/gu, '')];
  const lost = (before: string, after: string): readonly string[] => {
    const left = [...letters(after)];
    return letters(before).filter((letter) => {
      const at = left.indexOf(letter);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  fc.assert(
    fc.property(rows, fc.integer({ min: 20, max: 200 }), (list, columns) => {
      const text = render({ Verdict: 'x', Lines: list });
      expect(lost(text, spreadTables(text, columns, columns))).toEqual([]);
    }),
  );
});
