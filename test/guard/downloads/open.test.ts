import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { openDownloads } from '../../../src/guard/downloads/open.ts';
import type { Approvers } from '../../../src/guard/host/approvers.ts';
import { serve } from '../../support/identity-server.ts';
import { movableClock } from '../movable-clock.ts';
import { text } from './sample.ts';

const start = (write = async (_: object): Promise<void> => {}) => {
  const clock = movableClock();
  const entries: object[] = [];
  const logged: string[] = [];
  const mounted = new Map<string, RequestListener>();
  const known = new Map<string, (name: string) => boolean>();
  let callerGone: (name: string) => void = () => {};
  const approvers: Approvers = {
    ...{ origin: () => 'http://x', mustBeOther: false },
    principalOf: (name) => ({ name, may: () => true }),
    mount: (below, pages, isKnown) => {
      mounted.set(below, pages);
      known.set(below, isKnown);
    },
    onCallerGone: (hear) => {
      callerGone = hear;
    },
  };
  const audit = {
    write: async (entry: object) => {
      await write(entry);
      entries.push(entry);
    },
  };
  const pages = openDownloads({ approvers, clock, audit, log: (_, event) => void logged.push(event) });
  if (!pages) throw new Error('no pages');
  return {
    clock,
    entries,
    logged,
    mounted,
    isKnown: (path: string) => known.get('download')?.(path),
    gone: (name: string) => callerGone(name),
    ...pages,
  };
};

test('where callers do not say who they are, there are none', () => {
  const { clock } = start();
  expect(openDownloads({ clock, audit: { write: async () => {} }, log: () => {} })).toBeUndefined();
});

test('the audit has who may take what, and what became of it, and neither address nor content', async () => {
  const { clock, entries, downloads, gone } = start();
  const { path } = downloads.offer(text);
  clock.advance(600_000);
  downloads.offer(text);
  gone('agent');
  await Promise.resolve();
  expect(entries).toMatchObject([
    { Kind: 'download', State: 'waits', Name: 'psk-plant.txt', Bytes: 9, For: 'agent' },
    { State: 'expired' },
    { State: 'waits' },
    { State: 'erased' },
  ]);
  expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${path}|FAKE`));
});

test('the pages answer where they are mounted, and who took a file is recorded before it leaves', async () => {
  const { entries, downloads, mounted } = start();
  const answer = mounted.get('download') ?? expect.fail('nothing is mounted');
  const origin = await serve(answer);
  const { path } = downloads.offer(text);
  const body = new URLSearchParams({ token: 'boss' });
  expect(await (await fetch(`${origin}/download/${path}`, { method: 'POST', body })).text()).toBe('FAKE-key\n');
  expect(entries.at(-1)).toMatchObject({ State: 'taken', By: 'boss' });
});

test('a page is known while its file waits and a while after, and no other is', () => {
  const { clock, downloads, isKnown } = start();
  const { path } = downloads.offer(text);
  expect([isKnown(path), isKnown('A'.repeat(43))]).toEqual([true, false]);
  clock.advance(600_000);
  expect(isKnown(path)).toBe(true);
  clock.advance(2 * 60 * 60_000);
  expect(isKnown(path)).toBe(false);
});

test('that an audit cannot be written is logged where nobody waits for it', async () => {
  const { downloads, logged } = start(() => Promise.reject(new Error('full')));
  downloads.offer(text);
  await expect.poll(() => logged).toEqual(['what became of a file is not in the audit']);
});
