import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createKeys } from '../../../src/guard/secrets/keys.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'keys-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
});

test('replicas that share a key seal and print alike, others do not', () => {
  const [one, two, other] = ['shared-shared-shared-shared-shared', 'shared-shared-shared-shared-shared', 'x'].map(
    (sealKey) => createKeys({ sealKey }),
  );
  expect(one?.seals()).toEqual(two?.seals());
  expect(one?.fingerprints()).toEqual(two?.fingerprints());
  expect(one?.seals()).not.toEqual(other?.seals());
  expect(one?.seals()).not.toEqual(one?.fingerprints());
});

test('without a shared key seals are of one process, and fingerprints outlive it through a private file', () => {
  const stateDir = folder();
  const [before, after] = [createKeys({ stateDir }), createKeys({ stateDir })];
  expect(before.seals()).not.toEqual(after.seals());
  expect(before.fingerprints()).toEqual(after.fingerprints());
  expect(statSync(join(stateDir, 'fingerprint.key')).mode & 0o777).toBe(0o600);
});

test('a folder that cannot be used costs the lasting fingerprint, nothing else', () => {
  const keys = createKeys({ stateDir: join(folder(), 'a\u0000b') });
  expect(keys.fingerprints()).toEqual(keys.fingerprints());
});

test('calls from a shell open what the call before sealed', () => {
  const stateDir = folder();
  const [before, after] = [createKeys({ stateDir, lasting: true }), createKeys({ stateDir, lasting: true })];
  expect(before.seals()).toEqual(after.seals());
  expect([before.isShared, createKeys({ stateDir }).isShared]).toEqual([true, false]);
});
