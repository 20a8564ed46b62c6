import { PersonId, type Place } from '../../chat/caller.ts'
import { isSamePlace } from '../../chat/conversation.ts'
import type { Message } from '../../chat/message.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { Opening } from '../../poll/open-poll.ts'
import type { Visibility } from '../../poll/poll.ts'
import { requestOf } from '../../poll/poll-id.ts'
import { type Entry, entryOf, type Group, type Session } from '../../reading/group.ts'
import { pollView } from '../../views/poll/poll-view.ts'
import { callerFor, postBoard, record, type StepDeps, type StepWork } from './step.ts'

const maxExpected = 200

/**
 * Opens the thread under a session's message and the poll in it; a poll that people have opened on the paper is adopted
 * instead.
 */
export async function openSessionPoll(deps: StepDeps, work: StepWork, under: Message): Promise<void> {
  const { group, session } = work
  const { place } = group
  const entry = entryOf(group, session)
  if (session.poll !== undefined || entry === undefined) return
  if (session.thread === undefined && (await adoptPoll(deps, work, entry, under))) return
  const thread = session.thread ?? (await openThread(deps, under, session, entry))
  await record(work, { thread })
  const { id } = await createPoll(deps, group, session, entry, thread)
  await deps.store.setOwner(id, place.space, group.id)
  const found = await deps.polls.readForBoard(place.space, id)
  if (found !== undefined)
    await postBoard(
      deps,
      { name: deps.boardOf(id), view: pollView(found.poll) },
      { place: thread, key: `reading/${session.id}/poll` },
    )
  await record(work, { poll: id })
}

/** Opens the thread under a session's message, for a poll that opens later; a poll that people have opened is adopted. */
export async function openSessionThread(deps: StepDeps, work: StepWork, under: Message): Promise<void> {
  const { group, session } = work
  const entry = entryOf(group, session)
  if (session.thread !== undefined || entry === undefined) return
  if (await adoptPoll(deps, work, entry, under)) return
  await record(work, { thread: await openThread(deps, under, session, entry) })
}

const openThread = (
  { portFor }: StepDeps,
  under: Message,
  { date }: Session,
  { paper }: Entry,
): Promise<Place> => portFor(under.place.platform).openThread(under, `${date} · ${paper.title}`)

/**
 * Makes the poll that people have opened on the paper in the group's conversation the session's. One that shows votes
 * already gets a blind round.
 *
 * @returns whether there was one.
 */
async function adoptPoll(deps: StepDeps, work: StepWork, entry: Entry, under: Message): Promise<boolean> {
  const { group, session } = work
  const { polls, store, conversationOf } = deps
  const { space } = group.place
  const isOurs = async (place: Place) => isSamePlace(await conversationOf(place), group.place)
  const id = await polls.findOpen(group.place, entry.paper.id, isOurs)
  const found = id && (await polls.readIn(space, id))
  if (id === undefined || found === undefined) return false
  await store.setOwner(id, space, group.id)
  await polls.joinGroup(space, id)
  const thread = found.thread ?? (await openThread(deps, under, session, entry))
  if (!found.poll.current.hidden && found.poll.current.votes > 0) {
    const caller = callerFor(group, session)
    await polls.close(caller, id)
    await polls.revote(caller, id, { blind: true, live: false })
  }
  // Last: after a crash before this the poll is looked for again, and only an open one is found.
  await record(work, { poll: id, thread })
  return true
}

async function createPoll(
  { polls, settings }: StepDeps,
  group: Group,
  session: Session,
  entry: Entry,
  thread: Place,
): Promise<Disclosure> {
  const { visibility, ask: usual } = await settings.get(group.place)
  const ask = group.ask ?? usual
  const opening = {
    paper: entry.paper,
    hasOfficialTitle: entry.isNamed,
    blind: true,
    visibility,
    questions: [],
    ...(ask !== undefined && { ask }),
    ...invited(group, session, visibility),
    ...readersIn(session, visibility),
  }
  const { keyedPoll } = session
  const request = visibility === 'anonymous' && keyedPoll !== undefined ? requestOf(keyedPoll) : undefined
  const caller = { ...callerFor(group, session), place: thread, ...(request !== undefined && { request }) }
  return (await polls.open(caller, opening)).poll
}

/** Whom a session's poll asks to vote: those present where people read first and names are shown, else the usual people. */
function invited(
  { expect, audiences = [] }: Group,
  { readingFrom, keyedPoll, present = [], coming }: Session,
  visibility: Visibility,
): Pick<Opening, 'expected' | 'audiences'> {
  const isAnyoneAsked = expect.length + audiences.length > 0
  const usual = isAnyoneAsked ? expect : coming
  if (readingFrom === undefined || keyedPoll !== undefined || visibility === 'anonymous')
    return { expected: usual.slice(0, maxExpected), audiences }
  return { expected: present.map(({ who }) => PersonId.parse(who)).slice(0, maxExpected) }
}

/** Those who have read the paper, by the ids that they have in the poll. */
function readersIn({ present = [], keyedPoll }: Session, visibility: Visibility): Pick<Opening, 'readers'> {
  const isTheirs = (keyedPoll !== undefined) === (visibility === 'anonymous')
  const readers = present.flatMap(({ who, readAt }) => (readAt === undefined ? [] : [who]))
  return isTheirs && readers.length > 0 ? { readers } : {}
}
