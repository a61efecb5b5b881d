import { expect, test } from 'vitest';
import { whereaboutsOf } from '../../../src/guard/downloads/whereabouts.ts';
import type { PastDownload } from '../../../src/guard/history/past-download.ts';
import { startDownloads, text } from './sample.ts';

const atMs = Date.UTC(2026, 10, 23, 8);
const past = (...downloads: PastDownload[]) => ({ past: async () => ({ writes: [], downloads }) });
const approvers = { origin: () => 'https://vpn.example.com', mustBeOther: false };

const start = () => {
  const { downloads, clock } = startDownloads();
  const look = (caller = 'agent', history = past()) =>
    whereaboutsOf(text.name, caller, { downloads, approvers }, history);
  return { downloads, clock, look };
};

test('a file that waits has its link for its caller, and for no other', async () => {
  const { downloads, look } = start();
  const { path } = downloads.offer(text);
  expect(await look()).toMatchObject({ state: 'waits', Download: `https://vpn.example.com/download/${path}` });
  expect(await look('lone')).toBeUndefined();
});

test('who took it and when is known', async () => {
  const { downloads, look } = start();
  const { path } = downloads.offer(text);
  downloads.take(path, 'boss');
  expect(await look('lone')).toEqual({ state: 'taken', by: 'boss', at: '2026-11-23T09:00:00.000Z' });
  downloads.arrived(path);
  expect(await look()).toMatchObject({ state: 'taken' });
});

test('that it is gone, unless somebody took another one of the same key, here or from another process', async () => {
  const { downloads, clock, look } = start();
  downloads.offer(text);
  clock.advance(600_000);
  expect(await look()).toEqual({ state: 'gone' });
  const earlier: PastDownload = { name: text.name, state: 'taken', atMs, by: 'deputy' };
  expect(await look('agent', past(earlier))).toMatchObject({ state: 'taken', by: 'deputy' });
  expect(await look('agent', past({ name: text.name, state: 'waits', atMs }))).toBeUndefined();
  downloads.take(downloads.offer(text).path, 'boss');
  downloads.offer(text);
  expect(await look()).toMatchObject({ state: 'waits' });
  clock.advance(600_000);
  expect(await look()).toMatchObject({ state: 'taken', by: 'boss' });
});

test('of other processes one that was taken counts, and one that may still have it says nothing', async () => {
  const { look } = start();
  const entry = (state: PastDownload['state'], more: Partial<PastDownload> = {}) => ({
    name: text.name,
    state,
    atMs,
    ...more,
  });
  expect(await look('agent', past())).toBeUndefined();
  expect(await look('agent', past(entry('gone', { name: 'other' })))).toBeUndefined();
  expect(await look('agent', past(entry('waits')))).toBeUndefined();
  for (const state of ['gone', 'lost'] as const)
    expect(await look('agent', past(entry(state)))).toEqual({ state: 'gone' });
  expect(await look('agent', past(entry('taken', { by: 'boss' }), entry('gone', { atMs: atMs - 1 })))).toEqual({
    ...{ state: 'taken', by: 'boss', at: '2026-11-23T08:00:00.000Z' },
  });
});
