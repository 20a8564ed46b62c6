import type { UserError } from '../../chat/user-error.ts'
import { databaseDamaged, databaseNotWritable, diskFull, foreignDatabase } from './errors.ts'

/** SQLite's result codes, of which extended ones have these in their lowest byte. */
const [readOnly, ioError, corrupt, full, cantOpen, notADatabase] = [8, 10, 11, 13, 14, 26]

/** The error for the operator of a database file that fails; `undefined` for any other fault. */
export function explainFault(fault: unknown, path: string): UserError | undefined {
  if (!(fault instanceof Error && 'errcode' in fault && typeof fault.errcode === 'number')) return undefined
  switch (fault.errcode & 0xff) {
    case corrupt:
      return databaseDamaged(path)
    case notADatabase:
      return foreignDatabase(path)
    case full:
      return diskFull(path)
    case readOnly:
    case ioError:
    case cantOpen:
      return databaseNotWritable(path, fault.message)
    default:
      return undefined
  }
}
