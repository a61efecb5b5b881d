import {
  addresses,
  childUp,
  established,
  givingUp,
  isStarterUnknown,
  join,
  type Lines,
  reply,
  type Stage,
  selection,
  send,
  type Talk,
  translation,
} from './exchange.ts';

/** Real message IDs are random; one that never changes serves as well. */
const messageId = 2534582138;

const capital = (mode: string): string => (mode === 'main' ? 'Main Mode' : 'Aggressive Mode');
const first = (mode: string): string =>
  mode === 'main' ? 'ID_PROT request 0 [ SA V V V V V ]' : 'AGGRESSIVE request 0 [ SA KE No ID V V V V V ]';

/** The answerer refuses with an informational message, which the one who started reads. */
const refuse = (contents: string, notice: string): Lines =>
  join(reply(`INFORMATIONAL_V1 request ${messageId} [ ${contents} ]`), {
    starter: [`[IKE] received ${notice} error notify`],
  });

const silence = (sequence: number): string[] =>
  givingUp((attempt) => `sending retransmit ${attempt} of request message ID 0, seq ${sequence}`);

const opening = ({ starter, answerer, mode }: Talk): Lines =>
  join({
    starter: [
      `[IKE] initiating ${capital(mode)} IKE_SA ${starter.name}[1] to ${answerer.Address}`,
      `[CFG] configured proposals: ${starter.ike}`,
    ],
  });

const begin: Stage = {
  goes: (talk) => join(opening(talk), send(first(talk.mode))),
  ends: {
    'peer-unreachable': (talk) =>
      join(opening(talk), { starter: [`[ENC] generating ${first(talk.mode)}`, ...silence(1)] }),
  },
};

const lookUp = ({ starter, answerer }: Talk): Lines => ({
  starter: [],
  answerer: [`[CFG] looking for an IKEv1 config for ${addresses(answerer, starter)}`],
});

const find: Stage = {
  goes: (talk) =>
    join(lookUp(talk), {
      answerer: [`[IKE] ${talk.starter.Address} is initiating a ${capital(talk.mode)} IKE_SA`],
    }),
  ends: {
    'ike-version-mismatch': (talk) => {
      const ends = addresses(talk.answerer, talk.starter);
      return join(
        lookUp(talk),
        { answerer: [`[IKE] no IKE config found for ${ends}, sending NO_PROPOSAL_CHOSEN`] },
        refuse('N(NO_PROP)', 'NO_PROPOSAL_CHOSEN'),
      );
    },
  },
};

const choose: Stage = {
  goes: ({ starter, answerer }) => join({ answerer: selection(starter.ike, answerer.ike) }),
  ends: {
    'ike-proposal-mismatch': ({ starter, answerer, misfit }) =>
      join(
        { answerer: [...selection(starter.ike, answerer.ike, misfit), '[IKE] no proposal found'] },
        refuse('N(NO_PROP)', 'NO_PROPOSAL_CHOSEN'),
      ),
  },
};

const exchangeKeys: Stage = {
  goes: ({ starter, answerer }) =>
    join(
      reply('ID_PROT response 0 [ SA V V V V ]'),
      { starter: selection(answerer.ike, starter.ike) },
      send('ID_PROT request 0 [ KE No NAT-D NAT-D ]'),
      { answerer: translation(answerer, starter) },
      reply('ID_PROT response 0 [ KE No NAT-D NAT-D ]'),
      { starter: translation(starter, answerer) },
    ),
  ends: {
    'nat-main-mode': ({ starter, answerer }) =>
      join(
        reply('ID_PROT response 0 [ SA V V V V ]'),
        send('ID_PROT request 0 [ KE No NAT-D NAT-D ]'),
        { answerer: translation(answerer, starter) },
        { answerer: [`[IKE] no shared key found for ${answerer.Address} - ${starter.Address}`] },
        refuse('N(INVAL_KE)', 'INVALID_KE_PAYLOAD'),
      ),
  },
};

const identityMessage = 'ID_PROT request 0 [ ID HASH N(INITIAL_CONTACT) ]';
const undecipherable = (payload: string): string[] => [
  `[ENC] invalid ${payload}_V1 payload length, decryption failed?`,
  '[ENC] could not decrypt payloads',
  '[IKE] message parsing failed',
];

const prove: Stage = {
  goes: () => send(identityMessage),
  ends: {
    'nat-port-blocked': ({ starter }) => ({
      starter: [`[ENC] generating ${identityMessage}`, ...silence(3)],
      answerer: [`[IKE] deleting half open IKE_SA with ${starter.Address} after timeout`],
    }),
    'psk-mismatch': () => ({
      starter: [
        `[ENC] generating ${identityMessage}`,
        ...undecipherable('HASH'),
        '[IKE] ignore malformed INFORMATIONAL request',
        `[IKE] INFORMATIONAL_V1 request with message ID ${messageId} processing failed`,
        ...silence(3),
      ],
      answerer: [
        ...undecipherable('ID'),
        `[ENC] generating INFORMATIONAL_V1 request ${messageId} [ HASH N(PLD_MAL) ]`,
        '[IKE] ID_PROT request with message ID 0 processing failed',
      ],
    }),
  },
};

const match = ({ starter, answerer }: Talk): Lines => ({
  starter: [],
  answerer: [
    `[CFG] looking for pre-shared key peer configs matching ${addresses(answerer, starter)}[${starter.LocalId}]`,
  ],
});

