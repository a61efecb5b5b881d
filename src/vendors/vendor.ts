import type { CauseId } from '../catalogue/causes.ts';
import type { End } from './end.ts';
import type { Writer } from './handoff/writer.ts';
import type { KeyForm } from './key-form.ts';
import type { LogRow, SslLogRow } from './log-row.ts';

/** How a list of SAs counts the packets sent into a tunnel and those received from it; each has the number as its group. */
export interface Counters {
  readonly sent: RegExp;
  readonly received: RegExp;
}

/** All that is known about the texts of one vendor, or of one product of it. Absent is what it has none of. */
export interface Vendor {
  /** Where `read` is there, the value of `PeerVendor` that stands for it. */
  readonly name: string;
  /** As people write it. */
  readonly title: string;
  /** Which releases its texts are of, as far as their sources say it. */
  readonly releases: string;
  /** A line of its configuration, without blanks before it, that others may have too. */
  readonly sign?: RegExp;
  /** A line that no other vendor's configuration has: it is looked for before the others. */
  readonly ownSign?: RegExp;
  /** The connections of a configuration, as the device sees them. */
  readonly read?: (lines: readonly string[]) => readonly End[];
  /** A line that shows it, wherever in the line: the text is this vendor's log. */
  readonly logSign?: RegExp;
  /** The name of its log, where that is not the vendor's. */
  readonly logName?: string;
  /** What lines of its IPsec log mean. */
  readonly rows?: readonly LogRow<CauseId>[];
  readonly counters?: readonly Counters[];
  /** What lines of its SSL-VPN log mean. */
  readonly sslRows?: readonly SslLogRow[];
  /** What writes its configurations. */
  readonly writers?: readonly Writer[];
  /** How keys stand in its configurations and logs. */
  readonly keyForms?: readonly KeyForm[];
}
