import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, refusalOf, startBench } from '../bench.ts';

// Tunnels of such a gateway know themselves by its certificates.

const RegionId = 'cn-hangzhou';
const { AssociateVpnGatewayWithCertificate } = actions;
const startPublic = (more = {}) => startBench({ world: 'public', ...more });

test('only a gateway of the national standard gets a certificate, and the plan names its tunnels', async () => {
  const pair = {
    ...{ RegionId, VpnGatewayId: 'vpn-shop0001', CertificateId: '6bfe4218-made-up' },
    CertificateType: 'Signature' as const,
  };
  const normal = await startPublic();
  const { message } = await refusalOf(normal.invoke(AssociateVpnGatewayWithCertificate, pair, normal.call()));
  expect(message).toContain('is of type Normal');
  const bench = await startPublic({ patch: { 'vpn-shop0001.VpnType': 'NationalStandard' } });
  const summary = await bench.plan(AssociateVpnGatewayWithCertificate, pair);
  expect(summary.BlastRadius.join('\n')).toContain('paris (vco-paris001)');
  expect(summary.Undo).toContain('DissociateVpnGatewayWithCertificate');
  const away = { ...pair, CertificateId: 'another' };
  const refused = bench.invoke(actions.DissociateVpnGatewayWithCertificate, away, bench.call());
  expect((await refusalOf(refused)).message).toContain('does not have another as its Signature certificate');
});

test('giving and taking a certificate are both read back as done', async () => {
  const pair = {
    RegionId,
    VpnGatewayId: 'vpn-shop0001',
    CertificateId: 'made-up',
    CertificateType: 'Signature' as const,
  };
  const bench = await startPublic({ patch: { 'vpn-shop0001.VpnType': 'NationalStandard' } });
  for (const action of [AssociateVpnGatewayWithCertificate, actions.DissociateVpnGatewayWithCertificate]) {
    const { Outcome } = await bench.invoke(action, pair, bench.call(agreeable()));
    expect(Outcome, action.name).toMatchObject({ State: 'done', Confirmed: true });
  }
});
