import { expect, test } from 'vitest';
import { missing, Refusal } from '../../../src/sandbox/state/refusal.ts';

test('a refusal carries what its envelope needs', () => {
  expect(new Refusal(400, 'Throttling.User', 'slowly', 1500)).toMatchObject({
    status: 400,
    code: 'Throttling.User',
    message: 'slowly',
    retryAfterMs: 1500,
  });
});

test('a missing parameter stands in the code and in the message', () => {
  expect(missing('VpcId')).toMatchObject({
    status: 400,
    code: 'MissingVpcId',
    message: 'VpcId is mandatory for this action.',
  });
});
