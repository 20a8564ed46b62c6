import { type Person, type PersonId, toErasedPerson } from '../chat/caller.ts'
import { removeFromQuarantine } from '../store/clear-quarantine.ts'
import { CorruptRecord } from '../store/quarantine.ts'
import { put, recordKey, removeKey, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { shredBallots } from './anonymous-store.ts'
import { auditKey, type NewAuditLine, putLine } from './audit-line.ts'
import type { Ballot, VoterId } from './ballot.ts'
import { readBallots } from './ballot-queue.ts'
import { readClosedBallots } from './closed-ballots.ts'
import { createLooseVoter, type ErasedPoll, type ErasureScope, eraseFromPoll } from './erase-person.ts'
import { linkRowsToChange } from './link-records.ts'
import { memoryKeys, memoryRowsOf, rowsWithout, type SaidIn } from './memory-rows.ts'
import type { Poll, PollId } from './poll.ts'
import {
  ballotKey,
  ballots,
  ballotsOf,
  headKey,
  heads,
  publishedKey,
  publishedRounds,
  scopeOf,
} from './poll-records.ts'
import { type PublishedRound, withoutText } from './published.ts'
import { createReplyStore } from './reply-store.ts'
import { haveSameStates, isSameButVotes, withEdit, withNextRevision } from './rounds.ts'
import { withoutSharedCruxes } from './shared-cruxes.ts'
import { textsOf, withoutWords } from './shown-reasons.ts'

/** Removes people, and what a deleted poll leaves. */
export function createErasureStore(store: Store) {
  return {
    erasePerson: (known: Poll, person: PersonId, voter: VoterId | undefined, scope: ErasureScope) =>
      erasePerson(store, known, person, voter, scope),

    /**
     * Removes words from every ballot of a poll and from what was published of it, and records it in the audit, in one
     * commit. The votes stay.
     *
     * @param known The poll; its closed anonymous rounds are published.
     * @returns the changed poll; `changed` if rounds were closed or opened meanwhile, or if it was deleted.
     */
    async removeWords(known: Poll, words: string, line: NewAuditLine): Promise<Poll | 'changed'> {
      const { id, place, rounds } = known
      const found = await Promise.all(rounds.map(({ number }) => readBallots(store, id, number)))
      const cast = found.flatMap((ballots, i) =>
        [...ballots].flatMap(([voter, { answers }]) =>
          textsOf(answers).includes(words) ? [ballotKey(id, i + 1, voter)] : [],
        ),
      )
      const published = rounds.map(({ number }) => publishedKey(id, number))
      const keys = [
        ...[headKey(id), auditKey(place.space)],
        ...memoryKeys(known),
        ...cast,
        ...published,
      ] as const
      return store.transact(scopeOf(id), keys, ([poll, _, __, said, ___, ...stored]) => {
        if (poll === undefined || !haveSameStates(poll, known))
          return { changes: [], result: 'changed' as const }
        const ballots = stored.slice(0, cast.length) as (Ballot | undefined)[]
        const shown = stored.slice(cast.length) as (PublishedRound | undefined)[]
        const next = withEdit(withNextRevision(withoutSharedCruxes(poll, ({ text }) => text === words)))
        return {
          changes: [
            put(headKey(id), next),
            ...cast.flatMap((key, i) => {
              const ballot = ballots[i]
              if (ballot === undefined) return []
              return [put(key, { ...ballot, answers: withoutWords(ballot.answers, words) })]
            }),
            ...published.flatMap((key, i) => {
              const round = shown[i]
              return round === undefined ? [] : [put(key, withoutText(round, words))]
            }),
            ...rowsWithout(poll, said, (text) => text === words).map(({ change }) => change),
            putLine(keys[1], line, scopeOf(id)),
          ],
          result: next,
        }
      })
    },

    /** Removes the words from what was published of a poll's rounds. */
    async removePublishedWords(poll: Poll): Promise<void> {
      for (const { number } of poll.rounds) {
        const key = publishedKey(poll.id, number)
        await store.transact(scopeOf(poll.id), [key, ...memoryKeys(poll)], ([published, __, said]) => {
          if (published?.shown === undefined) return { changes: [], result: undefined }
          const { cruxes: _, ...others } = published.shown
          const shown = { ...others, reasons: [], movedBy: [] }
          const rows = rowsWithout(poll, said, (_, round) => round === number)
          return {
            changes: [put(key, { ...published, shown }), ...rows.map(({ change }) => change)],
            result: undefined,
          }
        })
      }
    },

    /** Removes the ballots of a poll that can't be read: they are in no count. */
    async removeUnreadable(id: PollId, rounds: number): Promise<void> {
      for (let round = 1; round <= rounds; round++) {
        const found: string[] = []
        const cast = store.collection(ballots, ballotsOf(id, round))
        for await (const _ of cast.entries((voter) => found.push(voter)));
        for (const voter of found) await cast.delete(voter)
      }
    },

    /** Removes the ballots of a deleted poll, and what was published of them. */
    async shred(id: PollId, rounds: number): Promise<void> {
      await shredBallots(store, id, rounds)
      await store.collection(publishedRounds, id).clear()
      await createReplyStore(store).removeReplies(id, rounds)
    },
  }
}

/**
 * Removes a person from a poll, as {@link eraseFromPoll}.
 *
 * @param voter Absent if nothing leads to their ballots any more.
 * @returns the changed poll; `undefined` if it had no data of theirs.
 */
async function erasePerson(
  store: Store,
  known: Poll,
  person: PersonId,
  voter: VoterId | undefined,
  scope: ErasureScope,
): Promise<Poll | undefined> {
  const { id, rounds, place } = known
  const numbers = rounds.map(({ number }) => number)
  const ended = linkRowsToChange(known, withoutActor(known, person))
  const cast = voter === undefined ? [] : numbers.map((number) => ballotKey(id, number, voter))
  const loose = numbers.map((number) => ballotKey(id, number, createLooseVoter()))
  const published = numbers.map((number) => publishedKey(id, number))
  for (const key of cast) await removeUnreadable(store, key)
  const others = await readOthers(store, known, person)
  const keys = [headKey(id), ...memoryKeys(known), ...cast, ...loose, ...published] as const
  const all = [...keys, ...ended.map(({ key }) => key)] as const
  const outcome = await store.transact(scopeOf(id), all, ([poll, line, _, __, ...stored]) => {
    if (poll === undefined) return { changes: [], result: undefined }
    if (!isSameButVotes(poll, known)) return { changes: [], result: 'changed' as const }
    const ballots = stored.slice(0, cast.length) as (Ballot | undefined)[]
    const [from, to] = [cast.length + loose.length, cast.length + loose.length + published.length]
    const shown = stored.slice(from, to) as (PublishedRound | undefined)[]
    const unsigned = withoutActor(poll, person)
    const erased =
      eraseFromPoll({ poll: unsigned, voter, ballots, published: shown }, person, scope) ??
      (unsigned === poll ? undefined : changeAlone(unsigned))
    if (erased === undefined) return { changes: [], result: undefined }
    const said = others ?? { published: shown.map((one, i) => erased.published[i] ?? one) }
    const rows = line === undefined ? [] : memoryRowsOf(erased.poll, said)
    return {
      changes: [
        put(headKey(id), erased.poll),
        ...[...ended, ...rows].map(({ change }) => change),
        ...cast.filter((_, i) => ballots[i] !== undefined).map((key) => removeKey(key)),
        ...putEach(loose, erased.loose),
        ...putEach(published, whereChanged(shown, erased.published)),
      ],
      result: erased.poll,
    }
  })
  if (outcome !== 'changed') return outcome
  const changed = await store.collection(heads, id).get('head')
  return changed?.place.space === place.space ? erasePerson(store, changed, person, voter, scope) : undefined
}

/** Stores each value that there is under the key at its place. */
const putEach = <Value>(keys: readonly TypedKey<Value>[], values: readonly (Value | undefined)[]) =>
  keys.flatMap((key, i) => {
    const value = values[i]
    return value === undefined ? [] : [put<Value>(key, value as NoInfer<Value>)]
  })

/** The new values that differ from the old ones at their places. */
const whereChanged = <Value>(
  old: readonly (Value | undefined)[],
  next: readonly (Value | undefined)[],
): readonly (Value | undefined)[] => next.map((value, i) => (value === old[i] ? undefined : value))

/** The ballots that others than the person cast in the closed rounds of a poll that shows names. */
async function readOthers(store: Store, poll: Poll, person: PersonId): Promise<SaidIn | undefined> {
  if (poll.visibility === 'anonymous') return undefined
  const all = await readClosedBallots(store, poll)
  return {
    ballots: new Map(
      [...all].map(([round, cast]) => [round, cast.filter((one) => one.person?.id !== person)]),
    ),
  }
}

/** Removes a ballot that can't be read, which is in no count, and its copies: an anonymous one holds no name to find them by. */
async function removeUnreadable(store: Store, key: TypedKey<Ballot>): Promise<void> {
  const { collection, id } = recordKey(key)
  const cast = store.collection(ballots, key.scope)
  try {
    await cast.get(id)
  } catch (fault) {
    if (!(fault instanceof CorruptRecord)) throw fault
    await cast.delete(id)
    await removeFromQuarantine(store, (copy) => copy.collection === collection && copy.id === id)
  }
}

/** Of a poll in which only its head changes. */
const changeAlone = (poll: Poll): ErasedPoll => ({
  poll: withEdit(withNextRevision(poll)),
  loose: [],
  published: [],
})

/** The poll with nobody's name on what a person did with it, and without the links they made; the same poll if they did nothing. */
function withoutActor(poll: Poll, person: PersonId): Poll {
  const { acts = {}, announcements = [], shares = [], links = [], hiddenOnPages = [] } = poll
  const done = [...Object.values(acts), ...announcements, ...shares, ...links]
  if (!hiddenOnPages.includes(person) && !done.some((act) => act?.by?.id === person)) return poll
  const erased = toErasedPerson(poll.place.platform)
  const unsign = <Act extends { readonly by?: Person | undefined }>(act: Act): Act =>
    act.by?.id === person ? { ...act, by: erased } : act
  return {
    ...poll,
    ...(poll.acts !== undefined && {
      acts: Object.fromEntries(
        Object.entries(acts).flatMap(([name, act]) => (act === undefined ? [] : [[name, unsign(act)]])),
      ),
    }),
    ...(poll.announcements !== undefined && { announcements: announcements.map(unsign) }),
    ...(poll.shares !== undefined && { shares: shares.map(unsign) }),
    ...(poll.hiddenOnPages !== undefined && {
      hiddenOnPages: hiddenOnPages.filter((one) => one !== person),
    }),
    // Nobody is left who could withdraw them.
    ...(poll.links !== undefined && { links: links.filter(({ by }) => by.id !== person) }),
  }
}
