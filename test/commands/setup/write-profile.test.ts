import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { profilesIn, writeProfile } from '../../../src/commands/setup/write-profile.ts';

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-setup-'));
  path = join(folder, 'deeper', 'config.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const content = () => JSON.parse(readFileSync(path, 'utf8'));

it('the first profile is the one that counts unnamed, and nobody else can read the file', () => {
  expect(profilesIn(path)).toEqual([]);
  writeProfile(path, 'plant', { region: 'cn-a' });
  expect(content()).toEqual({ profile: 'plant', profiles: { plant: { region: 'cn-a' } } });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'deeper'))).toEqual(['config.json']);
});

it('what is there already stays, but for the profile itself', () => {
  writeProfile(path, 'plant', { region: 'cn-a' });
  writeProfile(path, 'office', { region: 'cn-b' });
  writeProfile(path, 'plant', { region: 'cn-c' });
  expect(content()).toEqual({ profile: 'plant', profiles: { plant: { region: 'cn-c' }, office: { region: 'cn-b' } } });
  expect(profilesIn(path)).toEqual(['plant', 'office']);
});

it.each(['[]', '{ "half', 'secret text'])('a file that is no JSON object is not written over: %s', (text) => {
  writeProfile(path, 'plant', {});
  writeFileSync(path, text);
  expect(() => writeProfile(path, 'office', {})).toThrow(/is not a JSON object/);
  expect(readFileSync(path, 'utf8')).toBe(text);
});