/** The answerer finds the connection by the identity it was shown, or refuses in the manner of the mode. */
const recognise: Stage = {
  goes: (talk) => join(match(talk), { answerer: [`[CFG] selected peer config "${talk.answerer.name}"`] }),
  ends: {
    'ike-mode-mismatch': (talk) => {
      const found = `[IKE] found 1 matching config, but none allows pre-shared key authentication using ${capital(talk.mode)}`;
      const contents = talk.mode === 'main' ? 'HASH N(AUTH_FAILED)' : 'N(AUTH_FAILED)';
      return join(match(talk), { answerer: [found] }, refuse(contents, 'AUTHENTICATION_FAILED'));
    },
    'identity-mismatch': (talk) => {
      if (!isStarterUnknown(talk)) return doubt(talk);
      const contents = talk.mode === 'main' ? 'HASH N(AUTH_FAILED)' : 'N(AUTH_FAILED)';
      const unknown = { answerer: ['[IKE] no peer config found'] };
      return join(match(talk), unknown, refuse(contents, 'AUTHENTICATION_FAILED'));
    },
  },
};

const answerOf = (mode: string): string =>
  mode === 'main' ? 'ID_PROT response 0 [ ID HASH ]' : 'AGGRESSIVE response 0 [ SA KE No ID V V V V NAT-D NAT-D HASH ]';

/** The one who started does not like the name that the answerer gives itself. */
const doubt = (talk: Talk): Lines => {
  const { starter, answerer, mode } = talk;
  const up = mode === 'main' ? established(answerer, starter, 'reauthentication') : [];
  return join(
    match(talk),
    { answerer: [`[CFG] selected peer config "${answerer.name}"`, ...up] },
    reply(answerOf(mode)),
    { starter: [`[IKE] IDir '${answerer.LocalId}' does not match to '${starter.RemoteId}'`] },
  );
};

const settleMain: Stage = {
  goes: ({ starter, answerer }) =>
    join({ answerer: established(answerer, starter, 'reauthentication') }, reply(answerOf('main')), {
      starter: established(starter, answerer, 'reauthentication'),
    }),
};

const settleAggressive: Stage = {
  goes: ({ starter, answerer }) =>
    join(
      reply(answerOf('aggressive')),
      { starter: [...selection(answerer.ike, starter.ike), ...translation(starter, answerer)] },
      { starter: established(starter, answerer, 'reauthentication') },
      { answerer: [...translation(answerer, starter), ...established(answerer, starter, 'reauthentication')] },
    ),
  ends: {
    'nat-port-blocked': ({ starter, answerer }) =>
      join(reply(answerOf('aggressive')), {
        starter: translation(starter, answerer),
        answerer: [`[IKE] deleting half open IKE_SA with ${starter.Address} after timeout`],
      }),
    'psk-mismatch': ({ starter, answerer }) =>
      join(reply(answerOf('aggressive')), {
        starter: [
          ...selection(answerer.ike, starter.ike),
          '[IKE] calculated HASH does not match HASH payload',
          `[ENC] generating INFORMATIONAL_V1 request ${messageId} [ HASH N(AUTH_FAILED) ]`,
        ],
        answerer: ['[IKE] queueing INFORMATIONAL_V1 request as tasks still active'],
      }),
  },
};

const quickMode = (talk: Talk): Lines => {
  const { starter, answerer } = talk;
  const contents = starter.esp === starter.espWithGroup ? 'HASH SA No ID ID' : 'HASH SA No KE ID ID';
  return join(send(`QUICK_MODE request ${messageId} [ ${contents} ]`), {
    answerer: [`[CFG] looking for a child config for ${answerer.subnets} === ${starter.subnets}`],
  });
};

const refuseProposal = (talk: Talk): Lines => {
  const { starter, answerer, misfit } = talk;
  const why = selection(starter.espWithGroup, answerer.espWithGroup, misfit);
  return join(
    quickMode(talk),
    { answerer: [...why, '[IKE] no matching proposal found, sending NO_PROPOSAL_CHOSEN'] },
    refuse('HASH N(NO_PROP)', 'NO_PROPOSAL_CHOSEN'),
  );
};

const buildChild: Stage = {
  goes: (talk) => {
    const { starter, answerer } = talk;
    return join(
      quickMode(talk),
      { answerer: selection(starter.espWithGroup, answerer.espWithGroup) },
      { starter: [childUp(starter, answerer, true)], answerer: [childUp(answerer, starter, false)] },
    );
  },
  ends: {
    // Nobody starts a quick mode that could carry all networks.
    'multi-subnet-ikev1': () => join(),
    'traffic-selector-mismatch': (talk) => {
      const pair = `${talk.starter.subnets} === ${talk.answerer.subnets}`;
      return join(
        quickMode(talk),
        { answerer: [`[IKE] no matching CHILD_SA config found for ${pair}`] },
        refuse('HASH N(INVAL_ID)', 'INVALID_ID_INFORMATION'),
      );
    },
    'ipsec-proposal-mismatch': refuseProposal,
    'pfs-mismatch': refuseProposal,
  },
};

/** An IKEv1 negotiation in this mode, exchange by exchange. */
export const ikev1Stages = (mode: string): readonly Stage[] =>
  mode === 'main'
    ? [begin, find, choose, exchangeKeys, prove, recognise, settleMain, buildChild]
    : [begin, find, choose, recognise, settleAggressive, buildChild];
