import type { Place } from './caller.ts'
import { UserError } from './user-error.ts'

/** One text for what is absent, hidden, in another space, or could not be checked. */
export const notFound = () =>
  new UserError(
    "I can't find that.",
    "It may have been deleted, or be in a channel you can't see. If you think it's there, try again in a minute.",
  )

/** An answer for everyone is posted only where the thing lives that it is about; the caller sees that conversation. */
export const livesElsewhere = (where: Place) =>
  new UserError("That's in another channel.", 'Do it there:', { where })

/** One request too many at this moment, of everyone together. */
export const tooBusy = () =>
  new UserError(
    'Too many people are asking me for something right now. Nothing was changed.',
    'Please try again in a minute.',
  )
