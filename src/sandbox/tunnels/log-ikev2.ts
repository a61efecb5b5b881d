import {
  addresses,
  childUp,
  established,
  givingUp,
  join,
  type Lines,
  reply,
  type Stage,
  selection,
  send,
  type Talk,
  translation,
} from './exchange.ts';

const initRequest = 'IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG) N(REDIR_SUP) ]';
const initResponse =
  'IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG) N(CHDLESS_SUP) N(MULT_AUTH) ]';
const authRequest =
  'IKE_AUTH request 1 [ IDi N(INIT_CONTACT) IDr AUTH SA TSi TSr N(MOBIKE_SUP) N(NO_ADD_ADDR) N(MULT_AUTH) N(EAP_ONLY) N(MSG_ID_SYN_SUP) ]';

const opening = ({ starter, answerer }: Talk): Lines =>
  join({
    starter: [
      `[IKE] initiating IKE_SA ${starter.name}[1] to ${answerer.Address}`,
      `[CFG] configured proposals: ${starter.ike}`,
    ],
  });

const silence = (messageId: number): string[] =>
  givingUp((attempt) => `retransmit ${attempt} of request with message ID ${messageId}`);

const noProposal = (): Lines =>
  join(reply('IKE_SA_INIT response 0 [ N(NO_PROP) ]'), {
    starter: ['[IKE] received NO_PROPOSAL_CHOSEN notify error'],
  });

const authFailed = (): Lines =>
  join(reply('IKE_AUTH response 1 [ N(AUTH_FAILED) ]'), {
    starter: ['[IKE] received AUTHENTICATION_FAILED notify error'],
  });

const begin: Stage = {
  goes: (talk) => join(opening(talk), send(initRequest)),
  ends: {
    'peer-unreachable': (talk) => join(opening(talk), { starter: [`[ENC] generating ${initRequest}`, ...silence(0)] }),
  },
};

const lookUp = ({ starter, answerer }: Talk): Lines => ({
  starter: [],
  answerer: [`[CFG] looking for an IKEv2 config for ${addresses(answerer, starter)}`],
});

const find: Stage = {
  goes: (talk) => join(lookUp(talk), { answerer: [`[IKE] ${talk.starter.Address} is initiating an IKE_SA`] }),
  ends: {
    'ike-version-mismatch': (talk) => {
      const ends = addresses(talk.answerer, talk.starter);
      return join(
        lookUp(talk),
        { answerer: [`[IKE] no IKE config found for ${ends}, sending NO_PROPOSAL_CHOSEN`] },
        noProposal(),
      );
    },
  },
};

const choose: Stage = {
  goes: ({ starter, answerer }) =>
    join(
      { answerer: [...selection(starter.ike, answerer.ike), ...translation(answerer, starter)] },
      reply(initResponse),
      { starter: [...selection(answerer.ike, starter.ike), ...translation(starter, answerer)] },
    ),
  ends: {
    'ike-proposal-mismatch': ({ starter, answerer, misfit }) =>
      join(
        { answerer: [...selection(starter.ike, answerer.ike, misfit), '[IKE] received proposals unacceptable'] },
        noProposal(),
      ),
  },
};

const claim = ({ starter }: Talk): Lines => ({
  starter: [
    `[IKE] authentication of '${starter.LocalId}' (myself) with pre-shared key`,
    `[IKE] establishing CHILD_SA ${starter.child}{1}`,
  ],
  answerer: [],
});

const present: Stage = {
  goes: (talk) => join(claim(talk), send(authRequest)),
  ends: {
    'nat-port-blocked': (talk) =>
      join(claim(talk), {
        starter: [`[ENC] generating ${authRequest}`, ...silence(1)],
        answerer: [`[IKE] deleting half open IKE_SA with ${talk.starter.Address} after timeout`],
      }),
  },
};

const match = ({ starter, answerer }: Talk): Lines => ({
  starter: [],
  answerer: [
    `[CFG] looking for peer configs matching ${answerer.Address}[${starter.RemoteId}]...${starter.Address}[${starter.LocalId}]`,
  ],
});

