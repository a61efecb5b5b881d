import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
  id_kp_clientAuth,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';

/** A certificate and its key, as PEM texts. */
export interface Identity {
  cert: string;
  key: string;
}

/** What an SSL-VPN server proves itself with, and signs its clients' certificates with. */
export interface Authority {
  ca: Identity;
  server: Identity;
}

/** What a certificate says. Times are epoch milliseconds; X.509 keeps full seconds. */
interface Claim {
  subject: string;
  issuer: string;
  from: number;
  until: number;
  role: 'authority' | 'server' | 'client';
}

const day = 86_400_000;

/** Client certificates last this long [guide 6.7.9: the sample's EndTime minus its CreateTime]. */
export const clientLifetimeMs = 1095 * day;

/** RFC 5758 3.2. */
const ecdsaWithSha256 = new AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' });

/** The name of an attribute, from X.520: the common name. X.509 allows it 64 characters. */
const commonName = (name: string): Name => {
  const value = new AttributeValue({ utf8String: name.slice(0, 64) });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: '2.5.4.3', value })])]);
};

const extension = (extnID: string, value: object, critical = false): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

const keyIdentifier = (key: KeyObject): Buffer => createHash('sha1').update(spki(key)).digest();

const keyUsage = (flags: number): KeyUsage => {
  const usage = new KeyUsage();
  usage.fromNumber(flags);
  return usage;
};

/** What the key may be used for; without these, `remote-cert-tls` of OpenVPN refuses the other end. */
const purposes = (role: Claim['role']): Extension[] => {
  const isAuthority = role === 'authority';
  const basic = extension(id_ce_basicConstraints, new BasicConstraints({ cA: isAuthority }), true);
  const use = (flags: number) => extension(id_ce_keyUsage, keyUsage(flags), true);
  if (isAuthority) return [basic, use(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign)];
  const extended = new ExtendedKeyUsage([role === 'server' ? id_kp_serverAuth : id_kp_clientAuth]);
  return [basic, use(KeyUsageFlags.digitalSignature), extension(id_ce_extKeyUsage, extended)];
};

const certify = (claim: Claim, publicKey: KeyObject, signer: KeyObject): string => {
  const issuerKey = new AuthorityKeyIdentifier({
    keyIdentifier: new KeyIdentifier(keyIdentifier(createPublicKey(signer))),
  });
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: new Uint8Array([1, ...randomBytes(15)]).buffer,
    signature: ecdsaWithSha256,
    issuer: commonName(claim.issuer),
    validity: new Validity({ notBefore: new Date(claim.from), notAfter: new Date(claim.until) }),
    subject: commonName(claim.subject),
    subjectPublicKeyInfo: AsnConvert.parse(spki(publicKey), SubjectPublicKeyInfo),
    extensions: new Extensions([
      ...purposes(claim.role),
      extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyIdentifier(publicKey))),
      extension(id_ce_authorityKeyIdentifier, issuerKey),
    ]),
  });
  const signature = sign('sha256', new Uint8Array(AsnConvert.serialize(tbsCertificate)), signer);
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: ecdsaWithSha256,
    signatureValue: new Uint8Array(signature).buffer,
  });
  return new X509Certificate(new Uint8Array(AsnConvert.serialize(certificate))).toString();
};

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

const keyText = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A fresh CA of a server and the server's own certificate, both valid for 20 years from a day before `createdMs`. */
export const createAuthority = (serverId: string, createdMs: number): Authority => {
  const validity = { from: createdMs - day, until: createdMs + 7300 * day };
  const issuer = `${serverId} CA`;
  const ca = newKey();
  const server = newKey();
  const sign = (subject: string, role: Claim['role'], key: KeyObject): string =>
    certify({ ...validity, subject, issuer, role }, key, ca.privateKey);
  return {
    ca: { cert: sign(issuer, 'authority', ca.publicKey), key: keyText(ca.privateKey) },
    server: { cert: sign(serverId, 'server', server.publicKey), key: keyText(server.privateKey) },
  };
};

/** A client's certificate and key. Its common name is the certificate ID, by which logs name the client. */
export const issueClient = (
  authority: Authority,
  serverId: string,
  certId: string,
  from: number,
  until: number,
): Identity => {
  const { publicKey, privateKey } = newKey();
  const claim: Claim = { subject: certId, issuer: `${serverId} CA`, from, until, role: 'client' };
  return { cert: certify(claim, publicKey, createPrivateKey(authority.ca.key)), key: keyText(privateKey) };
};
