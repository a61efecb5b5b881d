import { expect, it } from 'vitest';
import { PHASE_TEXT, VERDICT } from '../../../src/tools/diagnosis/messages.ts';

it('the sentence for every tunnel phase names the tunnel', () => {
  for (const { en, zh } of Object.values(PHASE_TEXT)) expect(`${en}${zh}`.match(/\{name\}/g)).toHaveLength(2);
});

it('sentences that follow another begin with a blank in English and without one in Chinese', () => {
  const following = Object.values(VERDICT).filter(({ en }) => en.startsWith(' '));
  expect(following.length).toBeGreaterThan(8);
  expect(following.filter(({ zh }) => zh.startsWith(' '))).toEqual([]);
});
