import { clientLifetimeMs, createAuthority, issueClient } from '../state/certificates.ts';
import { writeProfile } from '../state/client-profile.ts';
import { certStatus, dropSessions } from '../state/ssl-sessions.ts';
import type { SslVpnClientCert, SslVpnServer, World } from '../state/world.ts';
import {
  gatewayOf,
  mustBeFree,
  mustBePaidAndFree,
  mustFitQuota,
  own,
  ownAsked,
  ownership,
  ownershipShown,
  pick,
  regionRow,
  sent,
  tokenRow,
} from './checks.ts';
import { type Handlers, may, must, type Reply, type Request } from './handler.ts';
import { name, text } from './kinds.ts';
import { page, pageRows } from './page.ts';
import { findServer } from './ssl-server.ts';

const findCert = (world: World, request: Request): SslVpnClientCert =>
  pick(own(world.data.ssl_certs, request), 'SslVpnClientCertId', request.input['SslVpnClientCertId']);

/** The server of a certificate; a certificate does not outlive its server. */
const serverOf = (world: World, { SslVpnServerId }: SslVpnClientCert): SslVpnServer =>
  pick(world.data.ssl_servers, 'SslVpnServerId', SslVpnServerId);

const shown = (cert: SslVpnClientCert, world: World): Reply => {
  const { RegionId, SslVpnServerId, SslVpnClientCertId, Name, CreateTime, EndTime } = cert;
  const Status = certStatus(cert, world.clock.now());
  return {
    ...{ RegionId, SslVpnServerId, SslVpnClientCertId, Name, CreateTime, EndTime, Status },
    ...ownershipShown(cert),
  };
};

/** Certificate and key of a client, made at the first read and kept. */
const files = (cert: SslVpnClientCert, server: SslVpnServer) => {
  const { SslVpnServerId, SslVpnClientCertId, EndTime } = cert;
  const from = cert.CreateTime ?? EndTime - clientLifetimeMs;
  server.authority ??= createAuthority(SslVpnServerId, server.CreateTime ?? from);
  if (!cert.ClientCert || !cert.ClientKey) {
    const made = issueClient(server.authority, SslVpnServerId, SslVpnClientCertId, from, EndTime);
    Object.assign(cert, { ClientCert: made.cert, ClientKey: made.key });
  }
  cert.CaCert ??= server.authority.ca.cert;
  return { CaCert: cert.CaCert, ClientCert: cert.ClientCert ?? '', ClientKey: cert.ClientKey ?? '' };
};

const create = (request: Request, world: World): Reply => {
  const server = findServer(world, request);
  const gateway = gatewayOf(world, server);
  mustBePaidAndFree(world, gateway);
  mustFitQuota(own(world.data.ssl_certs, request).length, world.platform.quotas.ssl_certs);
  const SslVpnClientCertId = world.newId('vsc');
  const CreateTime = Math.floor(world.clock.now() / 1000) * 1000;
  const Name = request.input['Name'] ?? '';
  world.data.ssl_certs.push({
    ...ownership(request, world),
    SslVpnClientCertId,
    SslVpnServerId: server.SslVpnServerId,
    Name,
    CreateTime,
    EndTime: CreateTime + clientLifetimeMs,
  });
  world.begin(gateway, 'updating');
  return { SslVpnClientCertId, Name };
};

/** Only the name can change, and at once: the guide's table knows no busy gateway here. */
const modify = (request: Request, world: World): Reply => {
  const cert = findCert(world, request);
  Object.assign(cert, sent(request, 'Name'));
  return { SslVpnClientCertId: cert.SslVpnClientCertId, Name: cert.Name };
};

const list = (request: Request, world: World): Reply => {
  const found = ownAsked(world.data.ssl_certs, request, 'SslVpnServerId', 'SslVpnClientCertId', 'Name');
  return page(found, request.input, ['SslVpnClientCertKeys', 'SslVpnClientCertKey'], (one) => shown(one, world));
};

const describe = (request: Request, world: World): Reply => {
  const cert = findCert(world, request);
  const server = serverOf(world, cert);
  const texts = files(cert, server);
  return { ...shown(cert, world), ...texts, ClientConfig: cert.ClientConfig ?? writeProfile(server, texts) };
};

/** The server starts again without the certificate, so everybody is cut off, not only its holder. */
const remove = (request: Request, world: World): Reply => {
  const cert = findCert(world, request);
  const server = serverOf(world, cert);
  const gateway = gatewayOf(world, server);
  mustBeFree(world, gateway);
  world.data.ssl_certs = world.data.ssl_certs.filter((one) => one !== cert);
  dropSessions(world, server);
  world.begin(gateway, 'updating');
  return {};
};

const idRow = { SslVpnClientCertId: must(text) };

export const sslClientCertHandlers = {
  CreateSslVpnClientCert: {
    effect: 'write',
    takes: { ...regionRow, ...tokenRow, SslVpnServerId: must(text), Name: may(name) },
    run: create,
  },
  ModifySslVpnClientCert: {
    effect: 'write',
    takes: { ...regionRow, ...tokenRow, ...idRow, Name: may(name) },
    run: modify,
  },
  DescribeSslVpnClientCerts: {
    effect: 'read',
    takes: { ...regionRow, ...pageRows, SslVpnServerId: may(text), SslVpnClientCertId: may(text), Name: may(text) },
    run: list,
  },
  DescribeSslVpnClientCert: { effect: 'read', takes: { ...regionRow, ...idRow }, run: describe },
  DeleteSslVpnClientCert: { effect: 'write', takes: { ...regionRow, ...tokenRow, ...idRow }, run: remove },
} satisfies Handlers;
