import { expect, it } from 'vitest';
import { PHASE_1_MENU, PHASE_2_MENU, uuidOf } from '../../../src/vendors/pfsense/opnsense-words.ts';

it.each([
  ['aes192-sha384-modp2048', true, true],
  ['aes256-sha1-modp2048', true, true],
  ['aes256-sha1', false, true],
  ['aes128-sha1-modp1024', false, false],
])('the menus for %s: %s and %s', (proposal, one, two) => {
  expect([PHASE_1_MENU(proposal), PHASE_2_MENU(proposal)]).toEqual([one, two]);
});

it('an identifier has its form, is the same again, and another for another text', () => {
  expect(uuidOf('vco-1')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(Array.from({ length: 2000 }, (_, at) => uuidOf(`vco-${at}`))).size).toBe(2000);
  expect(uuidOf('vco-1')).toBe(uuidOf('vco-1'));
});
