import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { removeSecretFile, writeKeyFile, writeSecretFile } from '../../../src/guard/secrets/file.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'secret-file-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return realpathSync(made);
};

const stdio = (secretsDir?: string) => ({ secretsDir, transport: 'stdio' as const });

test('a secret goes into a private file of the folder, which is made when it is not there', async () => {
  const dir = join(folder(), 'new');
  const file = await writeSecretFile('psk-plant.txt', 'FAKE-1\n', stdio(dir));
  expect(file).toBe(join(dir, 'psk-plant.txt'));
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777, statSync(dir).mode & 0o777]).toEqual([
    'FAKE-1\n',
    0o600,
    0o700,
  ]);
});

test('the same secret is not written twice, and another never over it', async () => {
  const dir = folder();
  const first = await writeSecretFile('a.key', 'FAKE-1', stdio(dir));
  expect(await writeSecretFile('a.key', 'FAKE-1', stdio(dir))).toBe(first);
  expect(await writeSecretFile('a.key', 'FAKE-2', stdio(dir))).toBe(join(dir, 'a-2.key'));
  expect(readFileSync(first, 'utf8')).toBe('FAKE-1');
});

test('a key is written once, whoever asks, and another key has another file', async () => {
  const dir = folder();
  const first = await writeKeyFile('branch', 'abcd1234', 'FAKE-1', stdio(dir));
  expect(first).toBe(join(dir, 'psk-branch-abcd1234.txt'));
  expect(await writeKeyFile('vco-1', 'abcd1234', 'FAKE-1\n', stdio(dir))).toBe(first);
  // A fingerprint may be met twice by chance, or a file be written by somebody else.
  expect(await writeKeyFile('vco-1', 'abcd1234', 'FAKE-2', stdio(dir))).toBe(join(dir, 'psk-vco-1-abcd1234.txt'));
  expect(readdirSync(dir)).toHaveLength(2);
});

test('a key is not looked for behind a link', async () => {
  const [dir, elsewhere] = [folder(), folder()];
  writeFileSync(join(elsewhere, 'key'), 'FAKE-1\n');
  symlinkSync(join(elsewhere, 'key'), join(dir, 'psk-x-abcd1234.txt'));
  expect(await writeKeyFile('y', 'abcd1234', 'FAKE-1', stdio(dir))).toBe(join(dir, 'psk-y-abcd1234.txt'));
});

test('a link is never written through', async () => {
  const [dir, elsewhere] = [folder(), folder()];
  writeFileSync(join(elsewhere, 'victim'), 'before');
  symlinkSync(join(elsewhere, 'victim'), join(dir, 'a.key'));
  expect(await writeSecretFile('a.key', 'FAKE-1', stdio(dir))).toBe(join(dir, 'a-2.key'));
  expect(readFileSync(join(elsewhere, 'victim'), 'utf8')).toBe('before');
});

test('whatever the name, the file is in the folder', async () => {
  const dir = folder();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string(), fc.constantFrom('../x', '/etc/passwd', '..', '.', 'a/b\\c', '\u202e', '')),
      async (name) => {
        expect(dirname(await writeSecretFile(name, 'FAKE', stdio(dir)))).toBe(dir);
      },
    ),
    { numRuns: 60 },
  );
});

test('without a folder, and for a caller on HTTP, nothing is written and the way out is told', async () => {
  await expect(writeSecretFile('a', 'FAKE', stdio())).rejects.toMatchObject({
    remedy: expect.stringContaining('--secrets-dir'),
  });
  const dir = folder();
  await expect(writeSecretFile('a', 'FAKE', { secretsDir: dir, transport: 'http' })).rejects.toThrow('HTTP');
  expect(readdirSync(dir)).toEqual([]);
});

test('a file can be taken back', async () => {
  const dir = folder();
  await removeSecretFile(await writeSecretFile('a', 'FAKE', stdio(dir)));
  await removeSecretFile(join(dir, 'never-there'));
  expect(readdirSync(dir)).toEqual([]);
});

test('a folder of its own is made for its owner alone, and a link or a file in its place is refused', async () => {
  const [dir, elsewhere] = [folder(), folder()];
  const file = await writeSecretFile('a.ovpn', 'FAKE-1', stdio(dir), { inner: 'ssl-../client' });
  expect(file).toBe(join(dir, 'ssl-..-client', 'a.ovpn'));
  expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  expect(await writeSecretFile('a.ovpn', 'FAKE-1', stdio(dir), { inner: 'ssl-../client' })).toBe(file);
  symlinkSync(elsewhere, join(dir, 'link'));
  symlinkSync(join(elsewhere, 'nowhere'), join(dir, 'dangling'));
  writeFileSync(join(dir, 'plain'), '');
  for (const inner of ['link', 'dangling', 'plain'])
    await expect(writeSecretFile('a', 'FAKE', stdio(dir), { inner })).rejects.toThrow('is no folder');
  expect(readdirSync(elsewhere)).toEqual([]);
});
