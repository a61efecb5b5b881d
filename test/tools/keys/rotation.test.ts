import { describe, expect, it } from 'vitest';
import { nextOf, standOf, wantedOf } from '../../../src/tools/keys/rotation.ts';
import { handle, keyChange, keyedTunnel } from './samples.ts';

const up = keyedTunnel();
const down = keyedTunnel({ isUp: false, isAgreed: false });
const masked = keyedTunnel({ key: undefined });

describe('where a tunnel stands', () => {
  it.each([
    ['never changed', up, [], 'to do'],
    ['changed, and up', up, [keyChange()], 'done'],
    ['changed, and down', down, [keyChange()], 'at the peer'],
    ['changed, status not known', keyedTunnel({ isUp: undefined, isAgreed: false }), [keyChange()], 'at the peer'],
    ['changed, and agreed while its health check fails', keyedTunnel({ isUp: false }), [keyChange()], 'done'],
    ['changed, shown as a mask', masked, [keyChange()], 'done'],
    ['the change failed', up, [keyChange({ result: 'failed' })], 'to do'],
    ['nobody knows', down, [keyChange({ result: 'unknown' })], 'to do'],
    ['another field was changed', up, [keyChange({ changed: ['IkeConfig.IkePfs'] })], 'to do'],
    ['it was made with this key', up, [keyChange({ action: 'CreateVpnConnection' })], 'to do'],
    [
      'the key of the other tunnel',
      up,
      [keyChange({ changed: ['TunnelOptionsSpecification[slave].TunnelIkeConfig.Psk'] })],
      'to do',
    ],
    ['somebody else was there since', up, [keyChange({ keys: [handle('0b0b0b0b')] })], 'to do'],
    ['failed after it was done', up, [keyChange(), keyChange({ result: 'failed' })], 'done'],
  ])('%s', (_, tunnel, changes, state) => {
    expect(standOf(tunnel, changes).state).toBe(state);
  });
});

const stand = (Role: string, state: 'to do' | 'at the peer' | 'done', isUp: boolean) => ({
  tunnel: keyedTunnel({ name: Role, Role, TunnelId: `tun-${Role}`, isUp }),
  state,
});

describe('the tunnel that is next', () => {
  it.each([
    ['the standby while both are up', [stand('master', 'to do', true), stand('slave', 'to do', true)], 'slave'],
    ['the one that is down', [stand('master', 'to do', false), stand('slave', 'to do', true)], 'master'],
    [
      'none while the first waits for its peer',
      [stand('master', 'to do', true), stand('slave', 'at the peer', false)],
      undefined,
    ],
    ['the other one when the first is up', [stand('master', 'to do', true), stand('slave', 'done', true)], 'master'],
    ['none when all is done', [stand('master', 'done', true), stand('slave', 'done', true)], undefined],
  ])('is %s', (_, stands, name) => {
    expect(nextOf(stands)?.tunnel.name).toBe(name);
  });
});

it('one of two tunnels is meant by its ID or role, and what is none of them is refused', () => {
  const stands = [stand('master', 'to do', true), stand('slave', 'to do', true)];
  expect(wantedOf(stands, {})).toEqual(stands);
  expect(wantedOf(stands, { Role: 'slave' })).toEqual([stands[1]]);
  expect(wantedOf(stands, { TunnelId: 'tun-master' })).toEqual([stands[0]]);
  expect(() => wantedOf(stands, { TunnelId: 'tun-master', Role: 'slave' })).toThrow(
    'TunnelId tun-master with Role slave is no tunnel of this connection. Nothing was sent.',
  );
});
