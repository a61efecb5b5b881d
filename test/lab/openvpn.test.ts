import { expect, test } from 'vitest';
import { dial, hostOf, missing } from './openvpn-lab.ts';
import { type Case, exported, SUBNETS, startLab } from './openvpn-world.ts';

const why = missing();
test.runIf(why)(`SKIPPED, the lab of OpenVPN: ${why}`, ({ skip }) => skip(why));

const ciphers = ['AES-128-CBC', 'AES-192-CBC', 'AES-256-CBC', 'none'];
const cases: readonly Case[] = [
  ...(['UDP', 'TCP'] as const).flatMap((proto) =>
    ciphers.flatMap((cipher) => [
      { proto, cipher, style: 'fixed' as const },
      { proto, cipher, style: 'fixed' as const, compression: 'comp-lzo' as const },
    ]),
  ),
  // What else a server may be: one that negotiates its cipher, and those that compress in other ways.
  ...ciphers.map((cipher) => ({ proto: 'UDP' as const, cipher, style: 'negotiating' as const })),
  ...(['stub-v2', 'lz4-v2', 'migrate'] as const).map((compression) => ({
    ...{ proto: 'UDP' as const, cipher: 'AES-256-CBC', style: 'negotiating' as const, compression },
  })),
];

const nameOf = ({ proto, cipher, compression, style }: Case): string =>
  `${proto}, cipher ${cipher}, compression ${compression ?? 'off'}, ${style}`;

/** Runs a few at a time; the results in the order of the things. */
const each = async <T, R>(things: readonly T[], width: number, work: (thing: T, n: number) => Promise<R>) => {
  const results: R[] = [];
  const rest = [...things.entries()];
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next; next = rest.shift()) results[next[0]] = await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
};

/** With it a packet nearly fills one of the wire: framing that the ends do not share shows here. */
const LARGE = 1300;

test.skipIf(why)(
  'a client with the exported file connects to every kind of server, and reaches all behind it',
  async () => {
    const { agent, servedAt } = await startLab(cases);
    const outcomes = await each(cases, 4, async (one, n) => {
      const profile = await exported(agent, `user-${n}`);
      const served = await servedAt(n, one);
      return dial(served, profile, async ({ isUp, clientLog, answers }) => {
        if (!isUp) return `${nameOf(one)}: not connected\n${clientLog.split('\n').slice(-25).join('\n')}`;
        const reached = await Promise.all(SUBNETS.map((block) => answers(hostOf(block))));
        const isLargeReached = await answers(hostOf(SUBNETS[0]), LARGE);
        const isWhole = reached.every(Boolean) && isLargeReached;
        return `${nameOf(one)}: ${isWhole ? 'carries' : `connected, answers ${reached.join(' ')} ${isLargeReached}`}`;
      });
    });
    expect(outcomes).toEqual(cases.map((one) => `${nameOf(one)}: carries`));
  },
  120_000,
);
