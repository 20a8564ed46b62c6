import type { Message } from '../../chat/message.ts'
import { chooseFor } from '../../reading/choose.ts'
import { entryOf, type Group, type Session } from '../../reading/group.ts'
import { readingMinutes } from '../../reading/reading-time.ts'
import { requireSession } from '../../reading/session-outcome.ts'
import { noteView } from '../../views/note-view.ts'
import { nominateButton } from '../../views/reading/reading-parts.ts'
import { noSessionText } from '../../views/reading/session-lines.ts'
import { bringIntoThread } from './bring-into-thread.ts'
import { done, type StepOutcome } from './outcome.ts'
import { openSessionPoll, openSessionThread } from './session-poll.ts'
import { post, postBoard, record, type StepDeps, type StepWork, sessionAfter, talkPlaceOf } from './step.ts'

/** Opens the session: a message, its thread, and in the thread a blind poll. Without a paper there is no session. */
export async function open(deps: StepDeps, work: StepWork): Promise<StepOutcome> {
  const { change, lateMs } = work
  const group = await change((group) => chooseFor(group, work.session.id))
  const session = requireSession(group, work.session.id)
  if (entryOf(group, session) === undefined) return skipEmptySession(deps, group, session)
  const begun =
    readingMinutes(group, session) === undefined ? undefined : await beginReading(deps, group, session)
  const message =
    session.opening ??
    (await postBoard(deps, deps.renderOpening(group, { ...session, ...begun }, lateMs), {
      place: talkPlaceOf(group, session),
      key: `reading/${session.id}/open`,
      isForChannel: true,
    }))
  const opening = await record(work, {
    opening: message,
    ...(session.opening === undefined && { openingLateMs: lateWhenPosted(deps, message, lateMs) }),
    ...begun,
  })
  const openIn = begun === undefined ? openSessionPoll : openSessionThread
  await openIn(deps, { ...work, group, session: opening }, message)
  const opened = await change((group) => group)
  await bringIntoThread(deps, opened, requireSession(opened, opening.id))
  return done({ openedAt: deps.now() })
}

/** The fields that a session gets when people begin to read: not before its start. */
async function beginReading(
  { polls, settings, now }: StepDeps,
  { place }: Group,
  { start, readingFrom = Math.max(start, now()), keyedPoll }: Session,
): Promise<Pick<Session, 'readingFrom' | 'keyedPoll'>> {
  const isAnonymous = (await settings.get(place)).visibility === 'anonymous'
  const prepared = isAnonymous ? (keyedPoll ?? (await polls.prepareAnonymous(place))) : undefined
  return { readingFrom, ...(prepared !== undefined && { keyedPoll: prepared }) }
}

/**
 * How late a message was posted, in ms. It may have been posted by an earlier try whose answer was lost, long before.
 *
 * @param lateMs How late this try is.
 */
function lateWhenPosted({ portFor, now }: StepDeps, message: Message, lateMs: number): number {
  const at = portFor(message.place.platform).postedAt?.(message)
  return at === undefined ? lateMs : Math.max(0, lateMs - (now() - at))
}

async function skipEmptySession(deps: StepDeps, group: Group, session: Session): Promise<StepOutcome> {
  await post(deps, {
    place: group.place,
    view: noteView(noSessionText(group, sessionAfter(group, session), deps.now()), [nominateButton(group)]),
    key: `reading/${session.id}/empty`,
  })
  return { kind: 'cancelled', why: 'no paper was nominated' }
}
