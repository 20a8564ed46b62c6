import { readLock } from './lock.ts'

/** Licences that ask for no more than their text and the names in it. */
const permissive: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
])

/** Packages in production under another licence, and why that is all right. A name may end in `*`. */
const named: Readonly<Record<string, string>> = {
  '@resvg/resvg-js*':
    'MPL-2.0 is copyleft by file: its own files are used unchanged, as the registry has them, and ours stay ours',
}

/** A version of a package under its licence. */
export interface Licence {
  readonly name: string
  readonly version: string
  /** As SPDX; `undefined` if the package names none. */
  readonly licence: string | undefined
  readonly isProduction: boolean
}

/** The licences of a lock file by name; a version that is installed twice is listed once, and production wins. */
export function readLicences(lock: string): readonly Licence[] {
  const found = new Map<string, Licence>()
  for (const { name, version = '', license: licence, dev } of readLock(lock)) {
    const key = `${name} ${version}`
    const isProduction = dev !== true || found.get(key)?.isProduction === true
    found.set(key, { name, version, licence, isProduction })
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, licence]) => licence)
}

/** The licences in production that are unknown or copyleft and not named with a reason, one line each. */
export const findLicenceFaults = (licences: readonly Licence[]): readonly string[] =>
  licences
    .filter(({ isProduction, licence }) => isProduction && !isPermissive(licence))
    .filter(({ name }) => reasonFor(name) === undefined)
    .map(({ name, version, licence }) => `${licence ?? 'no licence'}: ${name} ${version}`)

/** `A AND B` if both are, `A OR B` if one is. An expression with parts in brackets counts as unknown. */
function isPermissive(licence: string | undefined): boolean {
  const expression = licence?.replace(/^\(([^()]*)\)$/, '$1') ?? ''
  return expression.split(' OR ').some((all) => all.split(' AND ').every((one) => permissive.has(one)))
}

function reasonFor(name: string): string | undefined {
  const fits = (pattern: string) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
  return Object.entries(named).find(([pattern]) => fits(pattern))?.[1]
}

/** One line a package: name, version, licence. */
export const toLines = (licences: readonly Licence[]): readonly string[] =>
  licences.map(({ name, version, licence = 'unknown' }) => `${name} ${version} ${licence}`)

/** `docs/licences.md` for these licences. */
export function toDocument(licences: readonly Licence[]): string {
  const list = (isProduction: boolean) =>
    toLines(licences.filter((one) => one.isProduction === isProduction))
      .map((line) => `- ${line}`)
      .join('\n')
  const reasons = Object.entries(named).map(([name, reason]) => `- \`${name}\`: ${reason}.`)
  return `# Licences

Made by \`npm run licences\` from \`package-lock.json\`: every package with its version and licence, those for other
machines included. \`npm run check\` fails when this page is out of date, or when a package in production is under a
licence that is unknown or copyleft and not named here with a reason.

## Named with a reason

${reasons.join('\n')}

## In production

The packages that begin with \`node-\` are Node.js itself; what it is made of stands in the file \`LICENSE\` of the
package.

${list(true)}

## For development only

${list(false)}
`
}
