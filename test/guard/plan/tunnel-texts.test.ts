import { expect, test } from 'vitest';
import { tunnelTexts } from '../../../src/guard/plan/tunnel-texts.ts';
import { format, message } from '../../../src/guard/text/message.ts';

test.each(Object.entries(tunnelTexts))('%s leaves no place open once it is filled', (_, words) => {
  const values = Object.fromEntries([...words.en.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, 'x']));
  for (const language of ['en', 'zh'] as const)
    expect(format(message(words, values), language)).not.toMatch(/[{}?]$|\{/);
});
