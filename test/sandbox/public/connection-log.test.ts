import { describe, expect, it } from 'vitest';
import { startPublic } from './start-public.ts';

const world = startPublic();
const ask = (VpnConnectionId: string, more: Record<string, string> = {}) =>
  world.ask('DescribeVpnConnectionLogs', { VpnConnectionId, MinutePeriod: '5', PageSize: '50', ...more });
const linesOf = async (...how: Parameters<typeof ask>): Promise<string[]> => (await ask(...how)).Data.Logs;

describe('the log of a connection', () => {
  it('is written from the negotiation of the tunnel that is asked for', async () => {
    await world.reset();
    const second = await linesOf('vco-paris001', { TunnelId: 'tun-paris001b' });
    expect(second.join('\n')).toContain('mismatch of preshared secrets');
    expect(second.join('\n')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d vco-paris001 \[PROTO_/);
    const first = await linesOf('vco-paris001', { TunnelId: 'tun-paris001a' });
    expect(first.join('\n')).not.toContain('PROTO_ERR');
  });

  it('has both tunnels, by time, where none is named', async () => {
    const lines = await linesOf('vco-madrid01');
    expect(lines.join('\n')).toContain('received KE type 14,expected 2');
    expect(lines.join('\n')).toContain('retransmission count exceeded the limit');
    const times = lines.map((line) => line.slice(0, 19));
    expect(times).toEqual([...times].sort());
  });

  it('follows a mended tunnel at once', async () => {
    await world.patch({ 'tun-paris001b.peer.IkeConfig.Psk': 'FAKE-public-psk-paris001b' });
    expect((await linesOf('vco-paris001')).join('\n')).not.toContain('PROTO_ERR');
  });

  it('never has a key', async () => {
    await world.reset();
    const { secrets } = world.cloud.world.data;
    const all = await Promise.all(world.cloud.world.data.connections.map((one) => linesOf(one.VpnConnectionId)));
    for (const secret of secrets) expect(all.flat().join('\n')).not.toContain(secret);
  });

  it('has the lines of newer gateways where the switch says so', async () => {
    await world.reset({ connection_log: 'strongswan' });
    const lines = await linesOf('vco-madrid01', { TunnelId: 'tun-madrid01a' });
    expect(lines.join('\n')).toMatch(/vco-madrid01 \[CFG\] {3}no acceptable KEY_EXCHANGE_METHOD found/);
  });

  it('is paged, and says how many lines the page has', async () => {
    await world.reset();
    const all = await ask('vco-madrid01');
    const page = await ask('vco-madrid01', { PageSize: '3', PageNumber: '2' });
    expect(page).toMatchObject({ PageNumber: 2, PageSize: 3, Count: 3, IsCompleted: true });
    expect(all.Data.Logs.join('\n')).toContain(page.Data.Logs[0].slice(20));
    await world.reset({ log_complete: false });
    expect((await ask('vco-madrid01')).IsCompleted).toBe(false);
  });

  it('takes a range in seconds', async () => {
    await world.reset();
    const end = Math.floor(world.cloud.clock.now() / 1000) - 600;
    const range = { From: String(end - 60), To: String(end), MinutePeriod: '' };
    const lines = await linesOf('vco-madrid01', range);
    expect(lines.length).toBeGreaterThan(0);
    const seconds = lines.map((line) => Date.parse(`${line.slice(0, 19).replace(' ', 'T')}+08:00`) / 1000);
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(end - 60);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(end);
  });

  it.each([
    ['a tunnel of another connection', { TunnelId: 'tun-berlin01a' }, 'InvalidTunnelId'],
    ['no range', { MinutePeriod: '' }, 'MissingMinutePeriod'],
    ['too long a period', { MinutePeriod: '11' }, 'InvalidMinutePeriod'],
    ['a time that is none', { From: 'yesterday' }, 'InvalidFrom'],
    ['a connection that is not there', { VpnConnectionId: 'vco-none' }, 'InvalidVpnConnectionInstanceId.NotFound'],
  ])('is refused for %s', async (_what, more, code) => {
    expect((await ask('vco-paris001', more as Record<string, string>)).Code).toBe(code);
  });
});
