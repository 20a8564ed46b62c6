import { UserError } from '../chat/user-error.ts'

/** A fault of ours. @param reference What the operator searches the logs for. */
export const somethingWentWrong = (reference: string): UserError =>
  new UserError(
    'Something went wrong on my side.',
    `Please try again in a minute. ${giveReference(reference)}`,
  )

/** The last sentence about any fault that is logged. */
export const giveReference = (reference: string): string =>
  `If it happens again, send this code to the person who runs Cruxgrid here: ${reference}.`
