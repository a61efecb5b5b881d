import { describe, expect, test } from 'vitest';
import { stillDate } from '../../support/still-date.ts';
import { type SendOptions, stamp } from '../send-request.ts';
import { startTiny } from '../start-tiny.ts';

const tiny = startTiny();

const minutes = (count: number): number => count * 60_000;

describe('the common parameters are refused with', () => {
  const table: { name: string; how: SendOptions; status: number; code: string }[] = [
    {
      name: 'a time 16 minutes ago',
      how: { common: { Timestamp: stamp(-minutes(16)) } },
      status: 400,
      code: 'InvalidTimeStamp.Expired',
    },
    {
      name: 'a time in 16 minutes',
      how: { common: { Timestamp: stamp(minutes(16)) } },
      status: 400,
      code: 'InvalidTimeStamp.Expired',
    },
    {
      name: 'a time with milliseconds',
      how: { common: { Timestamp: new Date().toISOString() } },
      status: 400,
      code: 'InvalidTimeStamp.Format',
    },
    { name: 'no time', how: { common: { Timestamp: undefined } }, status: 400, code: 'MissingTimestamp' },
    { name: 'no nonce', how: { common: { SignatureNonce: undefined } }, status: 400, code: 'MissingSignatureNonce' },
    { name: 'no signature', how: { common: { Signature: '' } }, status: 400, code: 'MissingSignature' },
    { name: 'no key', how: { common: { AccessKeyId: undefined } }, status: 400, code: 'MissingAccessKeyId' },
    { name: 'no version', how: { common: { Version: undefined } }, status: 400, code: 'MissingVersion' },
    { name: 'another version', how: { common: { Version: '2014-05-26' } }, status: 400, code: 'InvalidVersion' },
    {
      name: 'HMAC-SHA256 on POP',
      how: { common: { SignatureMethod: 'HMAC-SHA256' } },
      status: 400,
      code: 'InvalidSignatureMethod',
    },
    {
      name: 'signature version 2.1 on POP',
      how: { common: { SignatureVersion: '2.1' } },
      status: 400,
      code: 'InvalidSignatureVersion',
    },
    {
      name: 'a format nobody writes',
      how: { common: { Format: 'YAML' } },
      status: 400,
      code: 'InvalidParameter.Format',
    },
    { name: 'a verb that is neither GET nor POST', how: { method: 'PUT' }, status: 400, code: 'UnsupportedHTTPMethod' },
  ];
  for (const { name, how, status, code } of table)
    test(name, async () => {
      const reply = await tiny.call('DescribeVpnGateways', {}, how);
      expect({ status: reply.status, Code: reply.body.Code }).toEqual({ status, Code: code });
    });
});

test('a time 14 minutes off is let in', async () => {
  expect((await tiny.call('DescribeRegions', {}, { common: { Timestamp: stamp(minutes(14)) } })).status).toBe(200);
});

test('signature times are judged by real time plus the skew, and the Date header tells it', async () => {
  stillDate();
  await tiny.control('clock', { skewMs: minutes(60) });
  const late = await tiny.call('DescribeRegions');
  expect(late.body.Code).toBe('InvalidTimeStamp.Expired');
  const offset = Date.parse(late.headers.get('date') ?? '') - Date.now();
  // The header tells whole seconds.
  expect(Math.abs(offset - minutes(60))).toBeLessThan(1000);
  expect((await tiny.call('DescribeRegions', {}, { common: { Timestamp: stamp(offset) } })).status).toBe(200);
  await tiny.control('clock', { skewMs: 0, advanceMs: minutes(60) });
  expect((await tiny.call('DescribeRegions')).status).toBe(200);
});

test('a platform that needs TLS refuses plain HTTP unless the signed parameter says otherwise', async () => {
  await tiny.reset({ need_ssl: true });
  const { status, body } = await tiny.call('DescribeRegions');
  expect([status, body.Code]).toEqual([404, 'InvalidProtocol.NeedSsl']);
  expect((await tiny.call('DescribeRegions', {}, { common: { SecureTransport: 'true' } })).status).toBe(200);
  await tiny.reset();
});
