import { isSameList } from '../../network/cidr.ts';

/** Two values of which one is the cloud's and one the peer's. */
export interface Sides {
  readonly cloud: string | undefined;
  readonly peer: string | undefined;
}

/** Two values of which it is not known whose they are: only what their fields are called. */
export interface Named {
  readonly local: string | undefined;
  readonly remote: string | undefined;
}

/**
 * From whose side named values are told. `either`: both readings fit, for both values are the same; `unsaid`: one is missing,
 * so that nothing can be compared.
 */
export type Orientation = 'peer' | 'cloud' | 'either' | 'unsaid' | 'neither';

type IsSame = (a: string, b: string) => boolean;

const isText = (a: string, b: string): boolean => a === b;

/** Compared by value, never by the names of the fields: guide and samples disagree about these. */
const orientationBy =
  (isSame: IsSame) =>
  ({ local, remote }: Named, { cloud, peer }: Sides): Orientation => {
    if (!local || !remote || !cloud || !peer) return 'unsaid';
    const isPeer = isSame(local, peer) && isSame(remote, cloud);
    const isCloud = isSame(local, cloud) && isSame(remote, peer);
    if (isPeer && isCloud) return 'either';
    if (isPeer) return 'peer';
    return isCloud ? 'cloud' : 'neither';
  };

export const orientationOfTexts = orientationBy(isText);

/** Lists of blocks are the same in any order and spelling. */
export const orientationOfBlocks = orientationBy(isSameList);
