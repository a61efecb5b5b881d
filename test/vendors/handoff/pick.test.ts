import { expect, it } from 'vitest';
import { lifetimeWithin, pickFor } from '../../../src/vendors/handoff/pick.ts';

const pick = pickFor('a device');

it('gives the word of the device', () => {
  expect(pick('IkeEncAlg', 'aes', { aes: 'aes128' })).toBe('aes128');
});

it.each(['des', 'toString', '__proto__'])('refuses %s by its name, with what there is', (value) => {
  expect(() => pick('IkeEncAlg', value, { aes: 'aes128' })).toThrow(
    `IkeEncAlg ${value} cannot be written for a device: it takes aes.`,
  );
});

it.each([
  [30, true],
  [29, false],
  [86_400, true],
  [86_401, false],
])('a lifetime of %i seconds within 30 to 86400: %s', (seconds, isThere) => {
  const take = () => lifetimeWithin('IpsecLifetime', seconds, [30, 86_400], 'a device');
  if (isThere) expect(take()).toBe(seconds);
  else expect(take).toThrow(/IpsecLifetime .* 30 to 86400 seconds/);
});
