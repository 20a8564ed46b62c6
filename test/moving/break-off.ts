import { move as moveRecords } from '../../src/store/moving/move.ts'
import { restore as restoreRecords } from '../../src/store/moving/restore.ts'
import { now } from './tools.ts'

class BrokenOff extends Error {}

/** Ends the copy without another word once so much is copied, as a kill between two transactions does. */
const optionsUntil = (share: number) => ({
  now,
  warn() {},
  onRecord() {},
  progress(stage: string, done: number) {
    if (stage === 'Copying' && done >= share) throw new BrokenOff()
  },
})

/** Restores a part of a backup. @param share How much at least, 0 … 1. */
export const restorePart = (url: string, file: string, share: number): Promise<void> =>
  ignoreBreak(restoreRecords(file, url, optionsUntil(share)))

/** Moves a part of a database. */
export const movePart = (from: string, to: string, share: number): Promise<void> =>
  ignoreBreak(moveRecords(from, to, optionsUntil(share)))

async function ignoreBreak(copying: Promise<unknown>): Promise<void> {
  try {
    await copying
  } catch (fault) {
    if (fault instanceof BrokenOff) return
    throw fault
  }
  throw new Error('It ended before it was to be broken off.')
}
