import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { connect, isIP } from 'node:net';
import * as tls from 'node:tls';
import { proxyFor } from '../../client/http/proxy.ts';
import type { NetworkOptions } from '../../client/options.ts';
import { judgeCertificate } from './certificate.ts';
import { bad, type Finding, good, withoutPassword } from './finding.ts';

interface Target {
  readonly host: string;
  readonly port: number;
}

const targetOf = (url: URL): Target => ({
  host: url.hostname.replace(/^\[|\]$/g, ''),
  port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
});

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);

const resolveName = async (check: string, { host }: Target): Promise<Finding> => {
  if (isIP(host)) return good(check, `${host} is an address already`);
  try {
    const found = await lookup(host, { all: true });
    return good(check, `${host} is ${found.map(({ address }) => address).join(', ')}`);
  } catch (error) {
    const remedy = "Check how it is spelt, and this machine's DNS; names inside a site often need its VPN.";
    return bad(check, `${host} cannot be resolved (${codeOf(error)})`, remedy);
  }
};

const openConnection = (check: string, { host, port }: Target, limitMs: number): Promise<Finding> =>
  new Promise((resolve) => {
    const startMs = performance.now();
    const socket = connect({ host, port, timeout: limitMs });
    const end = (finding: Finding): void => {
      socket.destroy();
      resolve(finding);
    };
    socket.once('connect', () => end(good(check, `${host}:${port} in ${Math.round(performance.now() - startMs)} ms`)));
    socket.once('timeout', () =>
      end(bad(check, `${host}:${port} says nothing within ${limitMs} ms`, 'A firewall may be between: try --proxy.')),
    );
    socket.once('error', (error) =>
      end(bad(check, `${host}:${port} does not answer (${codeOf(error)})`, 'Check host and port, then any firewall.')),
    );
  });

const nameOf = (field: string | string[] | undefined): string | undefined =>
  Array.isArray(field) ? field.join(', ') : field;

const certificateOf = (socket: tls.TLSSocket, host: string) => {
  // Without a certificate Node gives an empty object.
  const { subject, issuer, subjectaltname, valid_from, valid_to }: Partial<tls.PeerCertificate> =
    socket.getPeerCertificate();
  return {
    host,
    fault: socket.authorized ? undefined : codeOf(socket.authorizationError),
    subject: nameOf(subject?.CN),
    issuer: nameOf(issuer?.CN ?? issuer?.O),
    names: subjectaltname,
    validFromMs: Date.parse(valid_from ?? ''),
    validToMs: Date.parse(valid_to ?? ''),
    protocol: socket.getProtocol() ?? undefined,
  };
};

/** Makes the handshake without a check of the certificate and judges it afterwards: a refused one shows nothing. */
const makeHandshake = (
  check: string,
  { host, port }: Target,
  ca: string[] | undefined,
  limitMs: number,
): Promise<Finding> =>
  new Promise((resolve) => {
    const servername = isIP(host) ? {} : { servername: host };
    const socket = tls.connect({ host, port, ...servername, ...(ca && { ca }), rejectUnauthorized: false });
    const end = (finding: Finding): void => {
      socket.destroy();
      resolve(finding);
    };
    socket.setTimeout(limitMs, () =>
      end(bad(check, `the handshake is not over after ${limitMs} ms`, 'A middlebox may be between: try --proxy.')),
    );
    socket.once('secureConnect', () => end(judgeCertificate(check, certificateOf(socket, host), Date.now())));
    socket.once('error', (error) =>
      end(bad(check, `no handshake (${codeOf(error)})`, 'If the endpoint does not speak TLS, write it with http://.')),
    );
  });

/** The authorities that the client trusts. A file that cannot be used is a finding of the local checks. */
const authorities = async (file: string | undefined): Promise<string[] | undefined> => {
  const text = file === undefined ? '' : await readFile(file, 'utf8').catch(() => '');
  const known: { rootCertificates: readonly string[]; getCACertificates?: () => string[] } = tls;
  return text === '' ? undefined : [...(known.getCACertificates?.() ?? known.rootCertificates), text];
};

const steps = async (prefix: string, target: Target, run: readonly ((t: Target) => Promise<Finding>)[]) => {
  const findings: Finding[] = [];
  for (const step of run) {
    const finding = await step(target);
    findings.push({ ...finding, check: `${prefix}${finding.check}` });
    if (finding.state === 'bad') break;
  }
  return findings;
};

/**
 * The connection to an origin, step by step: proxy, name, TCP, TLS. Stops at the first failure. Behind a proxy only the
 * connection to the proxy can be checked.
 */
export const networkChecks = async (
  origin: string,
  options: NetworkOptions,
  prefix = '',
): Promise<readonly Finding[]> => {
  const limitMs = options.connectTimeoutMs ?? 5000;
  const proxy = proxyFor(origin, options);
  const name = (target: Target) => resolveName('name', target);
  const connection = (target: Target) => openConnection('connection', target, limitMs);
  if (proxy !== undefined) {
    const proxyFinding = good(`${prefix}proxy`, withoutPassword(proxy));
    return [proxyFinding, ...(await steps(`${prefix}proxy's `, targetOf(new URL(proxy)), [name, connection]))];
  }
  const url = new URL(origin);
  const ca = await authorities(options.caFile);
  const handshake = (target: Target) => makeHandshake('TLS', target, ca, limitMs);
  const isChecked = url.protocol === 'https:' && !options.insecure;
  const proxyFinding = good(`${prefix}proxy`, 'none for this endpoint');
  return [proxyFinding, ...(await steps(prefix, targetOf(url), [name, connection, ...(isChecked ? [handshake] : [])]))];
};
