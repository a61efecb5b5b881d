import { expect, test } from 'vitest';
import { DescribeSslVpnClientCert } from '../../../src/catalogue/actions/ssl-client-cert.ts';
import { inputMessages } from '../input-messages.ts';

test('a certificate is made for a server and named like everything else', () => {
  expect(inputMessages('CreateSslVpnClientCert', { Name: 'bob-laptop' })).toEqual([]);
  expect(inputMessages('CreateSslVpnClientCert', { Name: 'bob laptop' })).toHaveLength(1);
  expect(inputMessages('CreateSslVpnClientCert', { SslVpnServerId: 'vsc-9' })).toEqual([
    'SslVpnServerId starts with vss-: FindResource tells the ID of a name',
  ]);
});

test('a filter by name takes any text, since names made elsewhere may be odd', () => {
  expect(inputMessages('DescribeSslVpnClientCerts', { Name: 'bob laptop' })).toEqual([]);
});

test('the key and the profile of a certificate may be handles', () => {
  const handle = { Fingerprint: '0badf00d', Length: 1704, File: 'vsc-9.key' };
  const reply = { SslVpnClientCertId: 'vsc-9', ClientKey: handle, ClientConfig: handle, CaCert: 'fake' };
  expect(DescribeSslVpnClientCert.output.parse(reply)).toEqual(reply);
});
