import { describe, expect, test } from 'vitest';
import { startPublic } from '../public/start-public.ts';
import { codeOf, goodCalls, ofTunnel } from './good-calls.ts';

const world = startPublic();
const good: Record<string, string> = goodCalls.CreateVpnAttachment;
const subnets = { LocalSubnet: '0.0.0.0/0', RemoteSubnet: '0.0.0.0/0' };
const single = { ...subnets, CustomerGatewayId: 'cgw-gone0001' };
const create = (parameters: Record<string, string>) => world.ask('CreateVpnAttachment', parameters);
const summary = (VpnConnectionId: string) => world.ask('DescribeVpnConnection', { VpnConnectionId });

describe('a new attachment', () => {
  test('of two tunnels hangs on nothing and has addresses of its own', async () => {
    const { VpnConnectionId, ...reply } = await create({
      ...good,
      Name: 'wide',
      TunnelBandwidth: 'Large',
      ResourceGroupId: 'rg-1',
    });
    expect(reply).toMatchObject({ Code: '200', Success: true, Name: 'wide' });
    const made = await summary(VpnConnectionId);
    expect(made).toMatchObject({ AttachType: 'NO_ASSOCIATED', TunnelBandwidth: 'Large', ResourceGroupId: 'rg-1' });
    const [first, second] = made.TunnelOptionsSpecification.TunnelOptions;
    expect([first.TunnelIndex, second.TunnelIndex]).toEqual([1, 2]);
    expect(first.InternetIp).not.toBe(second.InternetIp);
    expect(first).not.toHaveProperty('Role');
    expect(await codeOf(world, 'DeleteVpnAttachment', { VpnConnectionId })).toBe('ok');
    expect((await summary(VpnConnectionId)).Code).toBe('InvalidVpnConnectionInstanceId.NotFound');
  });

  test('of one tunnel takes the settings as texts', async () => {
    const { VpnConnectionId } = await create({
      ...{ ...single, IkeConfig: '{"Psk":"FAKE-one","IkeVersion":"ikev2"}', EnableDpd: 'false' },
      HealthCheckConfig: '{"enable":"true","dip":"10.1.1.1","sip":"10.2.2.2","Policy":"reserve_route"}',
    });
    expect(await summary(VpnConnectionId)).toMatchObject({
      ...{ EnableDpd: false, IkeConfig: { Psk: 'FAKE-one', IkeVersion: 'ikev2' } },
      VcoHealthCheck: { Enable: 'true', Policy: 'reserve_route' },
    });
    const changed = await world.ask('ModifyVpnAttachmentAttribute', {
      ...{
        VpnConnectionId,
        IkeConfig: '{"IkeEncAlg":"aes256"}',
        CustomerGatewayId: 'cgw-wan00001',
        NetworkType: 'private',
      },
    });
    expect(changed).toMatchObject({ NetworkType: 'private', IkeConfig: { Psk: 'FAKE-one', IkeEncAlg: 'aes256' } });
    expect((await summary(VpnConnectionId)).CustomerGatewayId).toBe('cgw-wan00001');
  });

  test.each<[Record<string, string>, string]>([
    [good, 'ok'],
    [subnets, 'MissingCustomerGatewayId'],
    [{ ...single, EnableTunnelsBgp: 'true' }, 'InvalidEnableTunnelsBgp'],
    [{ ...single, HealthCheckConfig: '{"Policy":"none"}' }, 'InvalidPolicy'],
    [{ ...good, CustomerGatewayId: 'cgw-gone0001' }, 'InvalidCustomerGatewayId'],
    [{ ...good, [ofTunnel(2, 'TunnelIndex')]: '3' }, 'InvalidTunnelIndex'],
    [{ ...good, [ofTunnel(2, 'TunnelIndex')]: '1' }, 'InvalidTunnelIndex'],
    [{ ...good, TunnelBandwidth: 'Small' }, 'InvalidTunnelBandwidth'],
    [{ ...good, NetworkType: 'vpc' }, 'InvalidNetworkType'],
    [{ ...good, LocalSubnet: '' }, 'MissingLocalSubnet'],
    [{ ...good, DryRun: 'true' }, 'DryRunOperation'],
  ])('with %j answers %s', async (parameters, code) => {
    expect(await codeOf(world, 'CreateVpnAttachment', parameters)).toBe(code);
  });
});

describe('an attachment', () => {
  test('on a transit router is changed, tunnel by tunnel, and stays', async () => {
    const reply = await world.ask('ModifyVpnAttachmentAttribute', {
      ...{ VpnConnectionId: 'vco-wan00001', Name: 'wider', [ofTunnel(1, 'TunnelId')]: 'tun-wan00001b' },
      [ofTunnel(1, 'EnableDpd')]: 'false',
    });
    expect(reply).toMatchObject({ Name: 'wider', AttachType: 'CEN', AttachInstanceId: 'cen-wan00001' });
    expect(reply.TunnelOptionsSpecification[1]).toMatchObject({ TunnelId: 'tun-wan00001b', EnableDpd: false });
    const gone = await codeOf(world, 'DeleteVpnAttachment', { VpnConnectionId: 'vco-wan00001' });
    expect(gone).toBe('DependencyViolation.TransitRouter');
  });

  test.each(['ModifyVpnAttachmentAttribute', 'DeleteVpnAttachment'])(
    'is none that is on a gateway: %s',
    async (action) => {
      expect(await codeOf(world, action, { VpnConnectionId: 'vco-paris001' })).toBe(
        'InvalidVpnConnectionInstanceId.NotFound',
      );
    },
  );
});
