import { describe, expect, it } from 'vitest';
import { charonLineOf } from '../../../src/tools/logs/charon-line.ts';
import { ownersOf } from '../../../src/tools/logs/owners.ts';
import { charon, GATEWAY, PEER, STRANGER } from '../../support/charon.ts';

const ownersIn = (lines: readonly string[]) => ownersOf(lines.map(charonLineOf));
const mine = charon({ own: GATEWAY, other: PEER });
const other = charon({ own: GATEWAY, other: STRANGER, thread: '12' });

describe('whose a line is', () => {
  it('shows the packet that its thread is at, though lines of other threads stand between', () => {
    const [packet = '', parsed = ''] = mine.gets('IKE_AUTH request 1 [ IDi AUTH ]');
    const [foreign = '', foreignParsed = ''] = other.gets('IKE_AUTH request 1 [ IDi AUTH ]');
    const owners = ownersIn([packet, foreign, parsed, foreignParsed, other.line('IKE', 'x'), mine.line('IKE', 'x')]);
    expect(owners.map(({ peer }) => peer)).toEqual([PEER, STRANGER, PEER, STRANGER, STRANGER, PEER]);
    expect(new Set(owners.map(({ writer }) => writer))).toEqual(new Set([GATEWAY]));
  });

  it('shows the packet behind it, where a line comes before the packet is sent', () => {
    expect(ownersIn(mine.resends(1)).map(({ peer }) => peer)).toEqual([PEER, PEER]);
  });

  it('shows the number of its IKE_SA where no packet is near', () => {
    const lines = [mine.ikeUp(7), ...other.resends(0), mine.line('IKE', 'IKE_SA a[7] state change: x')];
    expect(ownersIn(lines).at(-1)).toEqual({ writer: GATEWAY, peer: PEER });
  });

  it('is the other end’s once its log begins: the daemon starts, or time runs back', () => {
    const peers = charon({ own: PEER, other: GATEWAY, thread: '03' });
    const owners = ownersIn([
      ...mine.isCalled,
      '08:59:59 00[JOB] spawning 16 worker threads',
      '08:59:59 03[CFG] added vici connection: ali',
      ...peers.starts(1),
    ]);
    expect(owners.map(({ writer }) => writer)).toEqual([GATEWAY, GATEWAY, GATEWAY, ...Array(5).fill(PEER)]);
  });

  it('is not known of a line that names nobody', () => {
    expect(ownersIn(['[CFG] selecting proposal:', 'whatever'])).toEqual([{}, {}]);
  });
});
