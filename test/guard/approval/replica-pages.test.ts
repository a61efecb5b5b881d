import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sealRequest } from '../../../src/guard/approval/grant.ts';
import { createReplicaPages, judgeEnd, type PageContext } from '../../../src/guard/approval/replica-pages.ts';
import type { ApprovalRequest } from '../../../src/guard/approval/request.ts';
import { createUsedApprovals } from '../../../src/guard/approval/used-approvals.ts';
import type { PageStatus } from '../../../src/guard/page/pages.ts';
import { createKeys } from '../../../src/guard/secrets/keys.ts';
import { createRedactor } from '../../../src/guard/secrets/redact.ts';
import { createSecrets } from '../../../src/guard/secrets/store.ts';
import { testCall } from '../../support/call.ts';
import { movableClock } from '../movable-clock.ts';

const requestOf = (transport: 'http' | 'shell' = 'http'): ApprovalRequest => ({
  key: 'what',
  state: 'state',
  planned: [],
  plan: { Steps: [] },
  call: testCall({ caller: { requestId: '1', session: 's', transport, client: 'desk' } }),
});

const start = (pin?: string, folder?: string): PageContext & { readonly clock: ReturnType<typeof movableClock> } => {
  const clock = movableClock();
  const redact = createRedactor(createSecrets(() => Buffer.alloc(32, 1)));
  const keys = createKeys({ sealKey: 'a-key-that-replicas-share' });
  return { clock, keys, usedApprovals: createUsedApprovals(clock), language: 'en', pin, redact, sharedFolder: folder };
};

describe('the end of a question', () => {
  test.each([
    ['approved', 0, undefined],
    ['refused', 0, 'said no'],
    ['void', 0, 'The page was closed'],
    ['gave way', 0, 'gave way to newer ones'],
    ['approved', 300_000, 'ran out'],
  ] as const)('%s, used after %i ms: %s', (status, ms, words) => {
    const parts = start();
    const sealed = sealRequest(requestOf(), parts);
    parts.clock.advance(ms);
    const use = () => judgeEnd({ status, channel: 'page', sealed }, requestOf(), parts);
    if (words === undefined) expect(use()).toMatchObject({ channel: 'page', id: sealed.id });
    else expect(use).toThrow(words);
  });

  test.each(['open', 'expired', 'locked'] as const)('%s is asked anew', (status) => {
    const parts = start();
    const end = { status, channel: 'page', sealed: sealRequest(requestOf(), parts) } as const;
    expect(judgeEnd(end, requestOf(), parts)).toBeUndefined();
  });
});

describe('the note of another replica', () => {
  const noted = (status: PageStatus, writer: { pin?: string; transport?: 'http' | 'shell' }) => {
    const folder = mkdtempSync(join(tmpdir(), 'guard-notes-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const parts = start(writer.pin, folder);
    const request = requestOf(writer.transport);
    createReplicaPages(parts).put(request, 'http://127.0.0.1:1/x', sealRequest(request, parts).seal, status);
    return (pin?: string, transport?: 'http' | 'shell') =>
      createReplicaPages(start(pin, folder)).judge(requestOf(transport));
  };

  test('is a yes where its channel asks for as much as this one', () => {
    expect(noted('approved', {})()).toMatchObject({ channel: 'page' });
    expect(noted('approved', { pin: '493817' })('493817')).toMatchObject({ channel: 'page with PIN' });
    expect(noted('approved', {})('493817')).toBeUndefined();
  });

  test('is never a yes for a shell, whose key lies beside it', () => {
    expect(noted('approved', {})(undefined, 'shell')).toBeUndefined();
    expect(noted('approved', { transport: 'shell' })()).toBeUndefined();
  });

  test('is a no, or a link to the open page', () => {
    expect(() => noted('refused', {})()).toThrow('said no');
    expect(() => noted('open', {})()).toThrow('http://127.0.0.1:1/x');
  });
});
