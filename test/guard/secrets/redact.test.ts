import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CloudError } from '../../../src/errors.ts';
import { createRedactor } from '../../../src/guard/secrets/redact.ts';
import { createSecrets } from '../../../src/guard/secrets/store.ts';

const redactor = () => createRedactor(createSecrets(() => Buffer.alloc(32, 3)));
const handle = { Fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/), Length: expect.any(Number) };

test('a secret becomes a handle wherever the catalogue marks its name, at any depth', () => {
  const { value } = redactor();
  expect(
    value({
      VpnConnections: [{ Name: 'a', IkeConfig: { Psk: 'FAKE-psk-1', IkePfs: 'group14' } }],
      TunnelOptions: [{ TunnelIkeConfig: { psk: 'FAKE-psk-2' }, TunnelBgpConfig: { AuthKey: 'FAKE-bgp-1' } }],
      Credentials: { AccessKeyId: 'FAKEID', AccessKeySecret: 'FAKE-secret', SecurityToken: 'FAKE-token' },
    }),
  ).toEqual({
    VpnConnections: [{ Name: 'a', IkeConfig: { Psk: handle, IkePfs: 'group14' } }],
    TunnelOptions: [{ TunnelIkeConfig: { psk: handle }, TunnelBgpConfig: { AuthKey: handle } }],
    Credentials: { AccessKeyId: 'FAKEID', AccessKeySecret: handle, SecurityToken: handle },
  });
});

test('a client profile is told when no key is in it', () => {
  const { value } = redactor();
  expect(value({ ClientConfig: 'client\nproto udp' })).toEqual({ ClientConfig: 'client\nproto udp' });
  expect(value({ ClientConfig: 'client\n<key>FAKE</key>' })).toEqual({ ClientConfig: handle });
});

test('a mask from the cloud, a handle and a reference stay what they are', () => {
  const { value } = redactor();
  const given = { Psk: '****', A: { Psk: { Fingerprint: '0a1b2c3d', Length: 8 } }, B: { Psk: { file: 'a.txt' } } };
  expect(value(given)).toEqual(given);
});

test.each(['****', 'FAKE-psk-0001****', 'FAKE-[secret:0a1b2c3d:8]', '****FAKE'])(
  'of %s all but a mask is a key',
  (Psk) => {
    const { value } = redactor();
    expect(value({ Psk })).toEqual({ Psk: Psk === '****' ? '****' : handle });
  },
);

test('once seen, a secret is hidden in all later text, errors and causes included', () => {
  const { value } = redactor();
  value({ Psk: 'FAKE-psk-0001' });
  const cause = new Error('sent %22FAKE-psk-0001%22');
  const error = new CloudError(
    { Code: 'SignatureDoesNotMatch', HttpStatus: 400, Retryable: false, OutcomeKnown: true },
    'bad FAKE-psk-0001',
    'Check FAKE-psk-0001.',
    { cause },
  );
  const summary = value(error);
  expect(summary).toBeInstanceOf(CloudError);
  expect(summary.failure.Code).toBe('SignatureDoesNotMatch');
  const all = [summary.message, summary.remedy, summary.stack, String(summary.cause), JSON.stringify(summary)].join(
    '\n',
  );
  expect(all).not.toContain('FAKE-psk-0001');
  expect(all).toContain('[secret:');
});

test('what was harmless before a secret was known is looked at again', () => {
  const { value, text } = redactor();
  const rows = [{ Name: 'FAKE-site-key-1' }, { 'FAKE-site-key-1': 'active' }];
  expect(value(rows)).toBe(rows);
  value({ Psk: 'FAKE-site-key-1' });
  expect(JSON.stringify(value(rows))).not.toContain('FAKE-site-key-1');
  expect(text('FAKE-site-key-1')).not.toContain('FAKE-site-key-1');
});

test('a known secret goes whole, where a pattern would take half of it', () => {
  const { value, text } = redactor();
  value({ Psk: 'FAKE"psk 0001;tail' });
  const summary = [
    JSON.stringify({ Psk: 'FAKE"psk 0001;tail' }),
    'psk: FAKE"psk 0001;tail',
    'a\n secret = FAKE"psk 0001;tail',
  ];
  expect(summary.map(text).join('\n')).not.toMatch(/FAKE|tail/);
});

