import type { ConsoleList, ConsoleRow } from '../../client/console.ts';
import type { Settings } from '../../settings/settings.ts';
import { type ConsoleLists, isKnown, type Listed, labelOf } from './console-lists.ts';
import { bad, type Finding, good, note } from './finding.ts';

type Chosen = Pick<Settings, 'organization' | 'resourceGroup' | 'resourceGroupSet'>;

/** More names than that fill the screen; the console has the rest. */
const MOST_SHOWN = 12;

const listText = (
  { rows, isWhole }: ConsoleList,
  inUse: string | undefined,
  more: (row: ConsoleRow) => string,
): string => {
  const first = [...rows].sort((a, b) => Number(b.id === inUse) - Number(a.id === inUse)).slice(0, MOST_SHOWN);
  const shown = first.map((row) => `${labelOf(row)}${more(row)}${row.id === inUse ? ' (in use)' : ''}`).join(', ');
  const left = rows.length - first.length;
  if (left === 0) return isWhole ? shown : `${shown}; the list was cut`;
  return `${shown} and ${left} more${isWhole ? '' : '; the list was cut'}`;
};

const LOOK_UP = 'Look the IDs up in the ASCM console.';

interface Wanted {
  readonly check: string;
  readonly option: string;
  readonly inUse: string | undefined;
  readonly more: (row: ConsoleRow) => string;
  /** Whose list it is, where it is not that of all. */
  readonly within: string;
  /** What to do where none is set. */
  readonly choose: string;
}

const listFinding = (listed: Listed, { check, option, inUse, more, within, choose }: Wanted): Finding => {
  if (!isKnown(listed))
    return note(check, `not known which this key may see: ${listed.unknown}`, `${LOOK_UP} ${option} wants the ID.`);
  const seen = listText(listed, inUse, more);
  if (listed.rows.length === 0 && !listed.isWhole)
    return note(
      check,
      `not known which${within} this key may see: the ASCM console's list was cut, and what was read of it has none`,
      `${LOOK_UP} ${option} wants the ID.`,
    );
  if (listed.rows.length === 0)
    return note(
      check,
      `the ASCM console lists none${within} for this key`,
      'Ask the administrator of the site for a role in one.',
    );
  if (inUse === undefined) return note(check, `none is set; the ASCM console lists ${seen}`, choose);
  if (listed.rows.some(({ id }) => id === inUse)) return good(check, seen);
  const doubt = listed.isWhole ? '' : ', as far as it was read';
  return note(
    check,
    `${inUse} is not on the ASCM console's list for this key${doubt}: ${seen}`,
    `Set ${option} to one of them.`,
  );
};

/** The ID behind a name, as `--resource-group-set` gives it; only where one set alone has it, of all that there are. */
const setNamed = (listed: Listed, name: string | undefined): ConsoleRow | undefined => {
  const found =
    name === undefined || !isKnown(listed) || !listed.isWhole ? [] : listed.rows.filter((row) => row.name === name);
  return found.length === 1 ? found[0] : undefined;
};

const chooseSet = (listed: Listed, { resourceGroupSet }: Chosen): string => {
  const found = setNamed(listed, resourceGroupSet);
  if (found === undefined)
    return 'Set --resource-group to the ID of yours; without one the whole organization is read.';
  const organization = found.organization === undefined ? '' : `--organization ${found.organization} `;
  return `${found.name} is ${found.id}: set ${organization}--resource-group ${found.id}.`;
};

/** What the console lists, with what is set marked in it. Only ever notes: the gateway decides, not the list. */
export const listFindings = ({ organizations, resourceSets }: ConsoleLists, chosen: Chosen): readonly Finding[] => {
  const { organization, resourceGroup } = chosen;
  const isMine = ({ organization: owner }: ConsoleRow): boolean =>
    organization === undefined || owner === undefined || owner === organization;
  const mine = isKnown(resourceSets) ? { ...resourceSets, rows: resourceSets.rows.filter(isMine) } : resourceSets;
  const owner = (row: ConsoleRow): string =>
    organization === undefined && row.organization !== undefined ? ` of organization ${row.organization}` : '';
  return [
    listFinding(organizations, {
      ...{ check: 'organizations', option: '--organization', inUse: organization, more: () => '', within: '' },
      choose: 'Set --organization to the ID of yours.',
    }),
    listFinding(mine, {
      ...{ check: 'resource sets', option: '--resource-group', inUse: resourceGroup, more: owner },
      within: organization === undefined ? '' : ` in organization ${organization}`,
      choose: chooseSet(mine, chosen),
    }),
  ];
};

const place = ({ organization, resourceGroup }: Chosen): string =>
  `organization ${organization}${resourceGroup === undefined ? '' : `, resource set ${resourceGroup}`}`;

/** How the first signed read went, and the same read without the resource set where one is set. */
export interface FirstReads {
  readonly isRefused: boolean;
  readonly isRefusedWithoutSet: () => Promise<boolean>;
}

/** Whether the organization and resource set may be looked into; a refused set is recognised by a read without it. */
export const organizationFinding = async (chosen: Chosen, reads: FirstReads): Promise<Finding> => {
  const check = 'organization';
  const { organization, resourceGroup } = chosen;
  if (organization === undefined)
    return reads.isRefused
      ? bad(check, 'none is named, and the cloud refuses', 'Set --organization to its ID in the ASCM console.')
      : note(
          check,
          'none is named: the organization of the key’s user is read, and a personal AccessKey may be refused',
        );
  if (!reads.isRefused) return good(check, `${place(chosen)} visible`);
  if (resourceGroup !== undefined && !(await reads.isRefusedWithoutSet()))
    return bad(
      check,
      `resource set ${resourceGroup} is not visible in organization ${organization}`,
      'Compare its ID with the ASCM console: --resource-group wants the ID, not the name.',
    );
  const remedy = 'Compare its ID with the ASCM console, or ask for a role in it.';
  return bad(check, `organization ${organization} is not visible to this key`, remedy);
};
