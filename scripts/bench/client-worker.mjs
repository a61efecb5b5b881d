// usage: client-worker KIND PORT. Asks the same question many times and sends back what one asking cost the processor.
import { createHmac, randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { DescribeVpnGateways } from '../../src/catalogue/actions/vpn-gateway.ts';
import { createClient } from '../../src/client/client.ts';

const WARM_UP = 500;
const ASKED = 2000;
const KEY = { id: 'BENCH-KEY', secret: 'bench-secret-not-a-real-one' };
const INPUT = { RegionId: 'cn-hangzhou', PageNumber: 1, PageSize: 10 };

const [, , kind, port] = process.argv;
const origin = `http://127.0.0.1:${port}`;

/** The least that a signed request can cost: sorted, encoded once, one HMAC. */
function signedBody() {
  const fixed = { Action: 'DescribeVpnGateways', Version: '2016-04-28', Format: 'JSON', AccessKeyId: KEY.id };
  const method = { SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0' };
  const stamp = { SignatureNonce: randomUUID(), Timestamp: `${new Date().toISOString().slice(0, 19)}Z` };
  const all = Object.entries({ ...fixed, ...method, ...stamp, ...INPUT }).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const signature = createHmac('sha1', `${KEY.secret}&`)
    .update(`POST&%2F&${encodeURIComponent(text)}`)
    .digest('base64');
  return `${text}&Signature=${encodeURIComponent(signature)}`;
}

function undiciAsking(body) {
  const pool = new Pool(origin, { connections: 16 });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return async () => (await pool.request({ method: 'POST', path: '/', headers, body: body() })).body.json();
}

function ourAsking() {
  const log = () => {};
  const client = createClient({ endpoint: origin, accessKeyId: KEY.id, accessKeySecret: KEY.secret, log });
  const call = {
    signal: new AbortController().signal,
    progress: () => {},
    log,
    caller: { requestId: '1', session: 'bench', transport: 'shell' },
  };
  return () => client.invoke(DescribeVpnGateways, INPUT, call);
}

const fixed = signedBody();
const asks = { bare: () => undiciAsking(() => fixed), signed: () => undiciAsking(signedBody), ours: ourAsking };
const ask = asks[kind]();

for (let count = 0; count < WARM_UP; count++) await ask();
const from = process.cpuUsage();
for (let count = 0; count < ASKED; count++) await ask();
const { user, system } = process.cpuUsage(from);
process.send((user + system) / ASKED, () => process.exit(0));
