import type { Phase } from '../../errors.ts';

/** What was lost, by where on the way; the host follows. */
export const FAULTS: Readonly<Record<Phase, string>> = {
  name: 'The name cannot be resolved:',
  connect: 'No connection to',
  tls: 'No trusted TLS connection to',
  proxy: 'The proxy did not open the way to',
  read: 'The connection broke or fell silent before an answer came from',
  body: 'The answer was cut short, too long or stalled:',
};

const REMEDIES: Readonly<Record<Phase, string>> = {
  name: 'Check the endpoint and the DNS of this machine; doctor tests both.',
  connect:
    'Check that the endpoint is right and that a firewall or proxy lets this machine reach it; doctor tests this.',
  tls: 'If the endpoint has a private certificate authority, name its PEM file as CA file; do not switch the check off.',
  proxy: 'Check the proxy address and its credentials, or list the endpoint in NO_PROXY.',
  read: 'Try again later; for a change, look first whether it was made.',
  body: 'Try again; if it happens again, look at proxies between here and the endpoint.',
};

/** By the code of OpenSSL or Node: a CA file would help with none of these. */
const TLS_REMEDIES: readonly { readonly code: RegExp; readonly remedy: string }[] = [
  {
    code: /^CERT_HAS_EXPIRED$/,
    remedy:
      "The certificate has expired: whoever runs the endpoint has to renew it. Check this machine's date too; a CA file does not help.",
  },
  {
    code: /^CERT_NOT_YET_VALID$/,
    remedy: "The certificate is valid from a later day on: correct this machine's date, or wait for that day.",
  },
  {
    code: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    remedy:
      'The certificate is for another host: set the endpoint to a name that stands in it (doctor lists them), not to an address or an alias.',
  },
  {
    code: /^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|ERR_SSL_HTTP_REQUEST)$/,
    remedy:
      'What listens on this port does not speak TLS: name the HTTPS port in the endpoint, or write http:// if the site has plain HTTP only.',
  },
];

// A TLS server answers plain HTTP with an alert, which is no HTTP, with a page of its own, or by hanging up.
const TLS_ALERT = /^HPE_INVALID/;
const HUNG_UP = /^(UND_ERR_SOCKET|ECONNRESET)$/;
const TLS_PAGE = /plain HTTP (request was sent )?to (an )?(HTTPS|SSL-enabled)|HTTP request to an HTTPS server/i;

/** The next step when plain HTTP went to a port for HTTPS. */
export const WRITE_HTTPS = 'The port is one for HTTPS: write https:// in the endpoint.';

const IF_HTTPS = 'If the port is one for HTTPS, write https:// in the endpoint.';

/** Whether a page is what web servers answer to plain HTTP on a port for HTTPS. */
export const isTlsPage = (text: string): boolean => TLS_PAGE.test(text);

/** The code of an error of Node or undici, which may stand in its cause; empty when there is none. */
export const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return code === 'UND_ERR_PRX_TLS' ? codeOf(error.cause) || code : code;
};

/** The next step after a request to an origin that was lost in this phase. */
export const remedyFor = (origin: string, phase: Phase, cause: unknown): string => {
  const code = codeOf(cause);
  if (phase === 'tls') return TLS_REMEDIES.find((row) => row.code.test(code))?.remedy ?? REMEDIES.tls;
  if (!origin.startsWith('http:')) return REMEDIES[phase];
  if (TLS_ALERT.test(code)) return WRITE_HTTPS;
  return phase === 'read' && HUNG_UP.test(code) ? `${REMEDIES.read} ${IF_HTTPS}` : REMEDIES[phase];
};
