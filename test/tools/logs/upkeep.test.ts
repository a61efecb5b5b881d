import { describe, expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { charon, GATEWAY, PEER, STRANGER } from '../../support/charon.ts';

const tunnel = { gateway: GATEWAY, peer: PEER, version: 'ikev2' as const };
const read = (lines: readonly string[]) => readLog(lines.join('\n'), tunnel);
const mine = charon({ own: GATEWAY, other: PEER });
const up = (number: number) => [...mine.isCalled, ...mine.answers, mine.ikeUp(number), mine.childUp(number)];
const at = (time: string, line: string) => line.replace('09:00:00', time);
const closing = (number: number, received = 9, sent = 9) =>
  mine.line(
    'IKE',
    `closing CHILD_SA a{${number}} with SPIs c1_i (${received} bytes) c2_o (${sent} bytes) and TS 10.10.0.0/16 === 172.20.0.0/16`,
  );

describe('a tunnel that comes up and is not well', () => {
  it('whose phase 2 runs out again and again has unlike lifetimes; how long one lasts is told', () => {
    const again = [2, 3, 4].flatMap((number) => [
      at(`09:0${number}:00`, closing(number - 1)),
      at(`09:0${number}:00`, mine.childUp(number)),
    ]);
    const { candidates } = read([...up(1), ...again]);
    expect(candidates[0]).toMatchObject({ id: 'lifetime-mismatch', confidence: 0.7 });
    expect(candidates[0]?.evidence[0]?.values).toEqual({ count: 3, every: 60 });
  });

  it('that is renewed in time is well, and so is one that is authenticated anew', () => {
    const renewed = [2, 3, 4].flatMap((number) => [mine.childUp(number), closing(number - 1)]);
    expect(read([...up(1), ...renewed]).candidates).toEqual([]);
    const reauthenticated = [2, 3, 4].flatMap((number) => [
      ...mine.isCalled,
      mine.line('IKE', `received DELETE for IKE_SA a[${number - 1}]`),
      ...mine.answers,
      mine.ikeUp(number),
    ]);
    expect(read([...up(1), ...reauthenticated]).candidates).toEqual([]);
  });

  it('that is pushed out by another device of the same identity', () => {
    const other = charon({ own: GATEWAY, other: STRANGER, thread: '12' });
    const duplicate = "destroying duplicate IKE_SA for peer 'branch', received INITIAL_CONTACT";
    const { candidates } = read([
      ...up(1),
      ...other.isCalled,
      ...other.answers,
      ...other.gets('IKE_AUTH request 1 [ IDi AUTH ]'),
      other.line('IKE', duplicate),
      ...mine.isCalled,
      ...mine.answers,
      ...mine.gets('IKE_AUTH request 1 [ IDi AUTH ]'),
      mine.line('IKE', duplicate),
      mine.ikeUp(3),
      mine.childUp(3),
    ]);
    expect(candidates[0]).toMatchObject({ id: 'duplicate-identity', confidence: 0.9 });
    expect(candidates[0]?.evidence[0]?.values).toMatchObject({ id: 'branch', peers: `${STRANGER}, ${PEER}` });
  });

  it('that replaces itself after its own restart is no second device', () => {
    const duplicate = mine.line('IKE', "destroying duplicate IKE_SA for peer 'branch', received INITIAL_CONTACT");
    const again = [...mine.isCalled, ...mine.answers, ...mine.gets('IKE_AUTH request 1 [ IDi AUTH ]'), duplicate];
    expect(read([...up(1), ...again, mine.ikeUp(2), mine.childUp(2)]).candidates.map(({ id }) => id)).not.toContain(
      'duplicate-identity',
    );
  });

  it('whose counters go one way is blocked on the way', () => {
    expect(read([...up(1), closing(1, 0, 336)]).candidates[0]).toMatchObject({ id: 'esp-blocked' });
    expect(read([...up(1), closing(1, 168, 336)]).candidates.map(({ id }) => id)).not.toContain('esp-blocked');
    expect(read([...up(1), closing(1, 0, 0)]).candidates.map(({ id }) => id)).not.toContain('esp-blocked');
  });

  it('that was lost once and stands again is told with doubt, several times with less', () => {
    const lost = (number: number) => [...mine.resends(number), mine.givesUp];
    expect(read([...up(1), ...lost(3), ...up(2)]).candidates).toMatchObject([{ id: 'flapping', confidence: 0.45 }]);
    expect(read([...up(1), ...lost(3), ...up(2), ...lost(4), ...up(3)]).candidates).toMatchObject([
      { id: 'flapping', confidence: 0.65 },
    ]);
  });

  it('whose service was started anew is said to have been', () => {
    const restart = '09:00:00 00[JOB] spawning 16 worker threads';
    expect(read([...up(1), restart, ...up(1)]).candidates).toMatchObject([{ id: 'flapping', confidence: 0.45 }]);
  });
});
