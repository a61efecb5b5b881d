import { describe, expect, it } from 'vitest';
import { isAbsence, placeOf, regionsText } from '../../../src/catalogue/schema/not-found.ts';

describe('a refusal', () => {
  it.each([
    ['InvalidVpnGatewayInstanceId.NotFound', 404, true],
    ['INSTANCE_NOT_EXISTS', 400, true],
    ['SomethingElse', 404, true],
    ['InvalidRegionId.NotFound', 404, false],
    ['InvalidApi.NotFound', 404, false],
    ['InvalidAction.NotFound', 404, false],
    ['InvalidAccessKeyId.NotFound', 404, false],
    ['EntityNotExist.Role', 404, false],
    ['Forbidden', 403, false],
  ])('%s (%i) says that a resource is not there: %s', (Code, HttpStatus, says) => {
    expect(isAbsence({ Code, HttpStatus })).toBe(says);
  });
});

describe('where something was looked for', () => {
  it.each([
    [[], 'no region', '任何地域'],
    [['cn-a'], 'cn-a', 'cn-a'],
    [['cn-a', 'cn-b'], 'cn-a, cn-b', 'cn-a、cn-b'],
    [['1', '2', '3', '4', '5', '6', '7'], '1, 2, 3, 4, 5 and 2 more regions', '1、2、3、4、5 等 7 个地域'],
  ])('of %j is told as %s', (regions, en, zh) => {
    expect([regionsText(regions, 'en'), regionsText(regions, 'zh')]).toEqual([en, zh]);
  });

  it('is the region that was named, else that of calls without one, as far as it is known', async () => {
    const call = { region: async () => 'cn-home' };
    expect((await placeOf(call, 'cn-a')).en).toBe('cn-a');
    expect((await placeOf(call, undefined)).en).toBe('cn-home');
    expect((await placeOf({}, undefined)).en).toBe('the default region');
  });
});
