import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolderKeeper } from '../../../src/guard/secrets/keeper.ts';
import { createSecrets } from '../../../src/guard/secrets/store.ts';
import { writeTemplate } from '../../../src/guard/secrets/template.ts';

const start = () => {
  const secretsDir = mkdtempSync(join(tmpdir(), 'templates-'));
  const secrets = createSecrets(() => Buffer.alloc(32, 7));
  const sources = { secretsDir, transport: 'stdio' } as const;
  const { Fingerprint } = secrets.hide('FAKE-"key"-{{00000000}}');
  const write = async (template: string) => {
    const file = await writeTemplate({ name: 'vco-1.conf', template }, secrets, createFolderKeeper(sources));
    return 'Path' in file ? file : expect.fail('no path');
  };
  return { secretsDir, secrets, print: Fingerprint, write };
};

test('each place gets the key as its encoding writes it, and nothing in a key is a place', async () => {
  const { print, write } = start();
  const { Path, Sha256 } = await write(`a {{${print}}} b {{${print}|hex}} c {{${print}|backslash}}`);
  const text = readFileSync(Path, 'utf8');
  expect(text).toBe(
    `a FAKE-"key"-{{00000000}} b ${Buffer.from('FAKE-"key"-{{00000000}}').toString('hex')} c FAKE-\\"key\\"-{{00000000}}`,
  );
  expect(Sha256).toBe(createHash('sha256').update(text).digest('hex'));
  expect(statSync(Path).mode & 0o777).toBe(0o600);
});

test('a file that differs in the time alone is taken as it is', async () => {
  const { print, write, secretsDir } = start();
  const first = await write(`read 2026-01-01T00:00:00Z {{${print}}}`);
  expect(await write(`read 2027-02-03T04:05:06.789Z {{${print}}}`)).toEqual(first);
  const other = await write(`read 2027-02-03T04:05:06Z {{${print}}} more`);
  expect(other.Path).not.toBe(first.Path);
  expect(readdirSync(secretsDir)).toHaveLength(2);
});

test('a salt is the same each time, and says nothing of the key to whoever has no key of ours', async () => {
  const { print, write, secrets } = start();
  const text = readFileSync((await write(`{{${print}|salt}}`)).Path, 'utf8');
  expect(text).toBe(secrets.saltOf('FAKE-"key"-{{00000000}}'));
  expect(text).toMatch(/^[0-9a-f]{32}$/);
  expect(createSecrets(() => Buffer.alloc(32, 8)).saltOf('FAKE-"key"-{{00000000}}')).not.toBe(text);
});

test('a place of a key that was never seen, or of an unknown encoding, writes no file', async () => {
  const { print, write, secretsDir } = start();
  await expect(write('{{00000000}}')).rejects.toThrow('never seen');
  await expect(write(`{{${print}|rot13}}`)).rejects.toThrow('no');
  expect(readdirSync(secretsDir)).toEqual([]);
});
