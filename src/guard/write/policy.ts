import type { Action, Fields, Platform, Risk } from '../../catalogue/action.ts';

import { addsRoutes } from '../../catalogue/schema/connection-settings.ts';
import { asksForBgp, newTunnels } from '../connection/creation-notes.ts';

export type Verdict = 'run' | 'ask' | 'refuse';

/** What becomes of a call by its risk, in a server that may change things and in one that only reads. */
const table: Readonly<Record<'open' | 'read-only', Readonly<Record<Risk, Verdict>>>> = {
  open: { read: 'run', write: 'run', disrupt: 'ask', destroy: 'ask' },
  'read-only': { read: 'run', write: 'refuse', disrupt: 'refuse', destroy: 'refuse' },
};

/** The one decision about danger; everything else says how. */
export const judge = (risk: Risk, readOnly: boolean): Verdict => table[readOnly ? 'read-only' : 'open'][risk];

/** Whether a call of this risk waits for a human's yes. */
export const needsYes = (risk: Risk): boolean => judge(risk, false) === 'ask';

const order: readonly Risk[] = ['read', 'write', 'disrupt', 'destroy'];

/** The worst of several risks; `read` of none. */
export const worstOf = (risks: readonly Risk[]): Risk =>
  risks.reduce<Risk>((worst, risk) => (order.indexOf(risk) > order.indexOf(worst) ? risk : worst), 'read');

export const isRoute = ({ resource }: Action): boolean => resource === 'route' || resource === 'policy-route';

/** A key that stands there as text; one that is to be generated does not. */
const hasKey = (input: Fields): boolean => newTunnels(input).some(({ ike }) => typeof ike['Psk'] === 'string');

/** Calls that are harmless by their arguments and may yet take traffic, or open a way out: live state decides. */
export const mayDrawTraffic = (action: Action, input: Fields, platform: Platform): boolean => {
  if (isRoute(action)) return action.verb === 'create' || action.verb === 'publish';
  if (action.resource === 'connection-route') return action.verb === 'create';
  // The addresses that its clients get may be somebody's already.
  if (action.verb === 'create' && action.resource === 'ssl-server') return true;
  const isNew = action.verb === 'create' && action.resource === 'connection';
  return isNew && (addsRoutes(platform, input) || asksForBgp(input) || hasKey(input));
};

/** A new name or description: harmless, but `--protect` goes by names, and the same text need not be sent. */
export const isRename = ({ verb }: Action, input: Fields): boolean =>
  verb === 'modify' && (input['Name'] !== undefined || input['Description'] !== undefined);

/** What is made on a thing that is there: where it is not, or is locked, a plan says so, and the call answers the same. */
const isMadeOn = ({ verb, resource }: Action): boolean =>
  verb === 'create' && (resource === 'connection' || resource === 'ssl-server' || resource === 'client-certificate');

/** Whether live state has to be read before it is known what becomes of the call. */
export const needsLiveState = (action: Action, input: Fields, floor: Risk, platform: Platform): boolean =>
  needsYes(floor) ||
  action.resource === 'tag' ||
  isRename(action, input) ||
  mayDrawTraffic(action, input, platform) ||
  isMadeOn(action);

/** A gateway costs money, and where its creation has no token nothing makes a second one harmless. */
export const isGatewayCreation = ({ verb, resource }: Action): boolean =>
  verb === 'create' && resource === 'vpn-gateway';
