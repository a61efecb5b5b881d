import { bad, type Finding, good, note } from './finding.ts';

/** The certificate that a server presented in a handshake, and whether it is trusted. */
export interface PresentedCertificate {
  readonly host: string;
  /** Why Node would not trust it, as a code of OpenSSL or Node; undefined: it does. */
  readonly fault?: string | undefined;
  readonly subject?: string | undefined;
  readonly issuer?: string | undefined;
  /** Names that the certificate is good for, as `DNS:a, DNS:b`. */
  readonly names?: string | undefined;
  readonly validFromMs: number;
  readonly validToMs: number;
  readonly protocol?: string | undefined;
}

const soonMs = 30 * 86_400_000;

const dayOf = (ms: number): string => (Number.isNaN(ms) ? 'an unknown day' : new Date(ms).toISOString().slice(0, 10));

const authority = (issuer: string | undefined): string => (issuer ? `"${issuer}"` : 'an authority without a name');

const addAuthority = 'Get the PEM of that authority from the operator of the site and name it by --ca-file.';

/** What is wrong with the chain, and what to do, by OpenSSL's code. */
const faults: Readonly<Record<string, (shown: PresentedCertificate) => readonly [found: string, remedy: string]>> = {
  SELF_SIGNED_CERT_IN_CHAIN: ({ issuer }) => [
    `the chain ends at an authority that this machine does not trust; the certificate is by ${authority(issuer)}`,
    addAuthority,
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: ({ subject }) => [
    `the certificate of ${authority(subject)} is signed by itself`,
    'If that is meant so, name this very certificate by --ca-file.',
  ],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ({ issuer }) => [
    `nothing here knows its issuer ${authority(issuer)}`,
    addAuthority,
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ({ issuer }) => [
    `nothing here knows its issuer ${authority(issuer)}, and the server sends no certificate between`,
    `${addAuthority} If the authority is public, the operator has to send the certificate between too.`,
  ],
  CERT_HAS_EXPIRED: ({ validToMs }) => [
    `a certificate of the chain has expired; the server's own ends ${dayOf(validToMs)}`,
    "The operator of the site has to renew it; check this machine's clock as well.",
  ],
  CERT_NOT_YET_VALID: ({ validFromMs }) => [
    `a certificate of the chain is not valid yet; the server's own begins ${dayOf(validFromMs)}`,
    "Check this machine's clock first, then ask the operator of the site.",
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: ({ host, names, subject }) => [
    `the certificate is for ${names ?? subject ?? 'another name'}, not for ${host}`,
    'Write the endpoint with a name that the certificate has.',
  ],
};

/** The finding on a handshake that was made, whether the certificate is trusted or not. */
export const judgeCertificate = (check: string, shown: PresentedCertificate, nowMs: number): Finding => {
  const { fault, issuer, validToMs, protocol } = shown;
  if (fault !== undefined) {
    const [found, remedy] = faults[fault]?.(shown) ?? [`the certificate is not trusted (${fault})`, addAuthority];
    return bad(check, `${found} (${fault})`, remedy);
  }
  const found = `${protocol ?? 'TLS'}, certificate by ${authority(issuer)}, good until ${dayOf(validToMs)}`;
  if (validToMs - nowMs > soonMs) return good(check, found);
  return note(check, found, 'It ends soon: tell the operator of the site.');
};
