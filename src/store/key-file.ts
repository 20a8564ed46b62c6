import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { pathOf } from './engines/server-url.ts'
import { keyFileDamaged, keyFileReadable, keyFileUnreadable } from './errors.ts'
import { type Keys, keyBytes } from './keys.ts'

const KeyFileContent = z.object({ v: z.literal(1), keys: z.record(z.string(), z.base64url()) })

/** `data/cruxgrid.keys` beside `data/cruxgrid.db`; that one for a database on a server, too. */
export const keyFileOf = (url: string): string =>
  `${(pathOf(url) ?? 'data/cruxgrid.db').replace(/\.db$/, '')}.keys`

/** As key objects, with which an HMAC costs a fifth of what it costs with bytes. */
type KeyMap = ReadonlyMap<string, KeyObject>

/**
 * Keys in one file outside the database, which is replaced as a whole.
 *
 * @param exclusively Runs work while no other process changes the file.
 * @throws UserError from each method if other users of the machine can read it, or it isn't a key file.
 */
export function createKeyFile(
  path: string,
  exclusively: <Result>(work: () => Result) => Promise<Result>,
): Keys {
  let known: { readonly version: string; readonly keys: KeyMap } | undefined
  let ofThisTurn: KeyMap | undefined

  /** As `read`, but votes that arrive in one turn of the event loop share one look at the file. */
  function readOnceATurn(): KeyMap {
    if (ofThisTurn !== undefined) return ofThisTurn
    ofThisTurn = read()
    setImmediate(() => {
      ofThisTurn = undefined
    })
    return ofThisTurn
  }

  /** The file's current keys; read again only if the file was replaced. */
  function read(): KeyMap {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false })
    if (stats === undefined) return new Map()
    if ((stats.mode & 0o077n) !== 0n) throw keyFileReadable(path)
    const version = `${stats.ino} ${stats.mtimeNs} ${stats.size}`
    if (known?.version !== version) known = { version, keys: parse(path, readText(path)) }
    return known.keys
  }

  function replace(keys: KeyMap): void {
    ofThisTurn = undefined
    const encoded = Object.fromEntries(
      [...keys].map(([name, key]) => [name, key.export().toString('base64url')]),
    )
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const next = `${path}.next`
    const file = openSync(next, 'w', 0o600)
    try {
      writeSync(file, `${JSON.stringify({ v: 1, keys: encoded }, null, 1)}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(next, path)
    const folder = openSync(dirname(path), 'r')
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  }

  return {
    get: async (name) => readOnceATurn().get(name) ?? read().get(name),

    create: (name, key = randomBytes(keyBytes)) =>
      exclusively(() => {
        const keys = read()
        const known = keys.get(name)
        if (known !== undefined) return known
        const made = createSecretKey(key)
        replace(new Map([...keys, [name, made]]))
        return made
      }),

    async remove(names) {
      if (!names.some((name) => read().has(name))) return
      await exclusively(() => {
        replace(new Map([...read()].filter(([name]) => !names.includes(name))))
      })
    },

    names: async () => [...read().keys()],
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (fault) {
    throw keyFileUnreadable(path, fault instanceof Error ? fault.message : String(fault))
  }
}

function parse(path: string, text: string): KeyMap {
  try {
    const { keys } = KeyFileContent.parse(JSON.parse(text))
    return new Map(Object.entries(keys).map(([name, key]) => [name, createSecretKey(key, 'base64url')]))
  } catch {
    throw keyFileDamaged(path)
  }
}
