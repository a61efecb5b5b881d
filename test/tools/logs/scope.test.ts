import { describe, expect, it } from 'vitest';
import { attemptsOf } from '../../../src/tools/logs/attempts.ts';
import { charonLineOf } from '../../../src/tools/logs/charon-line.ts';
import { ownersOf } from '../../../src/tools/logs/owners.ts';
import { type KnownTunnel, scopeOf } from '../../../src/tools/logs/scope.ts';
import { charon, GATEWAY, PEER, STRANGER } from '../../support/charon.ts';

const tunnel = { gateway: GATEWAY, peer: PEER };
const scope = (lines: readonly string[], known: KnownTunnel = tunnel) => {
  const parsed = lines.map(charonLineOf);
  const owners = ownersOf(parsed);
  return scopeOf(parsed, owners, attemptsOf(parsed, owners), known);
};
const mine = charon({ own: GATEWAY, other: PEER });
const indices = (lines: readonly string[], is: (at: number) => boolean) =>
  lines.flatMap((_, at) => (is(at) ? [at] : []));

describe('which lines count for a tunnel', () => {
  it('are not those about another peer of the same gateway, whose address is told', () => {
    const other = charon({ own: GATEWAY, other: STRANGER, thread: '12' });
    const lines = [...mine.isCalled, ...other.isCalled, ...other.refusesKey];
    const { isCurrent, strangers } = scope(lines);
    expect(indices(lines, isCurrent)).toEqual([0, 1, 2]);
    expect(strangers).toEqual([STRANGER]);
  });

  it('are not those of another device that talks to the same gateway', () => {
    const lines = charon({ own: STRANGER, other: GATEWAY }).starts(1);
    expect(scope(lines)).toMatchObject({ courses: [], strangers: [STRANGER] });
  });

  it('are those of the last attempt where none got beyond its first request', () => {
    const lines = [...mine.starts(1), ...mine.starts(2)];
    expect(indices(lines, scope(lines).isCurrent)).toEqual([3, 4, 5]);
  });

  it('are those of a peer that sits behind NAT and knows its private address only', () => {
    const lines = charon({ own: '192.168.7.2', other: GATEWAY }).starts(1);
    expect(scope(lines)).toMatchObject({ courses: [{}], strangers: [] });
    expect(scope(lines).sideOf(1)).toBe('peer');
  });

  it('are all where no tunnel is known', () => {
    const lines = charon({ own: STRANGER, other: GATEWAY }).starts(1);
    expect(indices(lines, scope(lines, {}).isCurrent)).toEqual([0, 1, 2]);
  });

  it('are of the latest attempt; what an earlier one showed is past', () => {
    const first = [...mine.isCalled, ...mine.answers, ...mine.refusesKey];
    const lines = [...first, ...mine.isCalled, ...mine.answers, mine.ikeUp(2), mine.childUp(2)];
    const { isCurrent, isEarlier } = scope(lines);
    expect(isEarlier(first.length - 1)).toBe(true);
    expect(isCurrent(first.length - 1)).toBe(false);
    expect(isCurrent(lines.length - 1)).toBe(true);
  });

  it('name the end that wrote them', () => {
    const peers = charon({ own: PEER, other: GATEWAY, thread: '03' });
    const lines = [...mine.isCalled, '08:00:00 00[JOB] spawning 16 worker threads', ...peers.starts(1)];
    const { sideOf } = scope(lines);
    expect([sideOf(0), sideOf(lines.length - 1)]).toEqual(['cloud', 'peer']);
  });
});