test('a key is hidden in a name that stands before it', () => {
  const { value } = redactor();
  const summary = value([{ Name: 'site FAKE-psk-0001' }, { IkeConfig: { Psk: 'FAKE-psk-0001' } }]);
  expect(JSON.stringify(summary)).not.toContain('FAKE');
});

test('what was learned of a reply is hidden later, and the reply stays as it is', () => {
  const { learn, text } = redactor();
  const reply = { A: [{ IkeConfig: { Psk: 'FAKE-psk-0001' } }] };
  learn(reply);
  expect(reply.A[0]?.IkeConfig.Psk).toBe('FAKE-psk-0001');
  expect(text('FAKE-psk-0001')).toMatch(/^\[secret:/);
});

test('a ring and a tower come to an end', () => {
  const { value, text } = redactor();
  text('psk: FAKE-psk-0001');
  const ring: Record<string, unknown> = { Psk: 'FAKE-psk-0001' };
  ring['issuer'] = ring;
  const error = new Error('certificate of another name', { cause: Object.assign(new Error('tls'), { cert: ring }) });
  expect(value(error)).toBeInstanceOf(Error);
  expect(JSON.stringify(value(ring))).not.toContain('FAKE-psk-0001');
  let tower: Record<string, unknown> = { Psk: 'FAKE-psk-0001' };
  for (let floor = 0; floor < 20_000; floor++) tower = { inner: tower };
  expect(JSON.stringify(value(tower))).not.toContain('FAKE-psk-0001');
});

test('what holds no secret comes back as it is, and nothing given is ever changed', () => {
  const { value } = redactor();
  const harmless = { a: [1, { b: 'text' }], c: null };
  expect(value(harmless)).toBe(harmless);
  const given = { Psk: 'FAKE-psk-1', list: ['psk: FAKE-psk-1'] };
  value(given);
  expect(given).toEqual({ Psk: 'FAKE-psk-1', list: ['psk: FAKE-psk-1'] });
});

test('no secret survives, wherever it stands in whatever structure', () => {
  const canary = 'CANARY-7f3k9q2m';
  const leaf = fc.oneof(
    fc.string(),
    fc.string().map((text) => `${text}${canary}${text}`),
    fc.constant(JSON.stringify({ Psk: canary })),
    fc.constant(encodeURIComponent(JSON.stringify({ Psk: canary }))),
    fc.integer(),
    fc.constant(null),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('tree')),
      fc.dictionary(fc.constantFrom('Psk', 'a', canary), tie('tree')),
    ),
  }));
  fc.assert(
    fc.property(tree, (structure) => {
      const { value } = redactor();
      value({ Psk: canary });
      expect(JSON.stringify(value(structure)) ?? '').not.toContain(canary);
    }),
  );
});

test.each([
  ...['destroy', 'Required', 'plant-main', 'vco-plant0001', 'cn-qingdao-env17-d01', '172.20.0.0/16'],
  'Delete the route 172.20.0.0/16 of vco-plant0001',
])('a pasted line with %s as its key is masked there, and the word stays readable elsewhere', (word) => {
  const { text } = redactor();
  expect(text(`pre-shared-key ${word}\n`)).toMatch(/\[secret:[0-9a-f]{8}:\d+\]/);
  expect(text(`Target: ${word} now`)).toBe(`Target: ${word} now`);
});

test('a pasted key that is no ordinary word is hidden elsewhere too', () => {
  const { text } = redactor();
  text('pre-shared-key FAKE-key-77aa\n');
  expect(text('seen: FAKE-key-77aa')).not.toContain('FAKE-key-77aa');
});

test('a passphrase of plain words between quotes is hidden elsewhere too', () => {
  const { text } = redactor();
  text('secret = "fake horse battery staple"\n');
  expect(text('seen: fake horse battery staple')).not.toContain('horse battery');
});

test('words that stand for a key are none', () => {
  const redact = createRedactor(createSecrets(() => Buffer.alloc(32, 1)));
  for (const words of [
    'secret = "<PSK>"',
    'a b : PSK "<PSK-2>"',
    '<pre-shared-key>&lt;PSK&gt;</pre-shared-key>',
    'psk = var.psk_1',
  ])
    expect(redact.text(words)).toBe(words);
  expect(redact.text('secret = "<PSK>x"')).not.toContain('<PSK>x');
});
