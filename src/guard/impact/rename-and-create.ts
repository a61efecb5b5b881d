import type { Action, Input } from '../../catalogue/action.ts';
import { type Fields, isFields } from '../../catalogue/action.ts';
import { ModifyCustomerGatewayAttribute } from '../../catalogue/actions/customer-gateway.ts';
import type { DiagnoseVpnGateway } from '../../catalogue/actions/diagnosis.ts';
import type { AssumeRole } from '../../catalogue/actions/role.ts';
import { ModifySslVpnClientCert } from '../../catalogue/actions/ssl-client-cert.ts';
import { ModifyVpnGatewayAttribute } from '../../catalogue/actions/vpn-gateway.ts';
import { actionFor } from '../../catalogue/index.ts';
import { type Identified, idFields } from '../../catalogue/resource.ts';
import { bgpKeyChange, type MoreChanges, propagationChange } from '../marks/bgp.ts';
import { type Change, foundIn, type Impact, impactOf, type Shown, targetOf, withoutTarget } from '../plan/impact.ts';
import type { Gateway, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import type { Seen } from '../plan/seen.ts';
import { undoChanges, undoCreate } from '../plan/undo.ts';
import { type LocalizedText, message } from '../text/message.ts';

const HIDDEN_FIELDS: ReadonlySet<string> = new Set(['RegionId', 'ClientToken']);

const isKey = (field: string): boolean => /(?:Psk|AuthKey)$/.test(field);

const shown = (field: string, value: unknown): Shown => {
  if (isKey(field)) return message(typeof value === 'string' ? planMessages.keyGiven : planMessages.newKey);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value);
};

/** Tunnels of a list, each of which has a name or a number. */
const isStructures = (value: unknown): value is readonly Fields[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => isFields(one) && !('Key' in one));

const labelIn = (member: Fields, index: number): string =>
  String(member['Role'] ?? member['TunnelIndex'] ?? member['TunnelId'] ?? index + 1);

/** Every given field, objects taken apart, as something that was not there before. */
const givenFields = (input: Fields, prefix = ''): readonly Change[] =>
  Object.entries(input)
    .filter(([field, value]) => value !== undefined && !HIDDEN_FIELDS.has(field))
    .flatMap(([field, value]) =>
      isFields(value) && !isKey(field)
        ? givenFields(value, `${prefix}${field}.`)
        : isStructures(value)
          ? value.flatMap((member, index) => givenFields(member, `${prefix}${field}[${labelIn(member, index)}].`))
          : [{ Field: prefix + field, Before: null, After: shown(field, value) }],
    );

/** The name of the call that does the opposite with the same kind of thing. */
export const oppositeOf = ({ verb, resource, name }: Action): string =>
  actionFor(verb === 'create' ? 'delete' : 'create', resource)?.name ?? name;

/** A plan for a call that adds something: nothing depends on what is not there yet. */
export const assessCreation =
  (action: Action) =>
  async (input: Fields): Promise<Impact> =>
    impactOf(targetOf('', typeof input['Name'] === 'string' ? input['Name'] : undefined), {
      changes: givenFields(input),
      undo: [undoCreate(oppositeOf(action))],
    });

/** A plan for a call that only reads. */
export const assessRead = async (_input: Fields): Promise<Impact> =>
  impactOf(targetOf('', undefined), {
    affected: [message(planMessages.onlyReads)],
    undo: [message(planMessages.undoNothing)],
  });

/** A check that the cloud makes: it leaves a result behind, and everything else as it is. */
export const assessDiagnosis = async (input: Input<typeof DiagnoseVpnGateway>): Promise<Impact> =>
  impactOf(targetOf(input.VpnGatewayId, undefined), {
    changes: givenFields(input),
    affected: [message(planMessages.onlyChecks)],
    undo: [message(planMessages.undoNothing)],
  });

type Naming =
  | Input<typeof ModifyVpnGatewayAttribute>
  | Input<typeof ModifyCustomerGatewayAttribute>
  | Input<typeof ModifySslVpnClientCert>;

const NO_MORE: MoreChanges = { changes: [], affected: [] };

/** Names and descriptions, of which nothing but words changes, and what else the call may change. */
const impactNaming =
  <I extends Naming, T extends Fields = Fields>(
    action: Action & { readonly resource: Identified },
    what: LocalizedText,
    read: (liveState: LiveState, id: string) => Promise<Seen<T>>,
    more: (input: Fields, live: T, liveState: LiveState) => Promise<MoreChanges> = async () => NO_MORE,
  ) =>
  async (input: I, liveState: LiveState): Promise<Impact> => {
    const given: Fields = input;
    const idField = idFields[action.resource];
    const id = String(given[idField]);
    const seen = await read(liveState, id);
    const live = foundIn(seen);
    if (!live) return withoutTarget(what, id, input.RegionId, seen);
    const beside = await more(given, live, liveState);
    const words = ['Name', 'Description']
      .filter((field) => given[field] !== undefined && given[field] !== live[field])
      .map((Field) => ({ Field, Before: shown(Field, live[Field] ?? ''), After: shown(Field, given[Field]) }));
    const changes = [...words, ...beside.changes];
    return impactOf(targetOf(id, String(live['Name'] ?? '')), {
      changes,
      affected: beside.affected,
      undo: undoChanges(liveState.platform, action, { [idField]: id }, changes),
      unchanged: changes.length === 0,
      state: {
        settings: [live['Name'] ?? '', live['Description'] ?? '', ...beside.changes.map(({ Before }) => Before)],
        health: null,
      },
    });
  };

/** Another identity changes the power of every later call. */
export const assessRole = async (input: Input<typeof AssumeRole>, _liveState: LiveState): Promise<Impact> =>
  impactOf(targetOf(input.RoleArn, undefined), {
    changes: givenFields(input),
    affected: [message(planMessages.role), message(planMessages.roleVoids), message(planMessages.roleUnknown)],
    undo: [message(planMessages.undoRole)],
  });

export const assessRename = {
  gateway: impactNaming<Input<typeof ModifyVpnGatewayAttribute>, Gateway>(
    ModifyVpnGatewayAttribute,
    kindNames.gateway,
    (liveState, id) => liveState.gateway(id),
    propagationChange,
  ),
  customerGateway: impactNaming<Input<typeof ModifyCustomerGatewayAttribute>>(
    ModifyCustomerGatewayAttribute,
    kindNames.customerGateway,
    (liveState, id) => liveState.customerGateway(id),
    bgpKeyChange,
  ),
  certificate: impactNaming<Input<typeof ModifySslVpnClientCert>>(
    ModifySslVpnClientCert,
    kindNames.certificate,
    (liveState, id) => liveState.certificate(id),
  ),
};
