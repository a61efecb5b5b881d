import { describe, expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { candidatesOfSilence } from '../../../src/tools/logs/stalls.ts';
import { charon, GATEWAY, PEER } from '../../support/charon.ts';

const tunnel = { gateway: GATEWAY, peer: PEER, version: 'ikev2' as const };
const suspectsIn = (lines: readonly string[]) => readLog(lines.join('\n'), tunnel).candidates;
const cloud = charon({ own: GATEWAY, other: PEER });
const cloud4500 = charon({ own: GATEWAY, other: PEER, port: 4500 });
const peer = charon({ own: PEER, other: GATEWAY, thread: '03' });
const peer4500 = charon({ own: PEER, other: GATEWAY, thread: '03', port: 4500 });
const NEXT_LOG = '08:00:00 00[JOB] spawning 16 worker threads';

const unanswered = [...peer.starts(1), ...peer.resends(0), peer.givesUp];
const auth = 'IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]';
const stopsAt4500 = [
  ...peer.starts(1),
  ...peer.isAnswered,
  ...peer4500.sends(auth),
  ...peer4500.resends(1),
  peer4500.givesUp,
];

describe('the exchange in which a negotiation stops says what it can be', () => {
  it.each([
    ['the first message gets no answer', unanswered, 'peer-unreachable', 0.7],
    [
      'the answers do not arrive',
      [...cloud.isCalled, ...cloud.answers, ...cloud.getsAgain(0)],
      'peer-unreachable',
      0.88,
    ],
    ['the message on UDP 4500 gets no answer', stopsAt4500, 'nat-traversal', 0.6],
    ['nothing follows our answer', [...cloud.isCalled, ...cloud.answers], 'nat-traversal', 0.5],
    [
      'a message in fragments gets no answer',
      [
        ...peer.starts(1),
        ...peer.isAnswered,
        peer.line('ENC', 'splitting IKE message (2236 bytes) into 2 fragments'),
        ...peer4500.sends(auth),
        ...peer4500.resends(1),
      ],
      'fragments-dropped',
      0.6,
    ],
    [
      'one fragment arrives alone',
      [
        ...cloud.isCalled,
        ...cloud.answers,
        cloud4500.line('NET', `received packet: from ${PEER}[4500] to ${GATEWAY}[4500] (1248 bytes)`),
        cloud4500.line('ENC', 'received fragment #1 of 2, waiting for complete IKE message'),
      ],
      'fragments-dropped',
      0.8,
    ],
    [
      'phase 1 is closed at once',
      [...cloud.isCalled, ...cloud.answers, cloud.ikeUp(1), cloud.line('IKE', 'received DELETE for IKE_SA a[1]')],
      'identity-mismatch',
      0.55,
    ],
    [
      'the cloud has no connection for that address, in its own version',
      [
        ...cloud.gets('IKE_SA_INIT request 0 [ SA KE No ]'),
        cloud.line('IKE', `no IKE config found for ${GATEWAY}...${PEER}, sending NO_PROPOSAL_CHOSEN`),
      ],
      'peer-unreachable',
      0.85,
    ],
    [
      'the tunnel was up and is lost to silence',
      [...cloud.isCalled, ...cloud.answers, cloud.ikeUp(1), cloud.childUp(1), ...cloud.resends(3), cloud.givesUp],
      'peer-unreachable',
      0.75,
    ],
  ] as const)('%s', (_, lines, id, confidence) => {
    expect(suspectsIn(lines)[0]).toMatchObject({ id, confidence });
  });

  it('no key and no identity is suspected before the encrypted messages', () => {
    for (const lines of [unanswered, [...cloud.isCalled, ...cloud.answers, ...cloud.getsAgain(0)]])
      expect(suspectsIn(lines).map(({ id }) => id)).toEqual(['peer-unreachable']);
  });
});

describe('the other end’s log beside it', () => {
  it('proves that nothing arrives there', () => {
    const silent = [
      NEXT_LOG,
      cloud.line('CFG', 'added vici connection: x'),
      ...charon({ own: GATEWAY, other: PEER }).starts(4),
    ];
    expect(suspectsIn([...unanswered, ...silent])[0]).toMatchObject({ id: 'peer-unreachable', confidence: 0.92 });
  });

  it('proves that UDP 4500 is what is lost', () => {
    const both = [...stopsAt4500, NEXT_LOG, ...cloud.isCalled, ...cloud.answers];
    expect(suspectsIn(both)[0]).toMatchObject({ id: 'nat-traversal', confidence: 0.92 });
  });
});

it('a log without a message says that there is none', () => {
  expect(candidatesOfSilence().map(({ id }) => id)).toEqual(['peer-unreachable', 'not-initiated']);
  const idle = ['01', '02', '03', '04'].map((thread) => `${thread}[CFG] vici client 1 requests: get-conns`);
  expect(suspectsIn(idle).map(({ id }) => id)).toEqual(['peer-unreachable', 'not-initiated']);
});

it('a tunnel that stands at the end of the log has no suspects', () => {
  const up = [
    ...cloud.isCalled,
    ...cloud.answers,
    cloud.line('IKE', 'remote host is behind NAT'),
    cloud.ikeUp(1),
    cloud.childUp(1),
  ];
  expect(readLog(up.join('\n'), tunnel)).toMatchObject({ isUp: true, candidates: [] });
});
