import { counted, listedAsChoices } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { UsedUp } from '../time/rates.ts'
import { inTheLast, waitingTime } from '../time/waiting-time.ts'

/** @param now In ms since 1970. */
export const manyExports = ({ rate: { max, ms }, freeAt }: UsedUp, now: number) =>
  new UserError(
    `You have exported ${counted(max, 'time')} ${inTheLast(ms)}.`,
    `You can do it again in ${waitingTime(freeAt - now)}.`,
  )

/** @param now In ms since 1970. */
export const manyImports = ({ rate: { max, ms }, freeAt }: UsedUp, now: number) =>
  new UserError(
    `You have sent ${counted(max, 'file')} ${inTheLast(ms)}.`,
    `You can send another one in ${waitingTime(freeAt - now)}.`,
  )

/** Files that were read are kept for an hour, and not through a restart. */
export const fileGone = () =>
  new UserError("I don't have that file any more, or it is imported already.", [
    'Send it again: ',
    { typed: 'import' },
  ])

const saveAsCsv = 'Open it in your spreadsheet program, save it as “CSV UTF-8” and send me that file.'

export const notCsv = () => new UserError('This file is a spreadsheet or an archive, not CSV.', saveAsCsv)

export const notUtf8 = () =>
  new UserError("I can't read the letters of this file: it isn't saved in UTF-8.", saveAsCsv)

/** The first line of a CSV file, as it could be. */
const header = 'paper,row,column,count,date,round,applications,confidence,voter,why'

export const missingColumns = (columns: readonly string[]) =>
  new UserError(
    `This file has no column ${listedAsChoices(columns.map((column) => `“${column}”`))}, so I read nothing of it.`,
    `Begin it with a line like this: ${header}`,
  )

export const fileTooLarge = (maxBytes: number) =>
  new UserError(
    `This file is larger than ${maxBytes / 1_000_000} MB.`,
    'Divide it into several files and send them one after another.',
  )
