import { expect, test } from 'vitest';
import { createNotices } from '../../src/server/notices.ts';
import { toReply } from '../../src/tools/reply/result.ts';
import { connectClient, partsWith } from '../support/in-process.ts';

const notices = async () => ['A write has no known outcome.'];

test('the first reply of each session says in text and in data what an agent has to know', async () => {
  const noticed = createNotices();
  const first = await noticed(toReply({ RequestId: 'r' }), 'one', notices);
  expect(first.structuredContent).toEqual({ RequestId: 'r', Notices: ['A write has no known outcome.'] });
  expect(first.content.at(-1)?.text).toBe('Notice: A write has no known outcome.');
  const second = toReply({ RequestId: 's' });
  expect(await noticed(second, 'one', notices)).toBe(second);
  expect((await noticed(second, 'two', notices)).structuredContent).toHaveProperty('Notices');
});

test('a failure says it in text alone: it carries no data', async () => {
  const failed = await createNotices()({ isError: true, content: [] }, 'one', notices);
  expect(failed).not.toHaveProperty('structuredContent');
  expect(failed.content).toHaveLength(1);
});

test('a reply is as it was where there is nothing to say', async () => {
  const reply = toReply({});
  expect(await createNotices()(reply, 'one', async () => [])).toBe(reply);
});

test.each(['2025', '2026'] as const)('in the %s era an agent sees it with the first call of any tool', async (era) => {
  const parts = partsWith(async () => toReply({ Done: true }));
  const open = async () => ({ ...(await parts.open()), notices });
  const client = await connectClient(era, { ...parts, open });
  const look = () => client.callTool({ name: 'Look', arguments: {} });
  expect((await look()).structuredContent).toEqual({ Done: true, Notices: await notices() });
  expect((await look()).structuredContent).toEqual({ Done: true });
});
