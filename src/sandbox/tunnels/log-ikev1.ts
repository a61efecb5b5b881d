import {
  addresses,
  childUp,
  established,
  isInitiatorUnknown,
  join,
  type Lines,
  type Negotiation,
  reply,
  retransmitsUnanswered,
  type Stage,
  selection,
  send,
  translation,
} from './exchange.ts';

/** Real message IDs are random; one that never changes serves as well. */
const messageId = 2534582138;

const capital = (mode: string): string => (mode === 'main' ? 'Main Mode' : 'Aggressive Mode');
const first = (mode: string): string =>
  mode === 'main' ? 'ID_PROT request 0 [ SA V V V V V ]' : 'AGGRESSIVE request 0 [ SA KE No ID V V V V V ]';

/** The responder refuses with an informational message, which the initiator reads. */
const refuse = (contents: string, notice: string): Lines =>
  join(reply(`INFORMATIONAL_V1 request ${messageId} [ ${contents} ]`), {
    initiator: [`[IKE] received ${notice} error notify`],
  });

const silence = (sequence: number): string[] =>
  retransmitsUnanswered((attempt) => `sending retransmit ${attempt} of request message ID 0, seq ${sequence}`);

const opening = ({ initiator, responder, mode }: Negotiation): Lines =>
  join({
    initiator: [
      `[IKE] initiating ${capital(mode)} IKE_SA ${initiator.name}[1] to ${responder.Address}`,
      `[CFG] configured proposals: ${initiator.ike}`,
    ],
  });

const begin: Stage = {
  success: (negotiation) => join(opening(negotiation), send(first(negotiation.mode))),
  failures: {
    'peer-unreachable': (negotiation) =>
      join(opening(negotiation), { initiator: [`[ENC] generating ${first(negotiation.mode)}`, ...silence(1)] }),
  },
};

const lookUp = ({ initiator, responder }: Negotiation): Lines => ({
  initiator: [],
  responder: [`[CFG] looking for an IKEv1 config for ${addresses(responder, initiator)}`],
});

const find: Stage = {
  success: (negotiation) =>
    join(lookUp(negotiation), {
      responder: [`[IKE] ${negotiation.initiator.Address} is initiating a ${capital(negotiation.mode)} IKE_SA`],
    }),
  failures: {
    'ike-version-mismatch': (negotiation) => {
      const ends = addresses(negotiation.responder, negotiation.initiator);
      return join(
        lookUp(negotiation),
        { responder: [`[IKE] no IKE config found for ${ends}, sending NO_PROPOSAL_CHOSEN`] },
        refuse('N(NO_PROP)', 'NO_PROPOSAL_CHOSEN'),
      );
    },
  },
};

const choose: Stage = {
  success: ({ initiator, responder }) => join({ responder: selection(initiator.ike, responder.ike) }),
  failures: {
    'ike-proposal-mismatch': ({ initiator, responder, mismatch }) =>
      join(
        { responder: [...selection(initiator.ike, responder.ike, mismatch), '[IKE] no proposal found'] },
        refuse('N(NO_PROP)', 'NO_PROPOSAL_CHOSEN'),
      ),
  },
};