const recognise: Stage = {
  goes: (talk) => join(match(talk), { answerer: [`[CFG] selected peer config '${talk.answerer.name}'`] }),
  ends: {
    'identity-mismatch': (talk) =>
      join(match(talk), { answerer: ['[CFG] no matching peer config found'] }, authFailed()),
    'psk-mismatch': (talk) =>
      join(
        match(talk),
        {
          answerer: [
            `[CFG] selected peer config '${talk.answerer.name}'`,
            `[IKE] tried 1 shared key for '${talk.answerer.LocalId}' - '${talk.starter.LocalId}', but MAC mismatched`,
          ],
        },
        authFailed(),
      ),
  },
};

const phase1Up = ({ starter, answerer }: Talk, contents: string): Lines => ({
  starter: [
    `[ENC] parsed IKE_AUTH response 1 [ IDr AUTH ${contents} ]`,
    `[IKE] authentication of '${answerer.LocalId}' with pre-shared key successful`,
    ...established(starter, answerer, 'rekeying'),
  ],
  answerer: [],
});

const accept: Stage = {
  goes: ({ starter, answerer }) => ({
    starter: [],
    answerer: [
      `[IKE] authentication of '${starter.LocalId}' with pre-shared key successful`,
      `[IKE] authentication of '${answerer.LocalId}' (myself) with pre-shared key`,
      ...established(answerer, starter, 'rekeying'),
      `[CFG] looking for a child config for ${answerer.subnets} === ${starter.subnets}`,
    ],
  }),
};

const kept = '[IKE] failed to establish CHILD_SA, keeping IKE_SA';

/** Phase 1 stays, phase 2 is refused with this notify. */
const refuseChild = (talk: Talk, why: string[], short: string, long: string): Lines => {
  const contents = `N(MOBIKE_SUP) N(NO_ADD_ADDR) N(${short})`;
  const refusal = { answerer: [...why, kept, `[ENC] generating IKE_AUTH response 1 [ IDr AUTH ${contents} ]`] };
  return join(refusal, phase1Up(talk, contents), {
    starter: [`[IKE] received ${long} notify, no CHILD_SA built`, kept],
  });
};

const buildChild: Stage = {
  goes: (talk) => {
    const { starter, answerer } = talk;
    const contents = 'SA TSi TSr N(MOBIKE_SUP) N(NO_ADD_ADDR)';
    return join(
      { answerer: [...selection(starter.esp, answerer.espWithGroup), childUp(answerer, starter, false)] },
      { answerer: [`[ENC] generating IKE_AUTH response 1 [ IDr AUTH ${contents} ]`] },
      phase1Up(talk, contents),
      { starter: [...selection(answerer.esp, starter.espWithGroup), childUp(starter, answerer, true)] },
    );
  },
  ends: {
    'traffic-selector-mismatch': (talk) => {
      const pair = `${talk.answerer.subnets} === ${talk.starter.subnets}`;
      const why = [`[IKE] traffic selectors ${pair} unacceptable`];
      return refuseChild(talk, why, 'TS_UNACCEPT', 'TS_UNACCEPTABLE');
    },
    'ipsec-proposal-mismatch': (talk) => {
      const { starter, answerer, misfit } = talk;
      const why = [...selection(starter.esp, answerer.espWithGroup, misfit), '[IKE] no acceptable proposal found'];
      return refuseChild(talk, why, 'NO_PROP', 'NO_PROPOSAL_CHOSEN');
    },
  },
};

/** Only a fresh key exchange shows that the groups differ: the first SA worked without one. */
const rekey: Stage = {
  goes: () => join(),
  ends: {
    'pfs-mismatch': ({ starter, answerer, misfit }) =>
      join(
        { starter: [`[IKE] establishing CHILD_SA ${starter.child}{2} reqid 1`] },
        send('CREATE_CHILD_SA request 3 [ N(REKEY_SA) SA No KE TSi TSr ]'),
        { answerer: selection(starter.espWithGroup, answerer.espWithGroup, misfit) },
        { answerer: ['[IKE] no acceptable proposal found', kept] },
        reply('CREATE_CHILD_SA response 3 [ N(NO_PROP) ]'),
        { starter: ['[IKE] received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built', kept] },
        { starter: ['[IKE] CHILD_SA rekeying failed, trying again in 7 seconds'] },
      ),
  },
};

/** An IKEv2 negotiation, exchange by exchange. */
export const ikev2Stages: readonly Stage[] = [begin, find, choose, present, recognise, accept, buildChild, rekey];
