import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import type { Fields } from '../../src/catalogue/action.ts';
import type { ApprovalNotice, NoticeState } from '../../src/catalogue/risk.ts';
import { createWebhook, type WebhookOptions } from '../../src/webhook/webhook.ts';
import { serve } from '../support/identity-server.ts';

const notice: ApprovalNotice = {
  url: 'https://vpn.example.com/approve/xyz',
  plan: 'DeleteVpnConnection',
  asker: 'agent',
  risk: 'destroy',
  expiresAtMs: 0,
};
const PATH = '/made-up-secret-path';

/** A service that answers its calls with these in turn, the last one again and again. */
const start = async (answers: readonly RequestListener[], more: Partial<WebhookOptions> = {}) => {
  let calls = 0;
  const bodies: string[] = [];
  const origin = await serve((request, response) => {
    const answer = answers[Math.min(calls, answers.length - 1)];
    calls += 1;
    request.setEncoding('utf8').on('data', (text: string) => bodies.push(text));
    request.on('end', () => answer?.(request, response));
  });
  const logged: Fields[] = [];
  let end: (state: NoticeState) => void = () => {};
  const ended = new Promise<NoticeState>((resolve) => {
    end = resolve;
  });
  const webhook = createWebhook({
    url: () => `${origin}${PATH}`,
    kind: 'generic',
    language: 'en',
    log: (_level, event, facts) => logged.push({ event, ...facts }),
    onEnd: (state) => end(state),
    pausesMs: [1, 1],
    ...more,
  });
  return { webhook, ended, logged, bodies, calls: () => calls };
};

const say =
  (status: number, text = ''): RequestListener =>
  (_request, response) =>
    response.writeHead(status).end(text);
const cut: RequestListener = (request) => request.socket.destroy();

test('it returns at once, and the state tells later what became of it', async () => {
  const { webhook, ended, bodies } = await start([say(200)]);
  const state = webhook.announce(notice);
  expect(state()).toBe('under way');
  expect(await ended).toBe('sent');
  expect(state()).toBe('sent');
  expect(JSON.parse(bodies[0] ?? '').url).toBe(notice.url);
});

test.each([
  ['a service that stumbles', [say(500), cut, say(200)], 'sent', 3],
  ['a service that is down', [say(503)], 'failed', 3],
  ['a refusal', [say(404)], 'failed', 1],
  ['too many at once', [say(429), say(200)], 'sent', 2],
  ['a redirect', [(_q, r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()], 'failed', 3],
] as const satisfies readonly (readonly [string, readonly RequestListener[], NoticeState, number])[])(
  'tries are few: %s',
  async (_, answers, state, count) => {
    const { webhook, ended, logged, calls } = await start(answers);
    webhook.announce(notice);
    expect(await ended).toBe(state);
    expect(calls()).toBe(count);
    expect(logged).toHaveLength(state === 'failed' ? 1 : 0);
    expect(JSON.stringify(logged)).not.toContain(PATH);
  },
);

test.each([
  ['dingtalk', '{"errcode":310000,"errmsg":"sign not match"}', 'failed'],
  ['dingtalk', '{"errcode":0,"errmsg":"ok"}', 'sent'],
  ['feishu', '{"code":19021,"msg":"sign match fail"}', 'failed'],
  ['feishu', '{"StatusCode":0,"code":0}', 'sent'],
  ['slack', 'ok', 'sent'],
] as const)('%s says in the body whether it took a message: %s', async (kind, text, state) => {
  const { webhook, ended } = await start([say(200, text)], { kind });
  webhook.announce(notice);
  expect(await ended).toBe(state);
});

test('who never answers is waited for within a limit', async () => {
  const { webhook, ended, logged } = await start([() => {}], { timeoutMs: 30 });
  webhook.announce(notice);
  expect(await ended).toBe('failed');
  expect(logged).toEqual([expect.objectContaining({ why: 'TimeoutError' })]);
});

test('an address that cannot be read any more is a failure like another', async () => {
  const url = (): string => {
    throw new Error(PATH);
  };
  const { webhook, ended, logged } = await start([say(200)], { url });
  webhook.announce(notice);
  expect(await ended).toBe('failed');
  expect(JSON.stringify(logged)).not.toContain(PATH);
});

test('a caller that asks without end does not fill the channel', async () => {
  const { webhook, ended, calls } = await start([() => {}], { now: () => 0 });
  const states = Array.from({ length: 25 }, () => webhook.announce(notice));
  expect(await ended).toBe('failed');
  expect(states.filter((state) => state() === 'failed')).toHaveLength(5);
  await expect.poll(calls).toBe(20);
  webhook.close();
});
