import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFolderKeeper, keyFileName } from '../../../src/guard/secrets/keeper.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'keeper-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const pathOf = (file: object): string => Object(file).Path;

test('a text is a file of the folder, with its checksum where it may be given, and can be taken back', async () => {
  const keeper = createFolderKeeper({ secretsDir: folder(), transport: 'stdio' });
  expect(keeper.files).toBe('written');
  const { file, remove } = await keeper.keep({ name: 'a', content: 'FAKE', folder: 'in', checksum: 'given' });
  expect(readFileSync(pathOf(file), 'utf8')).toBe('FAKE');
  expect(file).toHaveProperty('Sha256', createHash('sha256').update('FAKE').digest('hex'));
  await remove();
  expect(existsSync(pathOf(file))).toBe(false);
  expect((await keeper.keep({ name: 'b', content: 'FAKE', checksum: 'none' })).file).not.toHaveProperty('Sha256');
});

test('the checksum is that of the file that is there, where one that says the same is taken', async () => {
  const keeper = createFolderKeeper({ secretsDir: folder(), transport: 'stdio' });
  const isSame = () => true;
  const first = await keeper.keep({ name: 'a', content: 'FAKE-1', isSame, checksum: 'given' });
  expect((await keeper.keep({ name: 'a', content: 'FAKE-2', isSame, checksum: 'given' })).file).toEqual(first.file);
});

test('a key has its name, and no checksum by which somebody could try others', async () => {
  const keeper = createFolderKeeper({ secretsDir: folder(), transport: 'stdio' });
  const { file } = await keeper.keepKey('vco-1', 'abcd1234', 'FAKE');
  expect(pathOf(file).endsWith(keyFileName('vco-1', 'abcd1234'))).toBe(true);
  expect(file).not.toHaveProperty('Sha256');
});

test('it is known beforehand where nothing is kept', async () => {
  const none = createFolderKeeper({ transport: 'stdio' });
  const remote = createFolderKeeper({ secretsDir: folder(), transport: 'http' });
  expect([none.files, remote.files]).toEqual(['no folder', 'remote caller']);
  await expect(none.keepKey('a', 'b', 'FAKE')).rejects.toThrow('no folder for secrets');
  await expect(remote.keepKey('a', 'b', 'FAKE')).rejects.toThrow('writes no files');
});
