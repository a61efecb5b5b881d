// What is inside, for whoever has to know it: a software bill of materials in the form of CycloneDX.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';

const read = (folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

const purl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** One licence has an identifier, a choice of several is an expression. */
const licences = (licence) => [/\s/.test(licence) ? { expression: licence } : { license: { id: licence } }];

function componentOf({ name, version, license }, type) {
  return {
    type,
    'bom-ref': purl(name, version),
    name,
    version,
    licenses: licences(license),
    purl: purl(name, version),
  };
}

/** The bill for these package folders. It names no time and no serial number, so that two of the same are equal. */
export function sbomFor(folders) {
  const inside = folders.filter((each) => existsSync(join(root, each, 'package.json'))).map(read);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: componentOf(read('.'), 'application') },
    components: inside.map((each) => componentOf(each, 'library')),
  };
}
