import { X509Certificate } from 'node:crypto';
import { refuseValue } from './ssl-refuse.ts';

/** A block: in its lines stands nothing that could end the place in a profile where it is put. */
const BLOCK = /-----BEGIN CERTIFICATE-----\r?\n(?:[A-Za-z0-9+/=_:, -]*\r?\n)+?-----END CERTIFICATE-----/g;

/** The certificates in a text, without what a CA writes around them; refuses a text without any. */
export const certificatesIn = (text: unknown, field: string, owner: string): string => {
  const blocks = typeof text === 'string' ? (text.match(BLOCK) ?? []) : [];
  if (blocks.length > 0) return blocks.map((block) => block.replaceAll('\r', '')).join('\n');
  return refuseValue(
    owner,
    field,
    'a PEM certificate',
    'Call DescribeSslVpnClientCert to see what the cloud gives; a certificate without texts has to be made anew.',
  );
};

/** What a certificate itself says; undefined where it cannot be read. */
export interface CertificateFacts {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Whether one of the authorities has signed it. */
  readonly isIssued: boolean;
}

const read = (pem: string): X509Certificate | undefined => {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
};

const isSignedBy = (certificate: X509Certificate, authority: X509Certificate): boolean => {
  try {
    return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
  } catch {
    return false;
  }
};

/** Reads the first certificate of a text, and whether one of `authorities` has signed it. */
export const readCertificate = (pem: string, authorities: string): CertificateFacts | undefined => {
  const certificate = read(pem);
  if (!certificate) return undefined;
  const signers = (authorities.match(BLOCK) ?? []).flatMap((block) => read(block) ?? []);
  return {
    fromMs: Date.parse(certificate.validFrom),
    untilMs: Date.parse(certificate.validTo),
    isIssued: signers.some((signer) => isSignedBy(certificate, signer)),
  };
};
