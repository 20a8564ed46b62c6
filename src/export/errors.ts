import { counted } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { UsedUp } from '../time/rates.ts'
import { inTheLast, waitingTime } from '../time/waiting-time.ts'

/** @param now In ms since 1970. */
export const manyExports = ({ rate: { max, ms }, freeAt }: UsedUp, now: number) =>
  new UserError(
    `You have exported ${counted(max, 'time')} ${inTheLast(ms)}.`,
    `You can do it again in ${waitingTime(freeAt - now)}.`,
  )
