import { describe, expect, it } from 'vitest';
import type { Stand } from '../../../src/tools/keys/rotation.ts';
import { standingOf, withFiles } from '../../../src/tools/keys/standing.ts';
import { testCall } from '../../support/call.ts';
import { handle, keyChange, keyedTunnel } from './samples.ts';

const tunnel = keyedTunnel({ TunnelId: 'tun-1' });
const change = keyChange();

describe('where keys stand', () => {
  it('both fingerprints are told, and a setting that strayed', () => {
    const before = keyedTunnel({ key: handle('0b0b0b0b'), settings: { IkeVersion: 'ikev1' } });
    const { board } = standingOf('vco-1', [{ tunnel, state: 'done', change }], [before]);
    expect(board.map(({ What, State }) => `${State}: ${What}`)).toEqual([
      'done: plant: key in the cloud, changed 1970-01-01T00:00:00.000Z, fingerprint 0b0b0b0b before, 0a0a0a0a now',
      'not known: plant: IkeVersion not as before; look before going on',
      expect.stringContaining('done: plant: both ends have it, for the cloud shows the tunnel as up'),
    ]);
  });

  it('the file of a key is named by what the record has of it, also behind a mask', () => {
    const masked = keyedTunnel({ TunnelId: 'tun-1', key: undefined, isUp: false });
    const { board, next } = standingOf('vco-1', [{ tunnel: masked, state: 'at the peer', change }]);
    expect(board.map(({ State }) => State)).toEqual(['not known', 'waits for people']);
    expect(next[0]).toContain('psk-vco-1-tun-1-0a0a0a0a.txt in --secrets-dir');
  });

  describe('the file of a key that waited on a page', () => {
    const name = 'psk-vco-1-tun-1-0a0a0a0a.txt';
    const down = { isUp: false } as const;
    const stand = (file: Stand['file'], more: Parameters<typeof keyedTunnel>[0] = { TunnelId: 'tun-1' }): Stand => ({
      ...{ tunnel: keyedTunnel({ ...down, ...more }), state: 'at the peer', change },
      ...(file && { file }),
    });
    const nextOf = (...given: Parameters<typeof stand>) => standingOf('vco-1', [stand(...given)]).next.join('\n');

    it('is looked for by its name, and only where files wait on pages', async () => {
      const asked: string[] = [];
      const secrets = {
        ...testCall().secrets,
        whereabouts: async (each: string) => {
          asked.push(each);
          return undefined;
        },
      };
      const stands = [stand(undefined)];
      const look = (files: typeof secrets.files) =>
        withFiles('vco-1', stands, testCall({ secrets: { ...secrets, files } }));
      expect(await look('written')).toEqual(stands);
      expect(asked).toEqual([]);
      expect((await look('on a page'))[0]?.file).toBe('not known');
      expect(asked).toEqual([name]);
    });

    it('has its link while it waits, and whoever took it afterwards', () => {
      const waits = { ...{ Download: 'https://x/download/y', Name: name, Bytes: 41, Until: 'T', For: 'a person' } };
      expect(nextOf({ state: 'waits', ...waits })).toMatch(
        /waits at https:\/\/x\/download\/y .*until T.*Do not open it yourself/,
      );
      expect(nextOf({ state: 'taken', by: 'boss', at: 'T2' })).toContain(
        `to the text of ${name}, which boss took at T2`,
      );
      expect(nextOf({ state: 'taken', by: 'boss', at: 'T2' })).not.toContain('--secrets-dir');
    });

    it('that is gone can be had anew where the cloud shows the key, else another key has to be made', () => {
      expect(nextOf({ state: 'gone' })).toMatch(/GONE: .*DownloadVpnConnectionConfig \(VpnConnectionId vco-1\)/);
      expect(nextOf({ state: 'gone' }, { key: undefined, TunnelId: 'tun-1' })).toMatch(
        /GONE: .*ModifyTunnelAttribute with Psk/,
      );
      expect(nextOf({ state: 'gone' }, { key: undefined })).toContain('ModifyVpnConnectionAttribute');
      expect(nextOf('not known')).toMatch(/waits on the page that the step names, or is gone. If it is:/);
    });
  });

  it('that a tunnel is up proves nothing where it negotiates late', () => {
    const { board } = standingOf('vco-1', [{ tunnel: keyedTunnel({ isLate: true }), state: 'done', change }]);
    expect(board[1]).toMatchObject({ State: 'not known' });
  });

  it('what is left is next', () => {
    const { board, next } = standingOf('vco-1', [
      { tunnel, state: 'done', change },
      { tunnel: keyedTunnel({ name: 'other' }), state: 'to do' },
    ]);
    expect(board.at(-1)).toEqual({ What: 'other: key in the cloud (fingerprint 0a0a0a0a)', State: 'to do' });
    expect(next.join()).toContain('the same call goes on with other');
  });
});
