import { describe, expect, test } from 'vitest';
import {
  defaultIpsec,
  firstHealth,
  readHealth,
  readIke,
  readIpsec,
} from '../../../src/sandbox/handlers/ipsec-settings.ts';
import { createClock } from '../../../src/sandbox/state/clock.ts';
import { World } from '../../../src/sandbox/state/world.ts';
import { loadWorld } from '../../../src/sandbox/worlds/load-world.ts';
import { tinyWorld } from '../tiny-world.ts';

const open = async (platform: Record<string, unknown> = {}) =>
  new World(await loadWorld(tinyWorld(platform), { nowMs: Date.now() }), createClock());
const world = await open();

const firstIpsec = defaultIpsec(world.platform, 'md5');

const base = {
  ...{
    Psk: 'FAKE-psk',
    IkeVersion: 'ikev2',
    IkeMode: 'main',
    IkeEncAlg: 'aes256',
    IkeAuthAlg: 'sha1',
    IkePfs: 'group14',
  },
  ...{ IkeLifetime: 3600, LocalId: 'here', RemoteId: 'there' },
};

test('what is absent, empty or null comes from the base', () => {
  expect(readIke('{"Psk":"","IkeLifetime":null}', base, world)).toEqual(base);
  expect(readIke(undefined, base, world)).toEqual(base);
});

test('a key is taken as it is, blanks and all', () => {
  expect(readIke(JSON.stringify({ Psk: ' a"b\\c ' }), base, world).Psk).toBe(' a"b\\c ');
});

describe('the lists of a platform', () => {
  test('decide which algorithms there are', async () => {
    const modern = await open({
      allowed_auth: ['sha256'],
      allowed_dh: ['group14', 'disabled'],
      allowed_enc: ['aes256'],
    });
    const wanted = '{"IpsecEncAlg":"aes256","IpsecAuthAlg":"sha256","IpsecPfs":"disabled"}';
    expect(readIpsec(wanted, firstIpsec, modern)).toMatchObject({ IpsecAuthAlg: 'sha256', IpsecPfs: 'disabled' });
    expect(() => readIpsec('{"IpsecAuthAlg":"sha1"}', firstIpsec, modern)).toThrow('IpsecAuthAlg');
    expect(() => readIpsec(wanted, firstIpsec, world)).toThrow('IpsecAuthAlg');
  });

  test('do not speak of what is there already', async () => {
    const modern = await open({ allowed_auth: ['sha256'] });
    expect(readIke('{"IkeLifetime":60}', base, modern)).toMatchObject({ IkeAuthAlg: 'sha1', IkeLifetime: 60 });
  });

  test('have the last word on defaults', () => {
    expect(defaultIpsec({ ...world.platform, allowed_auth: ['sha256'] }, 'md5').IpsecAuthAlg).toBe('sha256');
    expect([firstIpsec.IpsecAuthAlg, defaultIpsec(world.platform, 'sha1').IpsecAuthAlg]).toEqual(['md5', 'sha1']);
  });
});

test('lifetimes are whole seconds up to a day', () => {
  for (const good of ['0', '"86400"', '3600'])
    expect(() => readIke(`{"IkeLifetime":${good}}`, base, world)).not.toThrow();
  for (const bad of ['86401', '-1', '1.5', '"long"', 'true'])
    expect(() => readIke(`{"IkeLifetime":${bad}}`, base, world)).toThrow('IkeLifetime');
});

test('either name of the local identity is read, LocalId first', () => {
  expect(readIke('{"LocalIdIPsec":"old"}', base, world).LocalId).toBe('old');
  expect(readIke('{"LocalIdIPsec":"old","LocalId":"new"}', base, world).LocalId).toBe('new');
});

test('a health check is read from lower-case keys only', () => {
  const check = readHealth(
    '{"enable":"true","dip":"172.16.0.1","sip":"10.0.0.1","interval":"5","retry":"2"}',
    firstHealth,
  );
  expect(check).toEqual({ Enable: 'true', Dip: '172.16.0.1', Sip: '10.0.0.1', Interval: 5, Retry: 2 });
  expect(readHealth('{"Enable":"true"}', firstHealth)).toEqual(firstHealth);
  expect(() => readHealth('{"enable":"on"}', firstHealth)).toThrow('Enable');
});
