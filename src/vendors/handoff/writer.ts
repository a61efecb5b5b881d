import type { KeyEncoding } from '../../catalogue/invoke.ts';
import type { PeerLink, PeerTunnel } from './link.ts';

/** How the grammar of a vendor holds a key. */
export interface KeySyntax {
  /** What is done to the key before it stands in the file. */
  readonly encoding: KeyEncoding;
  /** The encoded key with what stands around it, such as quotes. */
  readonly inFile: (encoded: string) => string;
  /** The words `<PSK>` with what stands around a key that a person types in their place. */
  readonly inText: (words: string) => string;
}

/** Keys as a writer meets them: never one of them, only where one goes. */
export interface KeyPlaces {
  /** What stands where the key of a tunnel belongs. */
  readonly key: (tunnel: PeerTunnel, syntax: KeySyntax) => string;
  /** Lines for the head of a file that holds a key; none where it holds none. */
  readonly head: readonly string[];
}

/** One file for the other end. */
export interface WrittenFile {
  /** Made of IDs: `vco-1.swanctl.conf`. */
  readonly name: string;
  readonly text: string;
}

/** A configuration, and what has to be said with it. */
export interface Written {
  readonly files: readonly [WrittenFile, ...WrittenFile[]];
  /** What may go wrong with this connection on this kind of device. */
  readonly warnings: readonly string[];
  /** What whoever configures the device has to know beside the files. */
  readonly notes: readonly string[];
  /** Where the files go and how they are loaded; one line. */
  readonly load: string;
  /** How one sees there that the tunnel is up; one line. */
  readonly look: string;
}

/** What writes the configuration of one kind of device. A vendor may have several. */
export interface Writer {
  /** The value of `Vendor` that stands for it. */
  readonly name: string;
  /** As people write it, with the releases that it is for. */
  readonly title: string;
  /**
   * `lab`: real daemons took it and carried traffic; `parser`: the real program's parser takes it; `reader`: our own reader
   * of this grammar reads the same back.
   */
  readonly verified: 'lab' | 'parser' | 'reader' | 'unverified';
  /** The documentation that was really read. */
  readonly sources: readonly string[];
  /** Refuses what the grammar cannot hold; changes nothing silently. Pure. */
  readonly write: (link: PeerLink, places: KeyPlaces) => Written;
}
