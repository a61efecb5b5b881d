import type { Call } from '../../catalogue/invoke.ts';
import { refuse } from '../change/refuse.ts';

/** A key that no file keeps could not be given to the peer: it is not even made. */
export const refuseWithoutFolder = ({ secrets: { files } }: Call): void => {
  if (files === 'remote caller')
    refuse(
      'A server on HTTP without access tokens hands out no files, so that nobody could give a new key to the peer.',
      'Start it with --tokens-file or --oauth-issuer: a page then hands the key out. Or run it on stdio with --secrets-dir DIR and call RotatePsk there.',
    );
  if (files === 'no folder')
    refuse(
      'There is no folder for the new key: it goes to a file for the peer, and never into a reply.',
      'Start the server with --secrets-dir DIR, then repeat the call.',
    );
};
