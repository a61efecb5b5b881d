import { describe, expect, it } from 'vitest';
import { startWorld } from '../../support/world.ts';

describe('which certificate is meant', () => {
  it('is never guessed: a part of a name, a shared name and an unknown one are told with what there is', async () => {
    const { agent } = await startWorld({ patch: { 'vsc-omarlaptop.Name': 'lin-phone' } });
    const summary = async (SslVpnClientCertId: string) => {
      const { isError, text } = await agent.call('ExportSslClient', { SslVpnClientCertId });
      expect(isError).toBe(true);
      return text;
    };
    const part = await summary('lin');
    expect(part).toMatch(/vsc-linmacbook \(lin-macbook[\s\S]*vsc-linphone \(lin-phone[\s\S]*Nothing was written/);
    expect(await summary('lin-phone')).toMatch(/vsc-linphone \(lin-phone[\s\S]*vsc-omarlaptop \(lin-phone/);
    expect(await summary('priya')).toContain('vsc-priyalaptop (priya-laptop');
    expect(await summary('LIN-MACBOOK')).toContain('vsc-linmacbook');
    expect(await summary('nobody')).toMatch(/no client certificate that was found[\s\S]*CreateSslVpnClientCert/);
    expect(await summary('vss-hq0001')).toContain('no client certificate');
  });

  it('is found by its name in whichever region has it', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('ExportSslClient', { SslVpnClientCertId: 'omar-laptop' });
    expect(data['Certificate']).toMatchObject({ Id: 'vsc-omarlaptop', Name: 'omar-laptop', Server: 'vss-hq0001' });
    const elsewhere = { SslVpnClientCertId: 'omar-laptop', RegionId: 'cn-beijing-env12-d01' };
    expect((await agent.call('ExportSslClient', elsewhere)).isError).toBe(true);
  });
});
