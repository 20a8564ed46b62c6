import type { Polls } from '../poll/polls.ts'
import { countCame } from './came.ts'
import type { Group, Past } from './group.ts'
import type { GroupStore } from './group-store.ts'
import { countWorth, type WorthCounts, worthOpenMs } from './worth.ts'

interface Deps {
  readonly store: GroupStore
  readonly polls: Pick<Polls, 'readIn'>
  readonly now: () => number
}

/** How many people came to a session, and whether it was worth it to them. */
export interface Attendance {
  /** `undefined` if an anonymous poll shows no number as small. */
  readonly came: number | undefined
  /** The most votes that a round had. */
  readonly voted: number
  readonly worth: WorthCounts
}

/** The attendance of a session that was held: stored counts once there are some, else the present ones. */
export async function readAttendance(
  { store, polls }: Pick<Deps, 'polls'> & { readonly store: Pick<GroupStore, 'worthOf'> },
  { place }: Group,
  { session, came, worth }: Past,
): Promise<Attendance> {
  const poll = session.poll && (await polls.readIn(place.space, session.poll))?.poll
  const voted = Math.max(0, ...(poll?.rounds ?? []).map(({ votes }) => votes))
  if (worth !== undefined) return { came, voted, worth }
  const answers = await store.worthOf(session.id)
  return { came: countCame(poll, session, answers), voted, worth: countWorth(answers) }
}

/**
 * Turns the answers to whether a session was worth it, and who was there while people read, into counts once the answers can't
 * be changed any more: who gave which is stored no longer. What a crash has left is done the next time.
 *
 * @returns whether anything was removed.
 */
export async function countAnswers(deps: Deps): Promise<boolean> {
  const { store, now } = deps
  let isCounted = false
  for (const space of await store.spaces())
    for (const group of await store.list(space))
      for (const past of await store.history(group.id)) {
        if (past.end !== 'read' || past.at + worthOpenMs > now()) continue
        const { id, present } = past.session
        if ((await store.worthOf(id)).size === 0 && present === undefined) continue
        if (past.worth === undefined || present !== undefined) {
          const { came, worth } = await readAttendance(deps, group, past)
          await store.changePast(group.id, id, (past) => toCounted(past, { came, worth }))
        }
        await store.clearWorth(id)
        isCounted = true
      }
  return isCounted
}

function toCounted(past: Past, { came, worth }: Pick<Attendance, 'came' | 'worth'>): Past {
  const { present: _, keyedPoll: __, ...session } = past.session
  return { ...past, session, worth, ...(came !== undefined && { came }) }
}
