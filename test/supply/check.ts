import { exit } from 'node:process'
import { findLicenceFaults, readLicences, toDocument } from './licences.ts'
import { findLockFaults, readProjectFile } from './lock.ts'

/** Part of `npm run check`: what is installed is what was reviewed, under licences that were looked at. */
const lock = readProjectFile('package-lock.json')
const licences = readLicences(lock)
const faults = [
  ...findLockFaults(lock, readProjectFile('package.json')),
  ...findLicenceFaults(licences),
  ...(readProjectFile('docs/licences.md') === toDocument(licences)
    ? []
    : ['docs/licences.md is out of date: npm run licences']),
]
for (const fault of faults) console.error(fault)
console.log(
  faults.length === 0
    ? `${licences.length} packages, each with its integrity and licence.`
    : `${faults.length} faults; see CONTRIBUTING.md.`,
)
if (faults.length > 0) exit(1)
