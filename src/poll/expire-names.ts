import { toErasedPerson } from '../chat/caller.ts'
import { ifReadable } from '../store/quarantine.ts'
import type { Ballot, VoterId } from './ballot.ts'
import type { PollDeps } from './change-poll.ts'
import { countRepliesForGood } from './count-for-good.ts'
import { createLooseVoter, withoutWords } from './erase-person.ts'
import { currentRound, type Poll } from './poll.ts'
import { withEdit, withNextRevision } from './rounds.ts'
import { isKeptTooLong, keptMonths } from './settings.ts'
import type { SettingsStore } from './settings-store.ts'
import { withoutSharedCruxes } from './shared-cruxes.ts'

interface Deps extends Pick<PollDeps, 'store' | 'publisher' | 'now' | 'onEdit' | 'onErased'> {
  readonly settings: Pick<SettingsStore, 'list'>
}

/**
 * Takes names and words out of the polls that were closed longer ago than their channels keep them. Counts stay. What a
 * crash has left is done the next time.
 */
export async function expireNames(deps: Deps): Promise<void> {
  const { store, settings, now, onErased } = deps
  let count = 0
  for (const space of await store.spaces()) {
    const kept = new Map(
      (await settings.list(space)).map(([channel, { keep }]) => [channel, keptMonths(keep)]),
    )
    if ([...kept.values()].every((months) => months === undefined)) continue
    for await (const { id, channel } of store.list(space)) {
      const months = kept.get(channel)
      const poll = months === undefined ? undefined : await ifReadable(store.find(space, id))
      if (poll === undefined || months === undefined || !isOver(poll, months, now())) continue
      await expirePoll(deps, poll)
      count += 1
    }
  }
  if (count > 0) onErased()
}

function isOver(poll: Poll, months: number, now: number): boolean {
  const { state, closedAt } = currentRound(poll)
  if (state === 'open' || closedAt === undefined || poll.namelessRounds === poll.rounds.length) return false
  return isKeptTooLong(closedAt, months, now)
}

async function expirePoll({ store, publisher, onEdit }: Deps, poll: Poll): Promise<void> {
  // Rounds are published before their words go, so that the counts that were shown don't change.
  if (poll.visibility === 'anonymous') {
    await publisher.publishedRounds(poll)
    await store.removePublishedWords(poll)
  }
  await countRepliesForGood(store, poll)
  const next = withoutPeople(poll)
  await store.removeUnreadable(poll.id, poll.rounds.length)
  await store.rewrite(poll, next, createBallotEraser(poll))
  onEdit(next)
}

/** A poll that names nobody. Shares keep their places: messages refer to them by those. */
function withoutPeople(poll: Poll): Poll {
  const nobody = toErasedPerson(poll.place.platform)
  const {
    note: _,
    noteBy: __,
    acts: ___,
    closesZone: ____,
    closesZoneBy: _____,
    readers: ______,
    ...rest
  } = withoutSharedCruxes(poll, () => true)
  return withEdit(
    withNextRevision({
      ...rest,
      opener: nobody,
      expected: [],
      ...(poll.shares !== undefined && { shares: poll.shares.map((share) => ({ ...share, by: nobody })) }),
      ...(rest.announcements !== undefined && {
        announcements: rest.announcements.map((one) => (one.by === undefined ? one : { ...one, by: nobody })),
      }),
      ...(rest.links !== undefined && { links: rest.links.map((link) => ({ ...link, by: nobody })) }),
      ...(rest.hiddenOnPages !== undefined && { hiddenOnPages: [] }),
      namelessRounds: poll.rounds.length,
    }),
  )
}

/** A voter with a name gets one id that leads to nobody for all rounds, so that who moved is still counted. */
function createBallotEraser({ visibility }: Poll) {
  const voters = new Map<VoterId, VoterId>()
  return (
    voter: VoterId,
    { person: _, name: __, castAt: ___, audiences: ____, answers, ...ballot }: Ballot,
  ) => {
    const loose = voters.get(voter) ?? (visibility === 'names' ? createLooseVoter() : voter)
    voters.set(voter, loose)
    return { voter: loose, ballot: { ...ballot, answers: withoutWords(answers) } }
  }
}
