import type { Place } from '../../chat/caller.ts'
import { isSamePlace } from '../../chat/conversation.ts'
import type { Message } from '../../chat/message.ts'
import type { Disclosure } from '../../poll/disclose.ts'
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
  const { audiences = [] } = group
  const ask = group.ask ?? usual
  const isAnyoneAsked = group.expect.length + audiences.length > 0
  const opening = {
    paper: entry.paper,
    hasOfficialTitle: entry.isNamed,
    blind: true,
    visibility,
    questions: [],
    ...(ask !== undefined && { ask }),
    expected: (isAnyoneAsked ? group.expect : session.coming).slice(0, maxExpected),
    audiences,
  }
  return (await polls.open({ ...callerFor(group, session), place: thread }, opening)).poll
}
