import { expect, test } from 'vitest';
import { inputMessages } from '../input-messages.ts';

test.each(['AssociateVpnGatewayWithCertificate', 'DissociateVpnGatewayWithCertificate'] as const)(
  '%s names a gateway, a certificate and which of the two kinds it is',
  (action) => {
    expect(inputMessages(action, { ClientToken: 'abc' }, 'public')).toEqual([]);
    expect(inputMessages(action, { CertificateType: 'Both' }, 'public').join()).toMatch(/one of Encryption, Signature/);
    expect(inputMessages(action, { CertificateId: undefined }, 'public').join()).toMatch(/CertificateId is required/);
    expect(inputMessages(action, { VpnGatewayId: 'cgw-1' }, 'public').join()).toMatch(/starts with vpn-/);
  },
);

test('a list asks for at most twenty gateways and certificates', () => {
  const many = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}-${at}`);
  const said = (change: Readonly<Record<string, unknown>>) =>
    inputMessages('ListVpnCertificateAssociations', change, 'public').join();
  expect(said({ VpnGatewayId: many('vpn', 20), CertificateId: many('cert', 20), MaxResults: 20 })).toBe('');
  expect(said({ VpnGatewayId: many('vpn', 21) })).toMatch(/^VpnGatewayId names 1 to 20 IDs$/);
  expect(said({ CertificateId: many('cert', 21) })).toMatch(/^CertificateId names 1 to 20 IDs$/);
  expect(said({ MaxResults: 21 })).toMatch(/^MaxResults is at most 20$/);
});
