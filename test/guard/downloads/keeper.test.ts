import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Caller } from '../../../src/catalogue/invoke.ts';
import { callerName, keeperFor } from '../../../src/guard/downloads/keeper.ts';
import { startDownloads } from './sample.ts';

const caller: Caller = {
  ...{ requestId: '1', session: 's1', client: 'te\u202est 1.0', transport: 'http' },
  principal: { name: 'agent', may: () => true },
};
const sources = { secretsDir: '/nowhere', transport: 'http' } as const;

const start = (mustBeOther = false) => {
  const stage = startDownloads();
  const approvers = { origin: () => 'https://vpn.example.com', mustBeOther };
  const pages = { downloads: stage.downloads, approvers };
  return { ...stage, keeper: keeperFor(sources, pages, caller, (text) => text.replace('1.0', '2.0')) };
};

const fileOf = async (kept: Promise<{ readonly file: object }>) => (await kept).file as Record<string, string>;

test('a text waits at the public address, with its checksum where that says nothing of a key', async () => {
  const { keeper, downloads } = start();
  const content = 'FAKE-profile';
  const { Download = '', ...rest } = await fileOf(keeper.keep({ name: 'a.ovpn', content, checksum: 'given' }));
  expect(keeper.files).toBe('on a page');
  expect(Download).toMatch(/^https:\/\/vpn\.example\.com\/download\/[\w-]{43}$/);
  expect(rest).toEqual({
    ...{ Name: 'a.ovpn', Bytes: 12, Until: '2026-11-23T09:10:00.000Z' },
    For: 'a person whose access token or login has the scope vpn:approve',
    Sha256: createHash('sha256').update(content).digest('hex'),
  });
  // What the program calls itself is shown, without what turns text around and without secrets.
  expect(downloads.at(Download.slice(-43))).toMatchObject({ caller: 'agent', asker: 'test 2.0, agent' });
  expect(await fileOf(keeper.keep({ name: 'a.key', content, checksum: 'none' }))).not.toHaveProperty('Sha256');
});

test('a key is one line, named after its owner and fingerprint, without a checksum', async () => {
  const { keeper, downloads } = start();
  const { Download = '', ...rest } = await fileOf(keeper.keepKey('vco-1', 'abcd1234', 'FAKE-key'));
  expect(rest).toMatchObject({ Name: 'psk-vco-1-abcd1234.txt', Bytes: 9 });
  expect(rest).not.toHaveProperty('Sha256');
  expect(downloads.take(Download.slice(-43), 'boss')?.toString()).toBe('FAKE-key\n');
});

test('what came to nothing is taken back', async () => {
  const { keeper, downloads } = start();
  const { file, remove } = await keeper.keepKey('vco-1', 'abcd1234', 'FAKE-key');
  await remove();
  expect(downloads.at(Object(file).Download.slice(-43))?.state).toBe('erased');
});

test('that somebody else has to take it is part of the result', async () => {
  const { keeper } = start(true);
  expect(await fileOf(keeper.keepKey('vco-1', 'abcd1234', 'FAKE'))).toMatchObject({
    For: expect.stringMatching(/vpn:approve, other than agent$/),
  });
});

test('without pages a server on HTTP keeps nothing, also where a folder is named', async () => {
  const keeper = keeperFor(sources, undefined, caller, (text) => text);
  expect(keeper.files).toBe('remote caller');
  await expect(keeper.keepKey('vco-1', 'abcd1234', 'FAKE')).rejects.toThrow('without access tokens');
});

test('whoever has no name of their own is their session', () => {
  const { principal: _, ...nameless } = caller;
  expect([callerName(caller), callerName(nameless)]).toEqual(['agent', 's1']);
});
