import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import type { Place } from './steps.ts';

const LOOK_EVERY_MS = 500;
const MOST_LOOKS = 120;

/** Holds a step until the gateway has done what was asked of it before, for at most a minute. */
const whenActive =
  ({ RegionId, VpnGatewayId }: Place, call: Call, invoke: Invoke): NonNullable<Step['hold']> =>
  async (_signal, pause) => {
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const { Status } = await invoke(DescribeVpnGateway, { RegionId, VpnGatewayId }, call);
      if (Status === 'active') return undefined;
      call.progress({ done: 0, message: `${VpnGatewayId} is ${Status}` });
      await pause(LOOK_EVERY_MS);
    }
    return `${VpnGatewayId} has not become active within a minute.`;
  };

/** The steps, and those that may run in their place, each of which waits for the gateway. */
export const waiting = (steps: readonly Step[], place: Place, call: Call, invoke: Invoke): readonly Step[] => {
  const hold = whenActive(place, call, invoke);
  const held = (step: Step): Step => ({
    ...{ ...step, hold },
    ...(step.fallback && { fallback: step.fallback.map(held) }),
    ...(step.otherwise && { otherwise: step.otherwise.map(held) }),
  });
  return steps.map(held);
};
