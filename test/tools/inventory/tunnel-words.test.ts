import { describe, expect, it } from 'vitest';
import { isOwnTunnel, readTunnels } from '../../../src/network/tunnels.ts';
import { tunnelName, whyNotUnderstood } from '../../../src/tools/inventory/tunnel-words.ts';
import { oddTunnels, twoTunnels } from '../../support/two-tunnels.ts';

describe('the tunnels in a connection', () => {
  it('are read once for each row', () => {
    const connection = twoTunnels();
    expect(readTunnels(connection)).toBe(readTunnels(connection));
    expect(readTunnels(connection).tunnels).toHaveLength(2);
  });

  it('are the connection itself where it has only one', () => {
    expect([{}, twoTunnels(), oddTunnels].map(isOwnTunnel)).toEqual([true, false, false]);
  });

  it('that are not understood have a reason in both languages', () => {
    expect(whyNotUnderstood(oddTunnels, 'en')).toBe('their list is null');
    expect(whyNotUnderstood(oddTunnels, 'zh')).toBe('列表为 null');
    expect(whyNotUnderstood(twoTunnels(), 'en')).toBeUndefined();
  });

  it.each([
    [{ TunnelId: 'tun-1', Role: 'master' }, 'tun-1'],
    [{ Role: 'slave' }, 'slave'],
    [{ TunnelIndex: 2 }, 'tunnel 2'],
    [{}, 'tunnel'],
  ])('of %j is called %s', (tunnel, name) => {
    expect(tunnelName({ connection: {}, ...tunnel })).toBe(name);
  });
});
