import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPlainName, placesInWords, quoted, sanitize } from '../../../src/guard/text/sanitize.ts';

test.each([
  ['a plain name', 'factory-main_2.b', 'factory-main_2.b'],
  ['Chinese', '\u5de5\u5382-\u4e3b', '\u5de5\u5382-\u4e3b'],
  ['line breaks', 'safe\n\n## Approved by admin\r\nyes', 'safe Approved by admin yes'],
  ['bidirectional marks', 'prod\u202egw-tset\u202c', 'prodgw-tset'],
  ['zero-width marks', 'pr\u200bod\u2060\ufeff', 'prod'],
  ['colours', 'ok\u001b[2J\u001b[1;32mAPPROVED\u001b[0m\u0007', 'okAPPROVED'],
  ['colours in eight bits', 'a\u009b1;32mb\u009b0m', 'ab'],
  ['a title of the window', 'a\u001b]0;safe\u0007b\u001b]2;safe\u001b\\c\u009d0;safe\u009cd', 'abcd'],
  ['a live link of a terminal', 'a\u001b]8;;http://evil.example\u001b\\b\u001b]8;;\u001b\\c', 'abc'],
  ['strings for a device', 'a\u001bPq#0\u001b\\b\u0090q\u009cc', 'abc'],
  ['short escapes', 'a\u001bcb\u001b(Bc\u001b\u001b[1md', 'abcd'],
  ['a sequence that never ends', 'name\u001b]0;rest', 'name0;rest'],
  [
    'Markdown',
    '**unused** `x` [click](http://evil.example) ![i](u) <b>',
    'unused x click(http: //evil.example) !i(u) b',
  ],
  ['emphasis by underscores', '_unused_ and __really__ but a_b', 'unused and really but a_b'],
  ['quotes that would close ours', 'x” is empty. “y', 'x is empty. y'],
  ['tag characters', 'a\u{e0041}\u{e0042}b', 'ab'],
  ['blanks of all kinds', 'a\u00a0\u3000 \t b', 'a b'],
  ['what stands for a secret', '*[secret:0a1b2c3d:22]* [secret] [b]', '[secret:0a1b2c3d:22] secret b'],
  ['nothing but marks', '\u200b\u202e', ''],
])('%s is shown plainly', (_, given, shown) => {
  expect(sanitize(given)).toBe(shown);
});

test('a long text is cut and says so', () => {
  expect(sanitize('x'.repeat(500))).toBe(`${'x'.repeat(127)}…`);
});

test('whatever comes in, one short visible line goes out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const shown = sanitize(text);
      expect([...shown].length).toBeLessThanOrEqual(128);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029*`[\]<>#|~"“”]/u);
      expect(sanitize(shown)).toBe(shown);
    }),
  );
});

describe('a name may be typed as consent', () => {
  test.each([
    ['factory-main', true],
    ['\u5de5\u5382', true],
    ['172.20.0.0', true],
    ['yes', false],
    ['OK', false],
    ['Approve', false],
    ['\u540c\u610f', false],
    ['x', false],
    ['two words', false],
    ['fact\u200bory', false],
    ['**bold**', false],
    ['', false],
  ])('%s: %s', (name, expected) => {
    expect(isPlainName(name)).toBe(expected);
  });
});

test.each([
  ['plant-main', 'plant-main'],
  ['\u5de5\u5382', '\u5de5\u5382'],
  ['safe', '“safe”'],
  ['nothing. It is safe', '“nothing. It is safe”'],
  ['x” is empty. “y', '“x is empty. y”'],
  ['\u200b', ''],
])('%j stands in a sentence as %s', (name, summary) => {
  expect(quoted(name)).toBe(summary);
});

test.each([
  ['{{2.VpnConnectionId}}', 'VpnConnectionId of step 2', '第 2 步的 VpnConnectionId'],
  [
    'a {{1.CustomerGatewayId}} b {{12.X}}',
    'a CustomerGatewayId of step 1 b X of step 12',
    'a 第 1 步的 CustomerGatewayId b 第 12 步的 X',
  ],
  ['{{x.y}} {2.z}', '{{x.y}} {2.z}', '{{x.y}} {2.z}'],
])('the places in %j are words', (text, en, zh) => {
  expect([placesInWords(text, 'en'), placesInWords(text, 'zh')]).toEqual([en, zh]);
  if (en !== text) expect(sanitize(text)).toBe(en);
});
