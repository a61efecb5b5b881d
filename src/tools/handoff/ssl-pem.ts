import { X509Certificate } from 'node:crypto';
import { pemBlocks } from '../../catalogue/schema/pem.ts';
import { refuse } from '../peer-config/refuse.ts';

const blocksIn = (text: string): readonly string[] => pemBlocks(text, /^CERTIFICATE$/);

/** The certificates in a text, without what a CA writes around them; refuses a text without any. */
export const certificatesIn = (text: unknown, field: string, owner: string): string => {
  const blocks = typeof text === 'string' ? blocksIn(text) : [];
  if (blocks.length > 0) return blocks.join('\n');
  return refuse(
    `${field} of ${owner} is no PEM certificate.`,
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
  const signers = blocksIn(authorities).flatMap((block) => read(block) ?? []);
  return {
    fromMs: Date.parse(certificate.validFrom),
    untilMs: Date.parse(certificate.validTo),
    isIssued: signers.some((signer) => isSignedBy(certificate, signer)),
  };
};
