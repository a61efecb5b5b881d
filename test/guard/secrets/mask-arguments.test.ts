import { expect, test } from 'vitest';
import { maskArguments } from '../../../src/guard/secrets/mask-arguments.ts';

const mask = (text: string): string => text.replaceAll('FAKE', '#');

test('pasted text is masked wherever it stands, short fields stay as they were given', () => {
  const given = {
    Log: 'a\npsk: FAKE',
    IkeConfig: { Psk: 'FAKE' },
    PeerConfig: [`${'x'.repeat(200)}FAKE`],
    Port: 5,
    Off: null,
  };
  expect(maskArguments(given, mask)).toEqual({
    Log: 'a\npsk: #',
    IkeConfig: { Psk: 'FAKE' },
    PeerConfig: [`${'x'.repeat(200)}#`],
    Port: 5,
    Off: null,
  });
});
