import { expect, test } from 'vitest';
import { downloadText } from '../../../src/guard/downloads/messages.ts';

const places = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

test('each sentence is there in both languages, with the same values', () => {
  for (const [name, { en, zh }] of Object.entries(downloadText)) {
    expect([name, places(zh)]).toEqual([name, places(en)]);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  }
});
