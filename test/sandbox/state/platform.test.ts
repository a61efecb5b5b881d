import { expect, test } from 'vitest';
import { platformSchema } from '../../../src/sandbox/state/platform.ts';

test('without a word a platform follows the guide', () => {
  expect(platformSchema.parse({})).toMatchObject({
    ...{ pace: 'quick', psk_masking: 'plain', ike_config: 'merge', weight_contract: 'guide', reply_shapes: 'clean' },
    ...{ allowed_auth: ['md5', 'sha1'], download_orientation: 'on-prem', log_complete: true },
    quotas: { connections_per_gateway: 10 },
  });
});

test('one quota may be given without the others', () => {
  expect(platformSchema.parse({ quotas: { gateways: 1 } }).quotas).toMatchObject({
    gateways: 1,
    customer_gateways: 100,
  });
});

test('a misspelt switch is refused by its name', () => {
  expect(() => platformSchema.parse({ psk_maskng: 'masked' })).toThrow('psk_maskng');
});
