import { expect, it, test } from 'vitest';
import { idOf, notHidden, oneOf } from '../../../src/tools/peer-config/refuse.ts';

it.each(['', 'vco 1', 'vco-1\n', '../vco', '-x', 'vco_1', undefined, 7])('%j names no file', (id) => {
  expect(() => idOf(id, 'VpnConnectionId')).toThrow('VpnConnectionId');
});

test('an ID is taken as it is', () => {
  expect(idOf('vco-plant0001', 'VpnConnectionId')).toBe('vco-plant0001');
});

test('a refusal says which values there are, and that nothing was written', () => {
  expect(() => oneOf('x', 'Field', ['a', 'b'])).toThrow('known are a, b. Nothing was written.');
  expect(() => oneOf(undefined, 'Field', ['a'])).toThrow('Field is missing');
  expect(oneOf('a', 'Field', ['a'])).toBe('a');
});

it.each(['[secret:ab12cd34:5]', '[secret:ab12cd34:5].example.com'])('%s is no value any more', (value) => {
  expect(() => notHidden(value, 'RemoteId')).toThrow('RemoteId holds the text of a pre-shared key');
  expect(() => oneOf(value, 'IkeEncAlg', ['aes'])).toThrow('holds the text of a pre-shared key');
});
