/** A block in the ways in which grammars write one. */
export interface BlockParts {
  readonly address: string;
  readonly netmask: string;
  /** What is free, as access lists have it. */
  readonly wildcard: string;
}

/** The parts of a block such as `10.20.0.0/24`. */
export const blockParts = (block: string): BlockParts => {
  const [address = '', bits = '32'] = block.split('/');
  const prefix = Number(bits);
  const octets = [0, 8, 16, 24].map((from) => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefix - from))));
  return {
    address,
    netmask: octets.join('.'),
    wildcard: octets.map((octet) => 255 - octet).join('.'),
  };
};
