import { expect, test } from 'vitest';
import { ASA_V1, ASA_V2 } from '../../../src/vendors/cisco-asa/words.ts';

test('the two versions spell alike values in their own words', () => {
  expect(
    [ASA_V1, ASA_V2].map(({ ike }) => [ike.encryption['aes256'], ike.authentication['sha1'], ike.group['group14']]),
  ).toEqual([
    ['aes-256', 'sha', '14'],
    ['aes-256', 'sha', '14'],
  ]);
});
