import type { CauseId } from '../catalogue/causes.ts';
import type { End } from './end.ts';
import type { KeyForm } from './key-form.ts';
import type { LogRow, SslLogRow } from './log-row.ts';

/** All that is known about the texts of one vendor, or of one product of it. Absent is what it has none of. */
export interface Vendor {
  /** Where `read` is there, the value of `PeerVendor` that stands for it. */
  readonly name: string;
  /** A line of its configuration, without blanks before it, that others may have too. */
  readonly sign?: RegExp;
  /** A line that no other vendor's configuration has: it is looked for before the others. */
  readonly ownSign?: RegExp;
  /** The connections of a configuration, as the device sees them. */
  readonly read?: (lines: readonly string[]) => readonly End[];
  /** What lines of its IPsec log mean. */
  readonly rows?: readonly LogRow<CauseId>[];
  /** What lines of its SSL-VPN log mean. */
  readonly sslRows?: readonly SslLogRow[];
  /** How keys stand in its configurations and logs. */
  readonly keyForms?: readonly KeyForm[];
}