const exchangeKeys: Stage = {
  success: ({ initiator, responder }) =>
    join(
      reply('ID_PROT response 0 [ SA V V V V ]'),
      { initiator: selection(responder.ike, initiator.ike) },
      send('ID_PROT request 0 [ KE No NAT-D NAT-D ]'),
      { responder: translation(responder, initiator) },
      reply('ID_PROT response 0 [ KE No NAT-D NAT-D ]'),
      { initiator: translation(initiator, responder) },
    ),
  failures: {
    'nat-main-mode': ({ initiator, responder }) =>
      join(
        reply('ID_PROT response 0 [ SA V V V V ]'),
        send('ID_PROT request 0 [ KE No NAT-D NAT-D ]'),
        { responder: translation(responder, initiator) },
        { responder: [`[IKE] no shared key found for ${responder.Address} - ${initiator.Address}`] },
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
  success: () => send(identityMessage),
  failures: {
    'nat-port-blocked': ({ initiator }) => ({
      initiator: [`[ENC] generating ${identityMessage}`, ...silence(3)],
      responder: [`[IKE] deleting half open IKE_SA with ${initiator.Address} after timeout`],
    }),
    'psk-mismatch': () => ({
      initiator: [
        `[ENC] generating ${identityMessage}`,
        ...undecipherable('HASH'),
        '[IKE] ignore malformed INFORMATIONAL request',
        `[IKE] INFORMATIONAL_V1 request with message ID ${messageId} processing failed`,
        ...silence(3),
      ],
      responder: [
        ...undecipherable('ID'),
        `[ENC] generating INFORMATIONAL_V1 request ${messageId} [ HASH N(PLD_MAL) ]`,
        '[IKE] ID_PROT request with message ID 0 processing failed',
      ],
    }),
  },
};

const match = ({ initiator, responder }: Negotiation): Lines => ({
  initiator: [],
  responder: [
    `[CFG] looking for pre-shared key peer configs matching ${addresses(responder, initiator)}[${initiator.LocalId}]`,
  ],
});

/** The responder finds the connection by the identity it was shown, or refuses in the manner of the mode. */
const recognise: Stage = {
  success: (negotiation) =>
    join(match(negotiation), { responder: [`[CFG] selected peer config "${negotiation.responder.name}"`] }),
  failures: {
    'ike-mode-mismatch': (negotiation) => {
      const found = `[IKE] found 1 matching config, but none allows pre-shared key authentication using ${capital(negotiation.mode)}`;
      const contents = negotiation.mode === 'main' ? 'HASH N(AUTH_FAILED)' : 'N(AUTH_FAILED)';
      return join(match(negotiation), { responder: [found] }, refuse(contents, 'AUTHENTICATION_FAILED'));
    },
    'identity-mismatch': (negotiation) => {
      if (!isInitiatorUnknown(negotiation)) return doubt(negotiation);
      const contents = negotiation.mode === 'main' ? 'HASH N(AUTH_FAILED)' : 'N(AUTH_FAILED)';
      const unknown = { responder: ['[IKE] no peer config found'] };
      return join(match(negotiation), unknown, refuse(contents, 'AUTHENTICATION_FAILED'));
    },
  },
};

const answerOf = (mode: string): string =>
  mode === 'main' ? 'ID_PROT response 0 [ ID HASH ]' : 'AGGRESSIVE response 0 [ SA KE No ID V V V V NAT-D NAT-D HASH ]';

/** The initiator refuses the identity of the responder. */
const doubt = (negotiation: Negotiation): Lines => {
  const { initiator, responder, mode } = negotiation;
  const up = mode === 'main' ? established(responder, initiator, 'reauthentication') : [];
  return join(
    match(negotiation),
    { responder: [`[CFG] selected peer config "${responder.name}"`, ...up] },
    reply(answerOf(mode)),
    { initiator: [`[IKE] IDir '${responder.LocalId}' does not match to '${initiator.RemoteId}'`] },
  );
};

const settleMain: Stage = {
  success: ({ initiator, responder }) =>
    join({ responder: established(responder, initiator, 'reauthentication') }, reply(answerOf('main')), {
      initiator: established(initiator, responder, 'reauthentication'),
    }),
};

const settleAggressive: Stage = {
  success: ({ initiator, responder }) =>
    join(
      reply(answerOf('aggressive')),
      { initiator: [...selection(responder.ike, initiator.ike), ...translation(initiator, responder)] },
      { initiator: established(initiator, responder, 'reauthentication') },
      { responder: [...translation(responder, initiator), ...established(responder, initiator, 'reauthentication')] },
    ),
  failures: {
    'nat-port-blocked': ({ initiator, responder }) =>
      join(reply(answerOf('aggressive')), {
        initiator: translation(initiator, responder),
        responder: [`[IKE] deleting half open IKE_SA with ${initiator.Address} after timeout`],
      }),
    'psk-mismatch': ({ initiator, responder }) =>
      join(reply(answerOf('aggressive')), {
        initiator: [
          ...selection(responder.ike, initiator.ike),
          '[IKE] calculated HASH does not match HASH payload',
          `[ENC] generating INFORMATIONAL_V1 request ${messageId} [ HASH N(AUTH_FAILED) ]`,
        ],
        responder: ['[IKE] queueing INFORMATIONAL_V1 request as tasks still active'],
      }),
  },
};

const quickMode = (negotiation: Negotiation): Lines => {
  const { initiator, responder } = negotiation;
  const contents = initiator.esp === initiator.espWithGroup ? 'HASH SA No ID ID' : 'HASH SA No KE ID ID';
  return join(send(`QUICK_MODE request ${messageId} [ ${contents} ]`), {
    responder: [`[CFG] looking for a child config for ${responder.subnets} === ${initiator.subnets}`],
  });
};

const refuseProposal = (negotiation: Negotiation): Lines => {
  const { initiator, responder, mismatch } = negotiation;
  const why = selection(initiator.espWithGroup, responder.espWithGroup, mismatch);
  return join(
    quickMode(negotiation),
    { responder: [...why, '[IKE] no matching proposal found, sending NO_PROPOSAL_CHOSEN'] },
    refuse('HASH N(NO_PROP)', 'NO_PROPOSAL_CHOSEN'),
  );
};

const buildChild: Stage = {
  success: (negotiation) => {
    const { initiator, responder } = negotiation;
    return join(
      quickMode(negotiation),
      { responder: selection(initiator.espWithGroup, responder.espWithGroup) },
      { initiator: [childUp(initiator, responder, true)], responder: [childUp(responder, initiator, false)] },
    );
  },
  failures: {
    // Nobody starts a quick mode that could carry all networks.
    'multi-subnet-ikev1': () => join(),
    'traffic-selector-mismatch': (negotiation) => {
      const pair = `${negotiation.initiator.subnets} === ${negotiation.responder.subnets}`;
      return join(
        quickMode(negotiation),
        { responder: [`[IKE] no matching CHILD_SA config found for ${pair}`] },
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
