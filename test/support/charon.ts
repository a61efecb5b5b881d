/** The two ends of the tunnel that the tests speak of, and a third that is none of its. */
export const GATEWAY = '203.0.113.10';
export const PEER = '198.51.100.1';
export const STRANGER = '192.0.2.77';

interface End {
  readonly own: string;
  readonly other: string;
  readonly thread?: string;
  readonly port?: number;
}

/** Lines as charon writes them, of one end about another. */
export const charon = ({ own, other, thread = '09', port = 500 }: End) => {
  const line = (part: string, text: string): string => `09:00:00 ${thread}[${part}] ${text}`;
  const sends = (message: string): readonly string[] => [
    line('ENC', `generating ${message}`),
    line('NET', `sending packet: from ${own}[${port}] to ${other}[${port}] (300 bytes)`),
  ];
  const gets = (message: string): readonly string[] => [
    line('NET', `received packet: from ${other}[${port}] to ${own}[${port}] (300 bytes)`),
    line('ENC', `parsed ${message}`),
  ];
  return {
    line,
    sends,
    gets,
    starts: (number: number): readonly string[] => [
      line('IKE', `initiating IKE_SA a[${number}] to ${other}`),
      ...sends('IKE_SA_INIT request 0 [ SA KE No ]'),
    ],
    isCalled: [...gets('IKE_SA_INIT request 0 [ SA KE No ]'), line('IKE', `${other} is initiating an IKE_SA`)],
    answers: sends('IKE_SA_INIT response 0 [ SA KE No ]'),
    isAnswered: gets('IKE_SA_INIT response 0 [ SA KE No ]'),
    ikeUp: (number: number): string =>
      line('IKE', `IKE_SA a[${number}] established between ${own}[${own}]...${other}[${other}]`),
    childUp: (number: number): string =>
      line('IKE', `CHILD_SA a{${number}} established with SPIs c1_i c2_o and TS 10.10.0.0/16 === 172.20.0.0/16`),
    resends: (id: number): readonly string[] => [
      line('IKE', `retransmit 1 of request with message ID ${id}`),
      line('NET', `sending packet: from ${own}[${port}] to ${other}[${port}] (300 bytes)`),
    ],
    givesUp: line('IKE', 'giving up after 5 retransmits'),
    refusesKey: [
      ...gets('IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]'),
      line('IKE', `tried 1 shared key for '${own}' - '${other}', but MAC mismatched`),
      ...sends('IKE_AUTH response 1 [ N(AUTH_FAILED) ]'),
    ],
    getsAgain: (id: number): readonly string[] => [
      line('NET', `received packet: from ${other}[${port}] to ${own}[${port}] (300 bytes)`),
      line('IKE', `received retransmit of request with ID ${id}, retransmitting response`),
      line('NET', `sending packet: from ${own}[${port}] to ${other}[${port}] (300 bytes)`),
    ],
  };
};
