import { z } from 'zod';

/** The files that an answer hands over: each below the folder for secrets, or on a page where a person takes it once. */
export const handedFiles = z.array(
  z.looseObject({
    Path: z.string().optional(),
    Download: z.string().optional(),
    Sha256: z.string().optional(),
    HoldsSecret: z.boolean(),
  }),
);
