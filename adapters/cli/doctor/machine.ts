import { existsSync } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import process from 'node:process'
import { type Finding, fault, fine } from '../../../src/bot/finding.ts'

/** The machine, as far as the doctor looks at it. */
export interface Machine {
  /** Without the v. */
  readonly nodeVersion: string
  /** In ms since 1970. */
  readonly now: () => number
  /** The file system that holds a file or folder that exists. */
  readonly fileSystemOf: (path: string) => Promise<FileSystem>
}

interface FileSystem {
  /** Linux's number of its kind: statfs(2). */
  readonly type: number
  readonly freeBytes: number
}

export const thisMachine: Machine = {
  nodeVersion: process.versions.node,
  now: Date.now,
  async fileSystemOf(path) {
    const { type, bavail, bsize } = await statfs(path)
    return { type, freeBytes: bavail * bsize }
  },
}

const oldestNode = 24
const fewBytes = 500 * 1024 * 1024

export function checkNode({ nodeVersion }: Machine): Finding {
  if (Number.parseInt(nodeVersion, 10) >= oldestNode) return fine('Node.js', `${nodeVersion}.`)
  return fault({
    about: 'Node.js',
    what: `This is ${nodeVersion}, and Cruxgrid needs ${oldestNode} or newer.`,
    why: 'It runs TypeScript as it is, which older ones can’t.',
    fix: 'npm ci brings it for Linux and 64-bit Windows; elsewhere install it from https://nodejs.org.',
  })
}

/** The kinds of file system that lose a database, by their number: statfs(2). */
const volatileKinds: ReadonlyMap<number, string> = new Map([
  [0x01021994, 'memory'],
  [0x858458f6, 'memory'],
  [0x794c7630, 'a container’s own layer'],
])
/** Those on which SQLite's locks don't hold: https://www.sqlite.org/faq.html#q5. */
const networkKinds: ReadonlySet<number> = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42])

/** Whether what is in the database file stays, and has room. @param path Of the file, which need not exist. */
export async function checkDisk(path: string, { fileSystemOf }: Machine): Promise<readonly Finding[]> {
  const { type, freeBytes } = await fileSystemOf(nearestExisting(path))
  const where = volatileKinds.get(type)
  const megabytes = Math.floor(freeBytes / 1024 / 1024)
  return [
    ...(where === undefined
      ? []
      : [
          fault({
            about: 'Durability',
            what: `The database file is in ${where}.`,
            why: 'Every vote is lost when the machine or the container ends.',
            fix: 'Set DATABASE_URL to a file on a disk, in a container on a volume: compose.yaml shows one.',
          }),
        ]),
    ...(networkKinds.has(type)
      ? [
          fault({
            about: 'Durability',
            what: 'The database file is on a network drive.',
            why: 'SQLite’s locks don’t hold there, and two processes damage the file.',
            fix: 'Set DATABASE_URL to a file on a disk of this machine, or to PostgreSQL.',
          }),
        ]
      : []),
    freeBytes < fewBytes
      ? fault({
          about: 'Free disk',
          what: `Only ${megabytes} MB are free beside the database.`,
          why: 'Without any, votes are refused.',
          fix: 'Free some space, or move the database to a larger disk.',
        })
      : fine('Free disk', `${megabytes} MB are free.`),
  ]
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path))
}

/** Whether only its owner can read a file that holds secrets. */
export async function checkMode(path: string, what: string): Promise<readonly Finding[]> {
  // Windows has no such modes.
  if (process.platform === 'win32' || !existsSync(path)) return []
  const { mode } = await stat(path)
  if ((mode & 0o077) === 0) return [fine('File modes', `Only its owner can read ${path}.`)]
  return [
    fault({
      about: 'File modes',
      what: `Other users of this machine can read ${path}.`,
      why: `It holds ${what}.`,
      fix: `chmod 600 ${path}`,
    }),
  ]
}
