import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf, changeOf, checkChange, endAlike, isRouted, listAfter } from '../../../src/tools/subnets/change.ts';
import { asks, connectionOf } from '../../support/subnet-sample.ts';

const all = { LocalSubnet: '0.0.0.0/0', RemoteSubnet: '0.0.0.0/0' };

test.each([
  ['is added after what is there', asks('add', '172.21.0.0/16'), ['172.20.0.0/16', '172.21.0.0/16']],
  ['that is there is not added again', asks('add', '172.20.0.0/16'), ['172.20.0.0/16']],
  ['inside one that is there is not added', asks('add', '172.20.4.0/24'), ['172.20.0.0/16']],
  ['that is removed goes', asks('remove', '172.20.0.0/16'), []],
  ['that is not there is not removed', asks('remove', '172.21.0.0/16'), ['172.20.0.0/16']],
])('a block %s', (_, asked, expected) => {
  expect(listAfter(['172.20.0.0/16'], asked)).toEqual(expected);
});

test('what is done once is not done again', () => {
  const block = fc.integer({ min: 0, max: 255 }).map((n) => `172.${n}.0.0/16`);
  fc.assert(
    fc.property(
      fc.uniqueArray(block, { minLength: 1 }),
      fc.uniqueArray(block),
      fc.constantFrom('add', 'remove'),
      (list, blocks, verb) => {
        const asked = asks(verb, ...blocks);
        const once = listAfter(list, asked);
        expect(listAfter(once, asked)).toEqual(once);
      },
    ),
  );
});

test('a list that is not whole is refused, for the whole list is sent', () => {
  expect(() => blocksOf(connectionOf('vco-1', { RemoteSubnet: '172.20.0.0/16,x' }), 'remote')).toThrow(
    /cannot be read/,
  );
});

test('where routes alone decide no list changes', () => {
  const connection = connectionOf('vco-1', all);
  expect(isRouted(connection)).toBe(true);
  expect(changeOf(connection, asks('add', '172.21.0.0/16'))).toMatchObject({ added: [], after: ['0.0.0.0/0'] });
  expect(() => checkChange(connection, { ...asks('add', '10.1.0.0/16'), side: 'local' })).toThrow(
    /routes alone decide/,
  );
});

test('a pair that is half changed is one still', () => {
  const half = connectionOf('vco-2', { RemoteSubnet: '172.21.0.0/16,172.20.0.0/16' });
  expect(endAlike(connectionOf('vco-1'), half, asks('add', '172.21.0.0/16'))).toBe(true);
  expect(endAlike(connectionOf('vco-1'), half, asks('add', '172.22.0.0/16'))).toBe(false);
});

describe('is refused:', () => {
  const health = { Enable: 'true', Dip: '172.20.0.1', Sip: '10.0.0.5' };
  const two = { RemoteSubnet: '172.20.0.0/16,172.21.0.0/16', VcoHealthCheck: health };
  test.each([
    ['a block off its boundary', {}, asks('add', '172.21.0.1/16'), /172\.21\.0\.0\/16/],
    ['what the cloud keeps', {}, asks('add', '100.100.0.0/16'), /100\.64\.0\.0\/10/],
    ['a block around one that is there', {}, asks('add', '172.16.0.0/12'), /holds 172\.20/],
    ['what is on the other side', {}, asks('add', '10.0.0.0/8'), /both sides/],
    ['a part of a block', {}, asks('remove', '172.20.0.0/24'), /part of/],
    ['the last one', {}, asks('remove', '172.20.0.0/16'), /RetireSite|without any/],
    ['the one that is pinged', two, asks('remove', '172.20.0.0/16'), /health check/],
  ])('%s', (_, more, asked, why) => {
    expect(() => checkChange(connectionOf('vco-1', more), asked)).toThrow(why);
  });

  test('but what is not pinged goes', () => {
    expect(() => checkChange(connectionOf('vco-1', two), asks('remove', '172.21.0.0/16'))).not.toThrow();
  });
});
