import { UserError } from '../chat/user-error.ts'
import { isUncertain } from '../store/engines/storage-error.ts'

/** The commit failed and was rolled back, or its answer never came; pressing again stores the same vote again. */
export const voteNotRecorded = (cause: unknown) =>
  new UserError(
    isUncertain(cause)
      ? "I can't tell whether your vote was saved."
      : "I couldn't save your vote. Nothing has changed.",
    'Please press again in a minute.',
    { cause },
  )
