import { UserError } from '../chat/user-error.ts'
import type { UsedUp } from '../time/rates.ts'
import { waitingTime } from '../time/waiting-time.ts'

/** @param now In ms since 1970. */
export const manyExports = ({ rate: { max }, freeAt }: UsedUp, now: number) =>
  new UserError(
    `You have exported ${max} times in the last hour.`,
    `You can do it again in ${waitingTime(freeAt - now)}.`,
  )
