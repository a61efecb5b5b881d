import { expect, test } from 'vitest';
import { chargedAgain, chargeNotes } from '../../../src/guard/orders/charges.ts';
import { format } from '../../../src/guard/text/message.ts';

test.each([
  [{ InstanceChargeType: 'PREPAY', Period: 36 }, 'PREPAY for 36 months', '包年包月）36 个月', 'waits unpaid'],
  [{ InstanceChargeType: 'PREPAY', Period: 1, AutoPay: true }, 'PREPAY for 1 month:', '1 个月', 'paid at once'],
  [{ InstanceChargeType: 'POSTPAY', AutoPay: false }, 'POSTPAY: billed from', '按量付费', 'may wait'],
])('%j is told with its term and its payment', (input, en, zh, payment) => {
  const [charge, pays] = chargeNotes(input);
  if (!charge || !pays) throw new Error('nothing is told');
  expect(format(charge, 'en')).toContain(en);
  expect(format(charge, 'zh')).toContain(zh);
  expect(format(pays, 'en')).toContain(payment);
});

test('for how long a subscription is ordered again nobody fills in', () => {
  const { fields, notes } = chargedAgain({ ChargeType: 'Prepay', NetworkType: 'public' });
  expect(fields).not.toHaveProperty('InstanceChargeType');
  expect(fields).not.toHaveProperty('Period');
  expect(notes).toHaveLength(1);
  expect(chargedAgain({ ChargeType: 'POSTPAY' }).fields).toMatchObject({ InstanceChargeType: 'POSTPAY' });
});
