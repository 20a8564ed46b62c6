import { toPlainText } from '../src/chat/plain-text.ts'
import { UserError } from '../src/chat/user-error.ts'

/** What happened by the error that a user can mend. @throws Error if there is none. */
export function refusalOf(run: () => unknown): string {
  try {
    run()
  } catch (fault) {
    if (fault instanceof UserError) return toPlainText(fault.happened)
    throw fault
  }
  throw new Error('Nothing was refused')
}
