// A zip file tells when each file was packed, so that two packings of the same files differ. Here they all say 1980.

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The first of January 1980, midnight, as DOS writes it. */
const [DATE, TIME] = [0x0021, 0];

/** Sets the times of all entries, in their own headers and in the directory at the end. Throws for what is no plain zip. */
export function withFixedTimes(zip) {
  const bytes = Buffer.from(zip);
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error('this is no zip file');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new Error('the directory of the zip file is not where it should be');
    const local = bytes.readUInt32LE(at + 42);
    if (bytes.readUInt32LE(local) !== LOCAL) throw new Error('an entry of the zip file is not where it should be');
    bytes.writeUInt16LE(TIME, at + 12);
    bytes.writeUInt16LE(DATE, at + 14);
    bytes.writeUInt16LE(TIME, local + 10);
    bytes.writeUInt16LE(DATE, local + 12);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return bytes;
}
