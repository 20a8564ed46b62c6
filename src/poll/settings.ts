import { z } from 'zod'
import type { Place } from '../chat/caller.ts'
import { isZone } from '../time/when.ts'
import { Ask, maxShownFrom, minShownFrom, Visibility } from './poll.ts'

/** Who may close, reopen, reveal, re-vote, edit and remind: values and labels. */
export const closers = {
  opener: 'Who opened it, and managers',
  everyone: 'Everyone in the channel',
  admins: 'Admins only',
} as const

/** Rights of guests: values and labels. With either, they manage only the polls that they opened. */
export const guestRights = {
  vote: 'Vote',
  full: 'Vote, open polls and nominate',
} as const

/** When an anonymous poll is sealed after its last close: values and labels. */
export const sealTimes = {
  later: '14 days after the close',
  close: 'At the close',
} as const

/** When a poll's discussion thread is opened: values and labels. */
export const threadTimes = {
  close: 'When the poll closes',
  open: 'When the poll opens',
} as const

/** Whether people who link a paper get an offer to place it: values and labels. */
export const offerChoices = {
  off: 'No',
  on: 'Yes, to the person who posts the link',
} as const

/** Who may make links to pages that show counts only, besides who leads a poll's session: values and labels. Full pages are always left to managers. */
export const linkRights = {
  off: 'Nobody',
  managers: 'Managers',
  opener: 'Who opened the poll, and managers',
  always: 'The same, and every new poll gets one',
} as const
export type LinkRights = keyof typeof linkRights

/** Whether results name where another team put the paper's agenda: values and labels. */
export const elsewhereChoices = {
  on: "Yes, under a closed round's result",
  off: 'No',
} as const

/** How long names and words of polls are stored after the last close: values and labels. */
export const keepTimes = {
  all: 'For good',
  '3-months': 'For 3 months after the last close',
  '12-months': 'For 12 months after the last close',
  '36-months': 'For 36 months after the last close',
} as const
export type KeepTime = keyof typeof keepTimes

/** @returns `undefined` if they are stored for good. */
export const keptMonths = (keep: KeepTime = 'all'): number | undefined =>
  keep === 'all' ? undefined : Number.parseInt(keep, 10)

/** Whether what ended at `at` is stored longer than that many months. Times in ms since 1970. */
export function isKeptTooLong(at: number, months: number, now: number): boolean {
  const until = new Date(at)
  until.setUTCMonth(until.getUTCMonth() + months)
  return until.getTime() <= now
}

const Label = z.object({ id: z.string(), name: z.string() }).readonly()

export const Settings = z
  .object({
    /** In 1 the zone is UTC also where nobody chose one: the form had it filled in. */
    v: z.literal([1, 2]),
    visibility: Visibility,
    blind: z.boolean(),
    /** A future time as people write it (`3d`), relative to the opening. Without it, polls are closed manually. */
    closes: z.string().optional(),
    closers: z.enum(['opener', 'everyone', 'admins']),
    thread: z.enum(['close', 'open']).default('close'),
    /** Fewest votes from which an anonymous round is shown; 5 without it. */
    shownFrom: z.int().min(minShownFrom).max(maxShownFrom).optional(),
    /** When anonymous polls are sealed: 14 days after the last close without it. */
    seal: z.enum(['later', 'close']).optional(),
    /** How long names and words of its polls are stored: `all` without it, for good. */
    keep: z.enum(['all', '3-months', '12-months', '36-months']).optional(),
    /** `vote` without it. */
    guests: z.enum(['vote', 'full']).optional(),
    /** `opener` without it; `managers` where not every full member sees the channel. */
    links: z.enum(['off', 'managers', 'opener', 'always']).optional(),
    /** `on` without it. */
    elsewhere: z.enum(['on', 'off']).optional(),
    /** `off` without it. */
    offers: z.enum(['off', 'on']).optional(),
    /** The optional questions of new polls: all of them without it. */
    ask: z.array(Ask).readonly().optional(),
    /** The labels of threads whose poll is open, and whose poll is closed; on platforms whose threads have labels. */
    labels: z.object({ open: Label.optional(), closed: Label.optional() }).readonly().optional(),
    /** BCP 47 tag, for dates written in words. */
    language: z.string().refine(isLanguage),
    /** IANA name, for reading times of people whose own zone isn't known. */
    zone: z.string().refine(isZone).optional(),
  })
  .readonly()
/** The settings of one channel, used for its new polls. */
export type Settings = z.infer<typeof Settings>

export const defaultSettings: Settings = {
  v: 2,
  visibility: 'names',
  blind: false,
  closes: '7d',
  closers: 'opener',
  thread: 'close',
  language: 'en-GB',
}

/** The settings without a zone that nobody may have chosen. */
export function withoutFilledInZone(settings: Settings): Settings {
  const { v, zone, ...others } = settings
  return v === 1 && zone === 'UTC' ? { v: 2, ...others } : settings
}

/** The settings with a value for each that may be absent. */
export const withDefaults = ({ labels, ask = Ask.options, ...settings }: Settings) =>
  ({
    closes: 'never',
    shownFrom: minShownFrom,
    seal: 'later',
    guests: 'vote',
    keep: 'all',
    offers: 'off',
    elsewhere: 'on',
    links: 'not set',
    zone: 'not set',
    ask: ask.length === 0 ? 'none' : ask.join(', '),
    labelOpen: labels?.open?.name ?? 'none',
    labelClosed: labels?.closed?.name ?? 'none',
    ...settings,
  }) as const

/** Whether a thread's label follows the poll in it. */
export const hasLabels = ({ thread }: Place, { labels }: Settings): boolean =>
  thread !== undefined && (labels?.open !== undefined || labels?.closed !== undefined)

/** Whether this runtime can format dates in that language. */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([tag]).length === 1
  } catch {
    return false
  }
}
