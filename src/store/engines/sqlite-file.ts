import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { databaseNotWritable } from './errors.ts'

/** SQLite would create the file readable by everyone, and it contains tokens. The log beside it gets the file's mode. */
export function createFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    closeSync(openSync(path, 'a', 0o600))
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    throw databaseNotWritable(path, reason)
  }
}

/** A file that was copied there, such as a restored backup, may be readable by others. */
export function restrictAccess(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600)
}
