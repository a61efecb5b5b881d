import { describe, expect, test } from 'vitest';
import { tokenPage } from '../../../src/sandbox/public-writes/certificate.ts';
import { startPublic } from '../public/start-public.ts';
import { codeOf } from './good-calls.ts';

const world = startPublic();
const good = { VpnGatewayId: 'vpn-lab00001', CertificateId: 'FAKE-cert-1', CertificateType: 'Signature' };
const associate = async (more: Record<string, string> = {}) => {
  await world.patch({ 'vpn-lab00001.VpnType': 'NationalStandard' });
  return codeOf(world, 'AssociateVpnGatewayWithCertificate', { ...good, ...more });
};
const list = (more: Record<string, string> = {}) => world.ask('ListVpnCertificateAssociations', more);

describe('a certificate of a gateway', () => {
  test('is there once associated, found by what it is, and gone again', async () => {
    expect(await associate()).toBe('ok');
    expect(await associate({ CertificateId: 'FAKE-cert-2', CertificateType: 'Encryption' })).toBe('ok');
    const all = await list({ 'VpnGatewayId.1': 'vpn-lab00001', MaxResults: '1' });
    expect(all).toMatchObject({
      TotalCount: 2,
      MaxResults: 1,
      VpnCertificateRelations: [{ ...good, RegionId: 'cn-hangzhou' }],
    });
    const rest = await list({ MaxResults: '1', NextToken: all.NextToken });
    expect(rest.VpnCertificateRelations).toMatchObject([{ CertificateId: 'FAKE-cert-2' }]);
    expect(rest).not.toHaveProperty('NextToken');
    expect((await list({ 'CertificateId.1': 'FAKE-cert-2' })).TotalCount).toBe(1);
    expect((await list({ CertificateType: 'Signature' })).TotalCount).toBe(1);
    expect(await codeOf(world, 'DissociateVpnGatewayWithCertificate', good)).toBe('ok');
    expect((await list()).TotalCount).toBe(1);
  });

  test('is one of each type, and not the same for both', async () => {
    await associate();
    expect(await associate({ CertificateId: 'FAKE-cert-2' })).toBe('InvalidCertificateType');
    expect(await associate({ CertificateType: 'Encryption' })).toBe('InvalidCertificateId');
    expect(await associate({ CertificateType: 'Root' })).toBe('InvalidCertificateType');
  });

  test('is refused by other gateways, by one that is not there, and where it is not', async () => {
    expect(await associate({ VpnGatewayId: 'vpn-shop0001' })).toBe('OperationUnsupported.Certificate');
    expect(await associate({ VpnGatewayId: 'vpn-none' })).toBe('InvalidVpnGatewayInstanceId.NotFound');
    expect(await codeOf(world, 'DissociateVpnGatewayWithCertificate', good)).toBe('InvalidCertificateId.NotFound');
  });

  test('is only tried in a dry run: once with a request ID alone, once with a code', async () => {
    expect(await associate({ DryRun: 'true' })).toBe('ok');
    expect((await list()).TotalCount).toBe(0);
    await associate();
    expect(await codeOf(world, 'DissociateVpnGatewayWithCertificate', { ...good, DryRun: 'true' })).toBe(
      'DryRunOperation',
    );
    expect((await list()).TotalCount).toBe(1);
  });

  test('goes with its gateway', async () => {
    await associate();
    await world.ask('DeleteVpnConnection', { VpnConnectionId: 'vco-lab00001' });
    expect(await codeOf(world, 'DeleteVpnGateway', { VpnGatewayId: 'vpn-lab00001' })).toBe('ok');
    expect((await list()).TotalCount).toBe(0);
  });
});

test('a token that is none is refused', () => {
  expect(tokenPage([1, 2, 3], { NextToken: 'token-2' }, 2)).toEqual({ page: [3] });
  expect(() => tokenPage([1], { NextToken: 'token-x' }, 2)).toThrow('NextToken');
  expect(() => tokenPage([1], { NextToken: 'token-9' }, 2)).toThrow('NextToken');
});
