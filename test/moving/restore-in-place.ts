import { rmSync } from 'node:fs'
import { restore } from './tools.ts'

/** Puts a backup in the place of a database that nobody uses. */
export async function restoreInPlace(database: string, file: string): Promise<void> {
  for (const ending of ['', '-wal', '-shm']) rmSync(`${database}${ending}`, { force: true })
  const { code, err } = await restore(`sqlite:${database}`, file, Date.now())
  if (code !== 0) throw new Error(err)
}
