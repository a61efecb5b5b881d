import { z } from 'zod';
import { defineAction } from '../action.ts';
import {
  clientToken,
  name,
  page,
  regionId,
  request,
  sslVpnClientCertId,
  sslVpnServerId,
  text,
} from '../schema/fields.ts';
import { epochMs, list, pages, reply, string } from '../schema/reply-fields.ts';
import { secretText } from '../schema/secret.ts';

const certificate = {
  SslVpnClientCertId: string,
  SslVpnServerId: string,
  RegionId: string,
  Name: string,
  Status: string,
  CreateTime: epochMs,
  CreateTimeIso: string,
  EndTime: epochMs,
  EndTimeIso: string,
};
const named = { SslVpnClientCertId: string, Name: string };

export const CreateSslVpnClientCert = defineAction({
  name: 'CreateSslVpnClientCert',
  verb: 'create',
  resource: 'client-certificate',
  summary: 'Issue a client certificate of an SSL-VPN server.',
  risk: 'write',
  input: request({
    RegionId: regionId,
    SslVpnServerId: sslVpnServerId,
    Name: name.optional(),
    ClientToken: clientToken,
  }),
  output: reply(named),
});

export const ModifySslVpnClientCert = defineAction({
  name: 'ModifySslVpnClientCert',
  verb: 'modify',
  resource: 'client-certificate',
  summary: 'Rename a client certificate; it is not renewed.',
  risk: 'write',
  input: request({
    RegionId: regionId,
    SslVpnClientCertId: sslVpnClientCertId,
    Name: name.optional(),
    ClientToken: clientToken,
  }),
  output: reply(named),
});

export const DescribeSslVpnClientCerts = defineAction({
  name: 'DescribeSslVpnClientCerts',
  verb: 'describe',
  resource: 'client-certificate',
  summary: 'List client certificates with status and expiry.',
  risk: 'read',
  input: request({
    RegionId: regionId,
    SslVpnServerId: sslVpnServerId.optional(),
    SslVpnClientCertId: sslVpnClientCertId.optional(),
    Name: text.optional(),
    ...page,
  }),
  // The guide's samples show SSL servers here, a slip; the table is right.
  output: reply({ SslVpnClientCertKeys: list('SslVpnClientCertKey', z.looseObject(certificate)), ...pages }),
});

export const DescribeSslVpnClientCert = defineAction({
  name: 'DescribeSslVpnClientCert',
  verb: 'describe',
  resource: 'client-certificate',
  summary: "Show one client certificate; its private key goes to the operator's folder, not into the reply.",
  risk: 'read',
  input: request({ RegionId: regionId, SslVpnClientCertId: sslVpnClientCertId }),
  output: reply({
    ...certificate,
    CaCert: string,
    ClientCert: string,
    // A client profile may embed the private key, so it is as secret as the key itself.
    ClientConfig: secretText.optional(),
    ClientKey: secretText.optional(),
  }),
});

export const DeleteSslVpnClientCert = defineAction({
  name: 'DeleteSslVpnClientCert',
  verb: 'delete',
  resource: 'client-certificate',
  summary: 'Revoke a client certificate for good; ALL clients of its server drop and must reconnect.',
  risk: 'destroy',
  input: request({ RegionId: regionId, SslVpnClientCertId: sslVpnClientCertId, ClientToken: clientToken }),
  output: reply({}),
});
