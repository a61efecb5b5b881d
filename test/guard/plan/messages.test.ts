import { expect, test } from 'vitest';
import { kindWords, planWords } from '../../../src/guard/plan/messages.ts';
import { said, tell } from '../../../src/guard/text/message.ts';

test.each(Object.entries({ ...planWords, ...kindWords }))('%s leaves no place open once it is filled', (_, words) => {
  const values = Object.fromEntries([...words.en.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, 'x']));
  for (const language of ['en', 'zh'] as const) expect(tell(said(words, values), language)).not.toMatch(/[{}?]$|\{/);
});
