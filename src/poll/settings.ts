import { z } from 'zod'
import { isZone } from '../time/when.ts'
import { Visibility } from './poll.ts'

/** Who may close, reopen, reveal, re-vote, edit and remind. */
export const closers = {
  opener: 'The opener and managers',
  everyone: 'Everyone',
  admins: 'Admins only',
} as const

/** When a poll gets a thread to talk about it. */
export const threadTimes = {
  close: 'When the poll closes',
  open: 'When the poll opens',
} as const

export const Settings = z
  .object({
    v: z.literal(1),
    visibility: Visibility,
    blind: z.boolean(),
    /** A time to come as people write it (`3d`), counted from the opening; none: open until closed by hand. */
    closes: z.string().optional(),
    closers: z.enum(['opener', 'everyone', 'admins']),
    thread: z.enum(['close', 'open']).default('close'),
    /** BCP 47, for dates that are written out. */
    language: z.string().refine(isLanguage),
    /** IANA, for times that people write. */
    zone: z.string().refine(isZone),
  })
  .readonly()
/** The defaults of one channel. */
export type Settings = z.infer<typeof Settings>

export const defaultSettings: Settings = {
  v: 1,
  visibility: 'names',
  blind: false,
  closers: 'opener',
  thread: 'close',
  language: 'en-GB',
  zone: 'UTC',
}

/** Whether dates can be written in that language here. */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([tag]).length === 1
  } catch {
    return false
  }
}
