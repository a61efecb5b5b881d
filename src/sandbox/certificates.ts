import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { bits, integer, moment, objectId, octets, pem, sequence, tagged, text, truth } from './der.ts';

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

const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'));

const commonName = (name: string): Buffer =>
  sequence(tagged(0x31, sequence(objectId('2.5.4.3'), text(name.slice(0, 64)))));

const extension = (id: string, value: Buffer, isCritical = false): Buffer =>
  sequence(objectId(id), ...(isCritical ? [truth()] : []), octets(value));

const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

const keyIdentifier = (key: KeyObject): Buffer => createHash('sha1').update(spki(key)).digest();

/** What the key may be used for; without these, `remote-cert-tls` of OpenVPN refuses the other end. */
const purposes = (role: Claim['role']): Buffer[] => {
  const basic = (isAuthority: boolean) => extension('2.5.29.19', sequence(...(isAuthority ? [truth()] : [])), true);
  const use = (byte: number, unused: number) => extension('2.5.29.15', bits(Buffer.from([byte]), unused), true);
  if (role === 'authority') return [basic(true), use(0x06, 1)];
  const extended = objectId(role === 'server' ? '1.3.6.1.5.5.7.3.1' : '1.3.6.1.5.5.7.3.2');
  return [basic(false), use(0x80, 7), extension('2.5.29.37', sequence(extended))];
};

const certify = (claim: Claim, publicKey: KeyObject, signer: KeyObject): string => {
  const extensions = [
    ...purposes(claim.role),
    extension('2.5.29.14', octets(keyIdentifier(publicKey))),
    extension('2.5.29.35', sequence(tagged(0x80, keyIdentifier(createPublicKey(signer))))),
  ];
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    commonName(claim.issuer),
    sequence(moment(claim.from), moment(claim.until)),
    commonName(claim.subject),
    spki(publicKey),
    tagged(0xa3, sequence(...extensions)),
  );
  return pem('CERTIFICATE', sequence(body, ecdsaWithSha256, bits(sign('sha256', body, signer))));
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
