import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepToOwner, makeOwnFolder, type Platform } from '../../../src/guard/host/private-files.ts';

const place = mkdtempSync(join(tmpdir(), 'vpn-mcp-owner-'));

/** Windows, whose programs are only noted. */
const windows = () => {
  const ran: (readonly [string, ...string[]])[] = [];
  const platform: Platform = { name: 'win32', run: (program, args) => ran.push([program, ...args]) };
  return { ran, platform };
};

test('on Windows a file loses what it inherited and is its owner’s alone', () => {
  const { ran, platform } = windows();
  keepToOwner('C:\\keys\\site.txt', platform);
  expect(ran).toEqual([
    [
      expect.stringMatching(/\\System32\\icacls\.exe$/),
      'C:\\keys\\site.txt',
      '/inheritance:r',
      '/grant:r',
      '*S-1-3-4:F',
      '/q',
    ],
  ]);
});

test('on Windows a new folder hands its rights down, from the first one that had to be made', () => {
  const { ran, platform } = windows();
  makeOwnFolder(join(place, 'a', 'b'), platform);
  expect(ran.map(([, path, , , rights]) => [path, rights])).toEqual([[join(place, 'a'), '*S-1-3-4:(OI)(CI)F']]);
});

test('a folder that is there keeps its rights: it may be meant for others too', () => {
  const { ran, platform } = windows();
  makeOwnFolder(place, platform);
  expect(ran).toEqual([]);
});

test('a right that cannot be taken away is no secret kept', () => {
  const run = (): never => {
    throw new Error('icacls failed');
  };
  expect(() => keepToOwner('C:\\x', { name: 'win32', run })).toThrow('icacls failed');
});

test('elsewhere the mode does it, and no program runs', () => {
  const { ran, platform } = windows();
  const file = join(place, 'file');
  writeFileSync(file, '', { mode: 0o600 });
  keepToOwner(file, { ...platform, name: 'linux' });
  makeOwnFolder(join(place, 'c'), { ...platform, name: 'linux' });
  expect(ran).toEqual([]);
  if (process.platform !== 'win32') expect(statSync(join(place, 'c')).mode & 0o777).toBe(0o700);
});
