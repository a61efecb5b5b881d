import type { Answer, Recorded, Reply } from './recorder.ts';
import { testKeys } from './recorder.ts';

/** Secrets of temporary keys are made from their IDs, so that a checker can tell them. */
export const secretOf = (keyId: string): string =>
  keyId.startsWith('STS.') ? `fake-secret-of-${keyId}` : testKeys.accessKeySecret;

export const sessionReply = (number: number, expiresMs: number): Reply => ({
  body: {
    RequestId: `R-sts-${number}`,
    Credentials: {
      AccessKeyId: `STS.${number}`,
      AccessKeySecret: secretOf(`STS.${number}`),
      SecurityToken: `fake-token-${number}`,
      Expiration: new Date(expiresMs).toISOString(),
    },
    AssumedRoleUser: { Arn: 'acs:ram::1:role/ops/me', AssumedRoleId: '33:me' },
  },
});

/** Hands out numbered sessions of one hour and answers everything else with an empty list. */
export const sts = (now: () => number): Answer => {
  let number = 0;
  return ({ parameters }) => {
    if (!/^AssumeRole/.test(parameters['Action'] ?? ''))
      return { body: { RequestId: 'R', VpnGateways: { VpnGateway: [] } } };
    number += 1;
    return sessionReply(number, now() + 3_600_000);
  };
};

/** Who signed, in order: key IDs and tokens. */
export const signers = (requests: readonly Recorded[]): string[] =>
  requests.map(
    ({ parameters }) => `${parameters['Action']} ${parameters['AccessKeyId']} ${parameters['SecurityToken'] ?? '-'}`,
  );
