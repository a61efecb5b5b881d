import { expect, it } from 'vitest';
import { clientLine, listedText } from '../../../src/tools/ssl/online.ts';

const client = {
  ...{ cn: 'vsc-1', address: '198.18.0.9', ip: '10.250.0.6' },
  ...{ sinceMs: Date.UTC(2026, 0, 31, 8), sent: 1_234_567, received: 999 },
};

it('a client is told by name, addresses, beginning and bytes', () => {
  expect(clientLine(client, 'ana (vsc-1)', 'en')).toBe(
    'ana (vsc-1), 10.250.0.6 from 198.18.0.9, since 2026-01-31T08:00:00Z, 1.2 MB sent, 999 B received',
  );
  expect(clientLine(client, 'ana', 'zh')).toContain('发送 1.2 MB，接收 999 B');
});

it('what the cloud does not say of a client is left out', () => {
  const bare = { cn: 'vsc-1', address: undefined, ip: undefined, sinceMs: undefined, sent: 5, received: undefined };
  expect(clientLine(bare, 'vsc-1', 'en')).toBe('vsc-1, ? from ?');
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [2.5e9, '2.5 GB'],
  [3e15, '3000.0 TB'],
])('%d bytes are %s', (sent, text) => {
  expect(clientLine({ ...client, sent }, 'a', 'en')).toContain(`, ${text} sent`);
});

it('a list of which only the first page was read says so', () => {
  const clients = [client];
  expect(listedText({ clients, isWhole: true }, 'en')).toBe("1 online by the cloud's own list.");
  expect(listedText({ clients, isWhole: false }, 'en')).toContain('its first page; there are more');
});

it('a time that no date can hold is told as that, and bytes as they come', () => {
  expect(clientLine({ ...client, sinceMs: 1e300, sent: -5 }, 'a', 'en')).toContain(
    'a time beyond all calendars, -5 B sent',
  );
});
