import { expect, test } from 'vitest';
import { IOS_V1, IOS_V2 } from '../../../src/vendors/cisco-ios/words.ts';

test('the two versions spell alike values in their own words', () => {
  expect(
    [IOS_V1, IOS_V2].map(({ ike }) => [ike.encryption['aes256'], ike.authentication['sha1'], ike.group['group14']]),
  ).toEqual([
    ['aes 256', 'sha', '14'],
    ['aes-cbc-256', 'sha1', '14'],
  ]);
});
