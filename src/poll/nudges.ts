import type { Caller, PersonId } from '../chat/caller.ts'
import type { PollDeps } from './change-poll.ts'
import { manyReminders } from './errors.ts'
import type { Poll } from './poll.ts'

type Deps = Pick<PollDeps, 'limits' | 'uses' | 'now'>

/** Counts a run of `remind`. @throws UserError if the caller has reminded people too often. */
export async function countReminding({ limits, uses, now }: Deps, caller: Caller): Promise<void> {
  const of = { scope: caller.place.space, person: caller.person.id }
  const usedUp = await uses.count(of, { what: 'remind', rates: [limits.reminders] })
  if (usedUp !== undefined) throw manyReminders(usedUp, now())
}

/**
 * Counts a private reminder of a poll for each of these people. The limits protect them: they count
 * all senders and all polls.
 *
 * @returns those who may be reminded now.
 */
export async function countNudges(
  { limits, uses }: Deps,
  { id, place }: Poll,
  people: readonly PersonId[],
): Promise<readonly PersonId[]> {
  const usedUp = await Promise.all(
    people.map((person) =>
      uses.count(
        { scope: place.space, person },
        { what: 'nudge', rates: [limits.nudges] },
        { what: `nudge ${id}`, rates: [limits.nudgesOfPoll] },
      ),
    ),
  )
  return people.filter((_, i) => usedUp[i] === undefined)
}
