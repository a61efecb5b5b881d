import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApprovalNotice } from '../../src/catalogue/risk.ts';
import { type WebhookFormat, writeMessage } from '../../src/webhook/formats.ts';

const notice: ApprovalNotice = {
  url: 'https://vpn.example.com/approve/xyz?a=1&b=2',
  plan: 'DeleteVpnConnection (deletes): "plant" (vco-1)\n- RemoteSubnet: a -> b',
  asker: 'agent 1.0, ana',
  risk: 'destroy',
  expiresAtMs: Date.UTC(2030, 0, 1, 9, 5),
};
const writing = { language: 'en', nowMs: 1_700_000_000_123 } as const;
const to = 'https://hooks.example.com/robot?access_token=made-up';
const bodyOf = (kind: WebhookFormat, more: Partial<ApprovalNotice> = {}, how = {}) =>
  JSON.parse(writeMessage(kind, to, { ...notice, ...more }, { ...writing, ...how }).body);

describe('every format has plan, asker, end and link', () => {
  test.each(['generic', 'dingtalk', 'feishu', 'slack'] as const)('%s', (kind) => {
    const text = JSON.stringify(bodyOf(kind)).replaceAll('&amp;', '&');
    for (const part of ['DeleteVpnConnection', 'agent 1.0, ana', '09:05', notice.url]) expect(text).toContain(part);
    expect(text).toContain('A delete in the VPN waits');
    expect(JSON.stringify(bodyOf(kind, {}, { language: 'zh' }))).toContain('等待您批准');
  });
});

test('programs get the facts as they are', () => {
  const { event, plan, url, risk, expires } = bodyOf('generic');
  expect([event, plan, url, risk, expires]).toEqual([
    'approval_required',
    notice.plan,
    notice.url,
    'destroy',
    '2030-01-01T09:05:00.000Z',
  ]);
});

const hostile = fc.oneof(
  fc.constantFrom(
    '<!channel> @here <https://evil.example|ok>',
    '<at user_id="all">all</at>',
    '*b* [x](y) @13800000000',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test('no text of a plan becomes markup of Slack: it stands in plain blocks, and our link alone is another', () => {
  fc.assert(
    fc.property(hostile, hostile, (plan, asker) => {
      const { text, blocks } = bodyOf('slack', { plan, asker });
      expect(text).not.toContain('<');
      const marked = blocks.filter((block: { text: { type: string } }) => block.text.type !== 'plain_text');
      expect(marked.map((block: { text: { text: string } }) => block.text.text)).toEqual([
        '<https://vpn.example.com/approve/xyz?a=1&amp;b=2|Open the approval page>',
      ]);
    }),
  );
});

test('no text of a plan calls anybody up in DingTalk or Feishu', () => {
  fc.assert(
    fc.property(hostile, hostile, (plan, asker) => {
      const ding = bodyOf('dingtalk', { plan, asker });
      expect([ding.msgtype, ding.at]).toEqual(['text', { atMobiles: [], atUserIds: [], isAtAll: false }]);
      const { content } = bodyOf('feishu', { plan, asker }).content.post.en_us;
      const parts = content.flat();
      expect(new Set(parts.map(({ tag }: { tag: string }) => tag))).toEqual(new Set(['text', 'a']));
      for (const { tag, text } of parts) if (tag === 'text') expect(text).not.toContain('<');
    }),
  );
});

test('a long plan is cut where the services cut it, and says so', () => {
  const [, section] = bodyOf('slack', { plan: '好'.repeat(9_000) }).blocks;
  expect(section.text.text.length).toBeLessThan(3_000);
  expect(section.text.text).toContain('The page has the whole of it');
});

test('robots that check who sends get their signature, and the key goes nowhere', () => {
  const secret = 'SEC-made-up';
  const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');
  const ding = writeMessage('dingtalk', to, notice, { ...writing, secret });
  const { searchParams } = new URL(ding.url);
  expect(searchParams.get('access_token')).toBe('made-up');
  expect(searchParams.get('timestamp')).toBe('1700000000123');
  expect(searchParams.get('sign')).toBe(hmac(secret, `1700000000123\n${secret}`));
  const feishu = bodyOf('feishu', {}, { secret });
  expect([feishu.timestamp, feishu.sign]).toEqual(['1700000000', hmac(`1700000000\n${secret}`, '')]);
  expect(ding.url + ding.body + JSON.stringify(feishu)).not.toContain(secret);
});
