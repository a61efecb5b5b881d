import { Refused } from '../../errors.ts';

/** Ends an everyday change before anybody is asked: what is wrong and by which rule, and the next step. */
export const refuse = (message: string, remedy: string): never => {
  throw new Refused('refused', `${message} Nothing was sent.`, remedy);
};
