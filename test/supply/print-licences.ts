import { writeFileSync } from 'node:fs'
import { exit } from 'node:process'
import { findLicenceFaults, readLicences, toDocument, toLines } from './licences.ts'
import { readProjectFile } from './lock.ts'

/** Prints package, version and licence, and writes docs/licences.md. */
const licences = readLicences(readProjectFile('package-lock.json'))
const faults = findLicenceFaults(licences)
console.log(toLines(licences).join('\n'))
writeFileSync('docs/licences.md', toDocument(licences))
for (const fault of faults) console.error(`unknown or copyleft, and not named with a reason: ${fault}`)
if (faults.length > 0) exit(1)
