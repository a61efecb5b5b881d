import { expect, test } from 'vitest';
import { kindNames, planMessages } from '../../../src/guard/plan/messages.ts';
import { createRedactor } from '../../../src/guard/secrets/redact.ts';
import { createSecrets } from '../../../src/guard/secrets/store.ts';
import { format, message } from '../../../src/guard/text/message.ts';

test.each(Object.entries({ ...planMessages, ...kindNames }))(
  '%s leaves no place open once it is filled',
  (_, words) => {
    const values = Object.fromEntries([...words.en.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, 'x']));
    for (const language of ['en', 'zh'] as const)
      expect(format(message(words, values), language)).not.toMatch(/[{}?]$|\{/);
  },
);

test('what a plan says of a key is not itself taken for the key behind its name', () => {
  const redactor = createRedactor(createSecrets(() => Buffer.alloc(32, 3)));
  const { keyMark, keyMasked, keyGiven, newKey, notKnown } = planMessages;
  for (const language of ['en', 'zh'] as const) {
    const words = [keyMark, keyMasked, keyGiven, newKey, notKnown].map((one) =>
      format(message(one, { fingerprint: 'cb9a6110', length: 23 }), language),
    );
    for (const one of words)
      for (const line of [`IkeConfig.Psk: ${one} -> ${one}`, `New: IkeConfig.Psk=${one}, IkeConfig.IkePfs=group2`])
        expect(redactor.text(line)).toBe(line);
  }
});
