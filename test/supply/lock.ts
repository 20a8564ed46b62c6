import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Entry = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
})
const Lock = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), Entry) })
const Manifest = z.object({ allowScripts: z.record(z.string(), z.boolean()).default({}) })

/** A package as the lock file has it. */
export interface LockedPackage extends z.infer<typeof Entry> {
  readonly name: string
  /** Where it is installed: `node_modules/a/node_modules/b`. */
  readonly path: string
}

const folder = 'node_modules/'

/** The packages of a `package-lock.json`. @throws ZodError if it is of another version. */
export function readLock(text: string): readonly LockedPackage[] {
  const { packages } = Lock.parse(JSON.parse(text))
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({
      ...entry,
      path,
      name: entry.name ?? path.slice(path.lastIndexOf(folder) + folder.length),
    }))
}

/**
 * What is wrong with a lock file, one line each: packages that are installed without being compared with what was
 * reviewed, and scripts of packages about which nothing was decided.
 *
 * @param manifest The text of `package.json`.
 */
export function findLockFaults(lock: string, manifest: string): readonly string[] {
  const { allowScripts } = Manifest.parse(JSON.parse(manifest))
  return readLock(lock).flatMap(({ path, name, version, integrity, resolved, hasInstallScript }) => [
    ...(integrity?.startsWith('sha512-') === true ? [] : [`no integrity: ${path} ${version}`]),
    ...(resolved === undefined || resolved.startsWith('https://') ? [] : [`not from a registry: ${path}`]),
    ...(hasInstallScript === true && !(name in allowScripts)
      ? [`a script at installation, and nothing in allowScripts: ${path}`]
      : []),
  ])
}

/** The text of a file of the project. */
export const readProjectFile = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../..', name), 'utf8')
