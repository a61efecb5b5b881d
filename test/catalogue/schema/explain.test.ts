import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { nearest } from '../../../src/catalogue/nearest.ts';
import { say } from '../../../src/catalogue/schema/explain.ts';
import { flag, request, text } from '../../../src/catalogue/schema/fields.ts';
import { inputMessages, messagesFrom } from '../input-messages.ts';

test.each([
  { name: 'a missing text', change: { VpcId: undefined }, says: 'VpcId is required: an ID that starts with vpc-' },
  {
    name: 'a missing choice',
    change: { Bandwidth: undefined },
    says: 'Bandwidth is required: one of 5, 10, 20, 50, 100',
  },
  {
    name: 'a number between two choices',
    change: { Bandwidth: 60 },
    says: 'Bandwidth is one of the numbers 5, 10, 20, 50, 100; the nearest is 50',
  },
  {
    name: 'a number in quotes',
    change: { Bandwidth: '5' },
    says: 'Bandwidth is one of the numbers 5, 10, 20, 50, 100; the nearest is 5',
  },
  {
    name: 'an object that cannot be made a number',
    change: { Bandwidth: { toString: 'text', valueOf: 7 } },
    says: 'Bandwidth is one of the numbers 5, 10, 20, 50, 100',
  },
  { name: 'a boolean in quotes', change: { EnableSsl: 'true' }, says: 'EnableSsl is true or false, and no other word' },
  { name: 'a number where text belongs', change: { Name: 7 }, says: 'Name is text' },
])('$name is told with the rule', ({ change, says }) => {
  expect(inputMessages('CreateVpnGateway', change)).toEqual([says]);
});

test('an unknown parameter is told with the likely one and the list of known ones', () => {
  expect(inputMessages('DescribeVpnGateway', { VpnGatewayID: 'vpn-9' })).toEqual([
    'unknown parameter: VpnGatewayID (did you mean VpnGatewayId?); known ones: RegionId, VpnGatewayId',
  ]);
});

test('a flood of unknown parameters is told in short', () => {
  const flood = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`${'x'.repeat(300)}${index}`, 1]));
  const [said = ''] = inputMessages('DescribeVpnGateway', flood);
  expect(said).toContain('and 490 more; known ones: RegionId, VpnGatewayId');
  expect(said.length).toBeLessThan(1200);
});

test('an unknown key inside a structure is told with its place', () => {
  const [said] = inputMessages('CreateVpnConnection', { IpsecConfig: { EncAlg: 'aes' } });
  expect(said).toMatch(/^unknown parameter in IpsecConfig: EncAlg.*; known ones: IpsecEncAlg, IpsecAuthAlg/);
});

test('a misspelt word is told with the nearest right one', () => {
  expect(inputMessages('CreateVpnConnection', { IkeConfig: { IkeEncAlg: 'AES-256' } })).toEqual([
    'IkeConfig.IkeEncAlg is one of aes, aes192, aes256, des, 3des; the nearest is aes256',
  ]);
});

test('a choice given as an object that cannot be made a text is told with the choices', () => {
  expect(inputMessages('CreateVpnConnection', { IkeConfig: { IkeEncAlg: { toString: ['text'] } } })).toEqual([
    'IkeConfig.IkeEncAlg is one of aes, aes192, aes256, des, 3des',
  ]);
});

test('a structure given as JSON text is told to be an object', () => {
  expect(inputMessages('CreateVpnConnection', { IkeConfig: '{}' })).toEqual(['IkeConfig is an object']);
});

test('whatever is given, the refusal never repeats it', () => {
  const schema = request({ Word: text, Flag: flag });
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{16,40}$/), (given) => {
      const all = [...messagesFrom(schema, { Word: [given], Flag: given }), ...messagesFrom(schema, given)].join();
      expect(all).not.toContain(given);
      expect(all).not.toBe('');
    }),
  );
});

test.each([
  ['Cipherr', 'Cipher'],
  ['cipher', 'Cipher'],
  ['local_subnet', 'LocalSubnet'],
  ['Banana', undefined],
  ['', undefined],
])('the nearest known word to %j is %j', (given, near) => {
  expect(nearest(given, ['Cipher', 'LocalSubnet', 'ClientIpPool'])).toBe(near);
});

test('what it does not know is left to the schema itself', () => {
  expect(messagesFrom(z.string({ error: say }).regex(/^a/), 'b')).toEqual(['Invalid string: must match pattern /^a/']);
});
