import type { PersonId } from '../chat/caller.ts'
import { toPlainText } from '../chat/plain-text.ts'
import type { UserError } from '../chat/user-error.ts'
import type { View } from '../chat/view.ts'
import type { Logger } from '../log.ts'
import type { ChangeGroup, Group, Notice, Session, SessionId } from '../reading/group.ts'
import type { StepName } from '../reading/steps.ts'
import type { Where } from '../reading/where.ts'
import { todayIn } from '../time/when.ts'
import { writeDate } from '../time/write-time.ts'
import {
  eventQuestionRemedy,
  eventQuestionText,
  failedText,
  lateDigestRemedy,
  lateDigestText,
  missedRemedy,
  missedText,
  seasonFailedText,
  skippedRemedy,
  skippedText,
} from '../views/reading/notice-words.ts'
import { organiserNoticeView } from '../views/reading/organiser-notice-view.ts'
import { anotherPlace, channelGoneText } from '../views/reading/where-parts.ts'

const noticeAgainMs = 24 * 3_600_000
const maxNotices = 20

/** A notice to organisers about a step that was not done, until it is sent. */
export interface PendingNotice {
  /** The same cause is one notice a day. */
  readonly cause: string
  readonly date: string
  /** The text for all sessions with that cause, given their dates as written for people. */
  readonly toText: (dates: readonly string[]) => string
  /** What to do, given how many sessions have that cause. */
  readonly toRemedy: (count: number) => string
  /** The step that can still be run manually. */
  readonly manualStep?: { readonly step: StepName; readonly session: SessionId }
  /** Whether the same cause is never sent again. */
  readonly isOnce?: boolean
  readonly question?: Notice['question']
}

export const missedNotice = ({ id, date }: Session, mayReopen: boolean): PendingNotice => ({
  cause: 'missed',
  date,
  toText: missedText,
  toRemedy: missedRemedy,
  ...(mayReopen && { manualStep: { step: 'open', session: id } }),
})

export const skippedNotice = ({ id, date }: Session, step: StepName): PendingNotice => ({
  cause: `skipped ${step}`,
  date,
  toText: (dates) => skippedText(step, dates),
  toRemedy: () => skippedRemedy(step),
  ...(step !== 'recap' && step !== 'sheet' && { manualStep: { step, session: id } }),
})

/** For a digest that did not reach everyone in its time. */
export const lateDigestNotice = ({ date }: Session): PendingNotice => ({
  cause: 'late digest',
  date,
  toText: lateDigestText,
  toRemedy: () => lateDigestRemedy,
})

export const failedNotice = (
  { id, date }: Session,
  step: StepName,
  { happened, remedy }: UserError,
): PendingNotice => ({
  cause: toPlainText(happened),
  date,
  toText: ([first = '']) => failedText(step, first, toPlainText(happened)),
  toRemedy: () => toPlainText(remedy),
  manualStep: { step, session: id },
})

export const seasonNotice = (
  { schedule }: Group,
  { name }: Group['season'],
  { happened, remedy }: UserError,
  now: number,
): PendingNotice => ({
  cause: toPlainText(happened),
  date: todayIn(schedule?.zone ?? 'UTC', now),
  toText: () => seasonFailedText(name, toPlainText(happened)),
  toRemedy: () => toPlainText(remedy),
})

export const calendarNotice = (
  { season }: Group,
  { date }: Session,
  { happened, remedy }: UserError,
): PendingNotice => ({
  cause: `beside the messages of ${season.name}`,
  date,
  toText: () => toPlainText(happened),
  toRemedy: () => toPlainText(remedy),
  isOnce: true,
})

/** Asks whether an event is made that people outside the group's channel would see. */
export const eventQuestion = ({ date }: Session): PendingNotice => ({
  cause: 'who sees the events',
  date,
  toText: () => eventQuestionText,
  toRemedy: () => eventQuestionRemedy,
  isOnce: true,
  question: 'events',
})

/** For a place to meet whose channel was deleted. */
export const placeGoneNotice = ({ schedule }: Group, where: Where, now: number): PendingNotice => ({
  cause: `the channel ${where.channel}`,
  date: todayIn(schedule?.zone ?? 'UTC', now),
  toText: () => `${channelGoneText(where)}.`,
  toRemedy: () => toPlainText(anotherPlace),
  isOnce: true,
})

/** For a group whose list isn't pinned. */
export const pinNotice = (
  { schedule }: Group,
  { happened, remedy }: UserError,
  now: number,
): PendingNotice => ({
  cause: 'the pin of the list',
  date: todayIn(schedule?.zone ?? 'UTC', now),
  toText: () => toPlainText(happened),
  toRemedy: () => toPlainText(remedy),
  isOnce: true,
})

export interface NoticeDeps {
  readonly now: () => number
  readonly log: Logger
  readonly sendPrivately: (
    group: Group,
    people: readonly PersonId[],
    view: View,
    key: string,
  ) => Promise<number>
}

/** Sends organisers each cause once a day; several sessions with the same cause are one notice. */
export async function sendNotices(
  deps: NoticeDeps,
  change: ChangeGroup,
  notices: readonly PendingNotice[],
): Promise<void> {
  for (const [first, ...others] of Map.groupBy(notices, ({ cause }) => cause).values())
    if (first !== undefined) await sendNotice(deps, change, first, others)
}

async function sendNotice(
  { now, log, sendPrivately }: NoticeDeps,
  change: ChangeGroup,
  notice: PendingNotice,
  others: readonly PendingNotice[],
): Promise<void> {
  const { cause, isOnce, manualStep, question } = notice
  const at = now()
  const text = notice.toText([notice, ...others].map(({ date }) => writeDate(date, at)))
  const remedy = notice.toRemedy(1 + others.length)
  let isNewCause = false
  const group = await change((group) => {
    const since = isOnce === true ? 0 : at - noticeAgainMs
    isNewCause = !group.notes.some((note) => note.cause === cause && note.at > since)
    if (!isNewCause) return group
    const notes = [...group.notes, { cause, text, remedy, at, told: 0, ...(question && { question }) }]
    return { ...group, notes: notes.slice(-maxNotices) }
  })
  if (!isNewCause) return
  const delivered = await sendPrivately(
    group,
    group.organisers.map(({ id }) => id),
    organiserNoticeView(group, { text, remedy, question }, others.length === 0 ? manualStep : undefined),
    `reading/${group.id}/note/${cause}/${at}`,
  ).catch((fault: unknown) => {
    log.warn({ fault, group: group.id }, 'could not notify the organisers')
    return 0
  })
  await change((group) => ({
    ...group,
    notes: group.notes.map((note) =>
      note.cause === cause && note.at === at ? { ...note, told: delivered } : note,
    ),
  }))
}
