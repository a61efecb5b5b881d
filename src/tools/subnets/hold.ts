import { DescribeVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import { isKnownProblem } from '../../errors.ts';
import { isCarrying } from '../inventory/tunnel-state.ts';
import type { Link } from './links.ts';

/** A tunnel that has negotiated anew is up within seconds where both ends agree; a health check takes some more. */
const STEP_MS = 2000;
const MOST_LOOKS = 30;

/** The status of a moment ago may still be the one before the change, so that one look is not enough. */
const IN_A_ROW = 2;

/** Fewer where the caller hears nothing meanwhile, and would give up. */
const looksFor = ({ holdMs }: Call): number =>
  holdMs === undefined ? MOST_LOOKS : Math.max(IN_A_ROW, Math.min(MOST_LOOKS, Math.floor(holdMs / 2 / STEP_MS)));

/** Looks whether traffic gets through a connection; what cannot be read does not count as up. */
const look = async (invoke: Invoke, call: Call, RegionId: string, VpnConnectionId: string) => {
  try {
    const seen = await invoke(DescribeVpnConnection, { RegionId, VpnConnectionId }, call);
    return { isUp: isCarrying(seen) === true, status: seen.Status ?? 'unknown' };
  } catch (error) {
    if (call.signal.aborted || !isKnownProblem(error)) throw error;
    return { isUp: false, status: `not read: ${error.code}` };
  }
};

/**
 * Waits, for about a minute, until a changed connection is up again; gives why the next step must not be done where it is
 * not. Rejects with an abort's reason.
 */
export const untilUp =
  ({ id, label }: Link, regionId: string, what: string, call: Call, invoke: Invoke): NonNullable<Step['hold']> =>
  async (signal, pause) => {
    const most = looksFor(call);
    let [inARow, status] = [0, 'unknown'];
    for (let at = 1; at <= most; at += 1) {
      const seen = await look(invoke, { ...call, signal }, regionId, id);
      inARow = seen.isUp ? inARow + 1 : 0;
      status = seen.status;
      if (inARow >= IN_A_ROW) return undefined;
      call.progress({ done: at, total: most, message: `${label}: ${status}; ${what} waits until it is up again` });
      if (at < most) await pause(STEP_MS);
    }
    return `${label} is not up again (${status}) since its lists were changed: ${what} is left as it is, so that traffic keeps its way. Its peer needs the same lists; then repeat this call. DiagnoseTunnel says what is wrong.`;
  };
