import { expect, it } from 'vitest';
import { readLine } from '../../../src/tools/ssl/log-line.ts';
import { sessionsIn } from '../../../src/tools/ssl/sessions.ts';

const time = '2026-11-23 08:50:12';
const login = (cn: string, address: string): string[] => [
  `${time} ${address} VERIFY OK: depth=1, CN=vss-1 CA`,
  `${time} ${address} VERIFY OK: depth=0, CN=${cn}`,
  `${time} ${address} [${cn}] Peer Connection Initiated with [AF_INET]${address}`,
  `${time} ${cn}/${address} MULTI_sva: pool returned IPv4=10.99.0.6`,
  `${time} ${cn}/${address} MULTI: primary virtual IP for ${cn}/${address}: 10.99.0.6`,
];
const [ann, ben] = [login('vsc-ann', '192.0.2.1:5000'), login('ben.laptop', '192.0.2.2:6000')];
const online = (...lines: string[]) => sessionsIn(lines.map(readLine));

it('a session has its name, its addresses and when it began', () => {
  expect(online(...ann)).toEqual([
    { cn: 'vsc-ann', address: '192.0.2.1:5000', ip: '10.99.0.6', since: time, isFromBefore: false },
  ]);
});

it.each([
  { name: 'is who came', lines: [...ann, ...ben], names: ['vsc-ann', 'ben.laptop'] },
  {
    name: 'is not who left',
    lines: [...ann, ...ben, 'vsc-ann/192.0.2.1:5000 SIGTERM[soft,remote-exit] received, client-instance exiting'],
    names: ['ben.laptop'],
  },
  {
    name: 'is not who says that he leaves',
    lines: [...ann, 'vsc-ann/192.0.2.1:5000 CC-EEN exit message received by peer'],
    names: [],
  },
  {
    name: 'is the second device where one certificate is used twice',
    lines: [
      ...ann,
      "MULTI: new connection by client 'vsc-ann' will cause previous active sessions by this client to be dropped.",
      ...login('vsc-ann', '192.0.2.9:7000'),
    ],
    names: ['vsc-ann'],
  },
  { name: 'is nobody after a restart', lines: [...ann, 'SIGHUP[hard,] received, process restarting'], names: [] },
  {
    name: 'is not who got no address',
    lines: ['a/192.0.2.1:5 MULTI: no free --ifconfig-pool addresses are available'],
    names: [],
  },
])('who seems to be connected $name', ({ lines, names }) => {
  expect(online(...lines).map(({ cn }) => cn)).toEqual(names);
});

it.each([
  { name: 'an address that it learns', line: 'MULTI: Learn: 10.99.0.6 -> vsc-ann/192.0.2.1:5000', cn: 'vsc-ann' },
  { name: 'a client with IPv6', line: 'vsc-ann/[2001:db8::1]:5000 TLS: soft reset sec=3600', cn: 'vsc-ann' },
])('a server names who is online by $name', ({ line, cn }) => {
  expect(online(`${time} ${line}`).map((one) => one.cn)).toEqual([cn]);
});

it('a session that began before the log is known by its later lines, without a beginning', () => {
  expect(online('vsc-ann/192.0.2.1:5000 TLS: soft reset sec=3600')).toEqual([
    { cn: 'vsc-ann', address: '192.0.2.1:5000', ip: undefined, since: undefined, isFromBefore: true },
  ]);
});
