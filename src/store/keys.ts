import type { KeyObject } from 'node:crypto'

export const keyBytes = 32

/**
 * Random keys that no copy of the database alone can be used with: what was computed with them can't be repeated. Several
 * processes may share them.
 */
export interface Keys {
  /** `undefined` if the key was never made, or was destroyed. */
  get(name: string): Promise<KeyObject | undefined>
  /** Stores that key, or makes one of 32 random bytes; one that exists is kept. On disk when it resolves. */
  create(name: string, key?: Buffer): Promise<KeyObject>
  /** Destroys keys. On disk when it resolves. */
  remove(names: readonly string[]): Promise<void>
  names(): Promise<readonly string[]>
}
