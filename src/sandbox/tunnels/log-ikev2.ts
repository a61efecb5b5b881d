import {
  addresses,
  childUp,
  established,
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

const initRequest = 'IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG) N(REDIR_SUP) ]';
const initResponse =
  'IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG) N(CHDLESS_SUP) N(MULT_AUTH) ]';
const authRequest =
  'IKE_AUTH request 1 [ IDi N(INIT_CONTACT) IDr AUTH SA TSi TSr N(MOBIKE_SUP) N(NO_ADD_ADDR) N(MULT_AUTH) N(EAP_ONLY) N(MSG_ID_SYN_SUP) ]';

const opening = ({ initiator, responder }: Negotiation): Lines =>
  join({
    initiator: [
      `[IKE] initiating IKE_SA ${initiator.name}[1] to ${responder.Address}`,
      `[CFG] configured proposals: ${initiator.ike}`,
    ],
  });

const silence = (messageId: number): string[] =>
  retransmitsUnanswered((attempt) => `retransmit ${attempt} of request with message ID ${messageId}`);

const noProposal = (): Lines =>
  join(reply('IKE_SA_INIT response 0 [ N(NO_PROP) ]'), {
    initiator: ['[IKE] received NO_PROPOSAL_CHOSEN notify error'],
  });

const authFailed = (): Lines =>
  join(reply('IKE_AUTH response 1 [ N(AUTH_FAILED) ]'), {
    initiator: ['[IKE] received AUTHENTICATION_FAILED notify error'],
  });

const begin: Stage = {
  success: (negotiation) => join(opening(negotiation), send(initRequest)),
  failures: {
    'peer-unreachable': (negotiation) =>
      join(opening(negotiation), { initiator: [`[ENC] generating ${initRequest}`, ...silence(0)] }),
  },
};

const lookUp = ({ initiator, responder }: Negotiation): Lines => ({
  initiator: [],
  responder: [`[CFG] looking for an IKEv2 config for ${addresses(responder, initiator)}`],
});

const find: Stage = {
  success: (negotiation) =>
    join(lookUp(negotiation), { responder: [`[IKE] ${negotiation.initiator.Address} is initiating an IKE_SA`] }),
  failures: {
    'ike-version-mismatch': (negotiation) => {
      const ends = addresses(negotiation.responder, negotiation.initiator);
      return join(
        lookUp(negotiation),
        { responder: [`[IKE] no IKE config found for ${ends}, sending NO_PROPOSAL_CHOSEN`] },
        noProposal(),
      );
    },
  },
};

const choose: Stage = {
  success: ({ initiator, responder }) =>
    join(
      { responder: [...selection(initiator.ike, responder.ike), ...translation(responder, initiator)] },
      reply(initResponse),
      { initiator: [...selection(responder.ike, initiator.ike), ...translation(initiator, responder)] },
    ),
  failures: {
    'ike-proposal-mismatch': ({ initiator, responder, mismatch }) =>
      join(
        { responder: [...selection(initiator.ike, responder.ike, mismatch), '[IKE] received proposals unacceptable'] },
        noProposal(),
      ),
  },
};

const authenticateInitiator = ({ initiator }: Negotiation): Lines => ({
  initiator: [
    `[IKE] authentication of '${initiator.LocalId}' (myself) with pre-shared key`,
    `[IKE] establishing CHILD_SA ${initiator.child}{1}`,
  ],
  responder: [],
});

const present: Stage = {
  success: (negotiation) => join(authenticateInitiator(negotiation), send(authRequest)),
  failures: {
    'nat-port-blocked': (negotiation) =>
      join(authenticateInitiator(negotiation), {
        initiator: [`[ENC] generating ${authRequest}`, ...silence(1)],
        responder: [`[IKE] deleting half open IKE_SA with ${negotiation.initiator.Address} after timeout`],
      }),
  },
};

const match = ({ initiator, responder }: Negotiation): Lines => ({
  initiator: [],
  responder: [
    `[CFG] looking for peer configs matching ${responder.Address}[${initiator.RemoteId}]...${initiator.Address}[${initiator.LocalId}]`,
  ],
});

const recognise: Stage = {
  success: (negotiation) =>
    join(match(negotiation), { responder: [`[CFG] selected peer config '${negotiation.responder.name}'`] }),
  failures: {
    'identity-mismatch': (negotiation) =>
      join(match(negotiation), { responder: ['[CFG] no matching peer config found'] }, authFailed()),
    'psk-mismatch': (negotiation) =>
      join(
        match(negotiation),
        {
          responder: [
            `[CFG] selected peer config '${negotiation.responder.name}'`,
            `[IKE] tried 1 shared key for '${negotiation.responder.LocalId}' - '${negotiation.initiator.LocalId}', but MAC mismatched`,
          ],
        },
        authFailed(),
      ),
  },
};

const phase1Up = ({ initiator, responder }: Negotiation, contents: string): Lines => ({
  initiator: [
    `[ENC] parsed IKE_AUTH response 1 [ IDr AUTH ${contents} ]`,
    `[IKE] authentication of '${responder.LocalId}' with pre-shared key successful`,
    ...established(initiator, responder, 'rekeying'),
  ],
  responder: [],
});

const accept: Stage = {
  success: ({ initiator, responder }) => ({
    initiator: [],
    responder: [
      `[IKE] authentication of '${initiator.LocalId}' with pre-shared key successful`,
      `[IKE] authentication of '${responder.LocalId}' (myself) with pre-shared key`,
      ...established(responder, initiator, 'rekeying'),
      `[CFG] looking for a child config for ${responder.subnets} === ${initiator.subnets}`,
    ],
  }),
};

const kept = '[IKE] failed to establish CHILD_SA, keeping IKE_SA';

/** Phase 1 stays, phase 2 is refused with this notify. */
const refuseChild = (negotiation: Negotiation, why: string[], short: string, long: string): Lines => {
  const contents = `N(MOBIKE_SUP) N(NO_ADD_ADDR) N(${short})`;
  const refusal = { responder: [...why, kept, `[ENC] generating IKE_AUTH response 1 [ IDr AUTH ${contents} ]`] };
  return join(refusal, phase1Up(negotiation, contents), {
    initiator: [`[IKE] received ${long} notify, no CHILD_SA built`, kept],
  });
};

const buildChild: Stage = {
  success: (negotiation) => {
    const { initiator, responder } = negotiation;
    const contents = 'SA TSi TSr N(MOBIKE_SUP) N(NO_ADD_ADDR)';
    return join(
      { responder: [...selection(initiator.esp, responder.espWithGroup), childUp(responder, initiator, false)] },
      { responder: [`[ENC] generating IKE_AUTH response 1 [ IDr AUTH ${contents} ]`] },
      phase1Up(negotiation, contents),
      { initiator: [...selection(responder.esp, initiator.espWithGroup), childUp(initiator, responder, true)] },
    );
  },
  failures: {
    'traffic-selector-mismatch': (negotiation) => {
      const pair = `${negotiation.responder.subnets} === ${negotiation.initiator.subnets}`;
      const why = [`[IKE] traffic selectors ${pair} unacceptable`];
      return refuseChild(negotiation, why, 'TS_UNACCEPT', 'TS_UNACCEPTABLE');
    },
    'ipsec-proposal-mismatch': (negotiation) => {
      const { initiator, responder, mismatch } = negotiation;
      const why = [...selection(initiator.esp, responder.espWithGroup, mismatch), '[IKE] no acceptable proposal found'];
      return refuseChild(negotiation, why, 'NO_PROP', 'NO_PROPOSAL_CHOSEN');
    },
  },
};

/** Only a fresh key exchange shows that the groups differ: the first SA worked without one. */
const rekey: Stage = {
  success: () => join(),
  failures: {
    'pfs-mismatch': ({ initiator, responder, mismatch }) =>
      join(
        { initiator: [`[IKE] establishing CHILD_SA ${initiator.child}{2} reqid 1`] },
        send('CREATE_CHILD_SA request 3 [ N(REKEY_SA) SA No KE TSi TSr ]'),
        { responder: selection(initiator.espWithGroup, responder.espWithGroup, mismatch) },
        { responder: ['[IKE] no acceptable proposal found', kept] },
        reply('CREATE_CHILD_SA response 3 [ N(NO_PROP) ]'),
        { initiator: ['[IKE] received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built', kept] },
        { initiator: ['[IKE] CHILD_SA rekeying failed, trying again in 7 seconds'] },
      ),
  },
};

/** An IKEv2 negotiation, exchange by exchange. */
export const ikev2Stages: readonly Stage[] = [begin, find, choose, present, recognise, accept, buildChild, rekey];
