import { expect, test } from 'vitest';
import { dropNotes } from '../../../src/guard/connection/notes.ts';
import { emergencies, planMessages } from '../../../src/guard/plan/messages.ts';
import { readTunnels } from '../../../src/network/tunnels.ts';
import { down, twoTunnels } from './two-tunnels.ts';

const unknown = { Status: undefined };
const up = {};

test.each([
  [up, up, 'slave', planMessages.otherUp],
  [up, down, 'slave', planMessages.otherUp],
  [down, up, 'slave', planMessages.lastTunnelDrops],
  [down, unknown, 'slave', planMessages.lastTunnelDrops],
  [down, down, 'slave', planMessages.otherDownToo],
  [unknown, up, 'slave', planMessages.otherUnknown],
  [unknown, down, 'slave', planMessages.otherUnknown],
  [up, up, 'both', planMessages.bothDrop],
  [down, up, 'both', planMessages.bothDrop],
  [down, unknown, 'both', planMessages.bothDrop],
  [down, down, 'both', planMessages.bothDown],
] as const)(
  'master %j, slave %j, and %s changes: what it does to the traffic comes first',
  (master, slave, which, text) => {
    const live = twoTunnels(master, slave);
    const { tunnels } = readTunnels(live);
    const notes = dropNotes(live, 'plant', which === 'both' ? undefined : tunnels.slice(1));
    expect(notes[0]?.text).toBe(text);
    expect(notes.slice(1).map(({ values }) => values['tunnel'])).toEqual(
      which === 'both' ? ['tun-a (master)', 'tun-b (slave)'] : ['tun-b (slave)'],
    );
  },
);

test('that nothing carries the traffic stands before what could not be read', () => {
  expect(emergencies).toEqual(expect.arrayContaining([planMessages.lastTunnelDrops, planMessages.bothDrop]));
});

test('nothing changes, nothing is told', () => {
  expect(dropNotes(twoTunnels(), 'plant', [])).toEqual([]);
  expect(dropNotes({ VpnConnectionId: 'vco-2' }, 'one', [])).toEqual([]);
});
