import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../src/tools/keys/standing.ts';
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
