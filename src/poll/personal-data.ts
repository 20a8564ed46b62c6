import { mayBeIn, type Person, type Place, type SpaceId } from '../chat/caller.ts'
import { ifReadable } from '../store/quarantine.ts'
import type { UseCounter } from '../store/use-counter.ts'
import type { Ballot, VoterId } from './ballot.ts'
import type { BallotChanges } from './ballot-changes.ts'
import type { ErasureScope } from './erase-person.ts'
import type { PlaceLink } from './place-link.ts'
import type { PlaceLinkStore } from './place-link-store.ts'
import { isZoneOf, noteAuthorsOf, type Poll, type PollId } from './poll.ts'
import type { PollStore } from './poll-store.ts'
import type { Publisher } from './publisher.ts'
import type { Reply } from './reply.ts'
import type { Voters } from './voters.ts'

/** The data stored about a person in one poll. */
export interface PersonalPollData {
  readonly poll: PollId
  readonly paper: string
  /** Where it lives. */
  readonly place: Place
  readonly opened: boolean
  readonly expected: boolean
  /** The note to readers, if they wrote at it. */
  readonly note?: string
  /** The zone of the closing time, if they typed it. */
  readonly closesZone?: string
  /** Present if they asked that no page of it shows their name and words. */
  readonly hiddenOnPages?: true
  /** Present if they said before it was opened that they had read the paper. */
  readonly saidRead?: true
  /** Their acts, as its messages and the lines about it name them. */
  readonly acts: readonly { readonly act: string; readonly at: string }[]
  /** Their answers to what rounds asked once votes were shown. */
  readonly replies: readonly (Omit<Reply, 'v'> & { readonly round: number })[]
  /** Without those of sealed polls, to which nothing leads any more. */
  readonly ballots: readonly (Pick<Ballot, 'answers' | 'audiences' | 'receipt'> & {
    readonly round: number
    readonly castAt?: string
  })[]
}

/** Something that is counted of a person, because it is limited. */
interface PersonalUse {
  readonly space: SpaceId
  readonly what: string
  /** When they did it, as ISO. */
  readonly at: readonly string[]
}

/** A link to a page about a channel that they made. */
interface PersonalLink {
  readonly place: Place
  readonly page: string
  readonly at: string
}

interface Deps {
  readonly store: PollStore
  readonly voters: Voters
  readonly ballotChanges: BallotChanges
  readonly publisher: Publisher
  readonly uses: UseCounter
  readonly placeLinks: PlaceLinkStore
  readonly countCruxesBeforeErasing: (poll: Poll) => Promise<void>
  /** Called after each poll was changed, once it is on disk. */
  readonly onEdit: (poll: Poll) => void
}

/** Exports and erases the data stored about a person. */
export function createPersonalData(deps: Deps) {
  const { store, voters, ballotChanges, publisher, uses, placeLinks, onEdit } = deps
  const spacesOf = async (person: Person): Promise<readonly SpaceId[]> =>
    (await store.spaces()).filter((space) => mayBeIn(person.id, space))

  /** The polls in which something of a person can be. */
  async function* pollsOf(person: Person): AsyncIterable<Poll> {
    for (const space of await spacesOf(person))
      for await (const { id } of store.list(space)) {
        // Of one that can't be read, `eraseFromQuarantine` takes care.
        const poll = await ifReadable(store.find(space, id))
        if (poll !== undefined) yield poll
      }
  }

  /** The person's replies to each round that has one. */
  async function readReplies({ id, rounds, replies }: Poll, voter: VoterId | undefined) {
    if (voter === undefined || replies === undefined) return []
    const found = await Promise.all(rounds.map(({ number }) => ifReadable(store.reply(id, number, voter))))
    return found.flatMap((reply, i) => {
      if (reply === undefined) return []
      const { v: _, ...given } = reply
      return [{ round: i + 1, ...given }]
    })
  }

  async function readPollData(poll: Poll, person: Person): Promise<PersonalPollData> {
    const voter = await voters.findVoter(poll, person.id)
    const found = await Promise.all(
      poll.rounds.map(({ number }) => voter && ifReadable(store.ballot(poll, number, voter.id))),
    )
    const opened = poll.opener.id === person.id
    const isAuthor = noteAuthorsOf(poll).some(({ id }) => id === person.id)
    return {
      poll: poll.id,
      paper: poll.paper.title,
      place: poll.place,
      opened,
      expected: poll.expected.includes(person.id),
      ...(isAuthor && poll.note !== undefined && { note: poll.note }),
      ...(poll.closesZone !== undefined && isZoneOf(poll, person.id) && { closesZone: poll.closesZone }),
      ...(poll.hiddenOnPages?.includes(person.id) && { hiddenOnPages: true }),
      ...(voter !== undefined && poll.readers?.includes(voter.id) && { saidRead: true }),
      acts: actsOf(poll, person),
      replies: await readReplies(poll, voter?.id),
      ballots: found.flatMap((ballot, i) => (ballot === undefined ? [] : [toPersonalBallot(ballot, i + 1)])),
    }
  }

  return {
    /** The person's data from every poll, of every space, that has some. */
    async exportFor(person: Person): Promise<readonly PersonalPollData[]> {
      const found: PersonalPollData[] = []
      for await (const poll of pollsOf(person)) {
        const data = await readPollData(poll, person)
        const { opened, expected, note, closesZone, hiddenOnPages, saidRead, acts, ballots } = data
        const isNamed = opened || expected || hiddenOnPages || note !== undefined || closesZone !== undefined
        if (isNamed || saidRead || acts.length > 0 || ballots.length > 0) found.push(data)
      }
      return found
    },

    /** The limited uses that are counted of the person in every space, with their times. */
    async exportUses(person: Person): Promise<readonly PersonalUse[]> {
      const found: PersonalUse[] = []
      for (const space of await spacesOf(person))
        for (const { what, at } of await uses.list({ scope: space, person: person.id }))
          found.push({ space, what, at: at.map((time) => new Date(time).toISOString()) })
      return found
    },

    /** The links to pages about channels that the person made. */
    async exportLinks(person: Person): Promise<readonly PersonalLink[]> {
      const found = await placeLinks.listOf(person.id, (space) => mayBeIn(person.id, space))
      return found.map(({ place, thing, link }) => ({
        place,
        page: thing.of,
        at: new Date(link.at).toISOString(),
      }))
    },

    /** Withdraws the links to pages about channels that a person made. @returns those links. */
    async eraseLinks(person: Person): Promise<readonly PlaceLink[]> {
      const linked = await placeLinks.listOf(person.id, (space) => mayBeIn(person.id, space))
      for (const { place, link } of linked) await placeLinks.remove(place.space, link.hash)
      return linked
    },

    /**
     * Takes a person out of every poll, as far as something leads to their ballots.
     *
     * @returns the polls that had data of theirs.
     */
    async erase(person: Person, scope: ErasureScope): Promise<readonly Poll[]> {
      for (const scope of await spacesOf(person)) await uses.forget({ scope, person: person.id })
      const changed: Poll[] = []
      for await (const poll of pollsOf(person)) {
        // Closed rounds are published before the ballot is cut loose, so that the published state doesn't change.
        if (poll.visibility === 'anonymous') {
          await publisher.publishedRounds(poll)
          await deps.countCruxesBeforeErasing(poll)
        }
        const voter = await voters.findVoter(poll, person.id)
        if (voter !== undefined) ballotChanges.forget(poll.id, voter.id)
        if (voter !== undefined) await eraseReplies(deps, poll, voter.id, scope)
        const erased = await store.erasePerson(poll, person.id, voter?.id, scope)
        if (erased === undefined) continue
        onEdit(erased)
        changed.push(erased)
      }
      return changed
    },
  }
}

/**
 * Removes a voter's replies. Those to closed anonymous rounds stay in the counts, which would show by their difference what
 * was answered, and what was written there stays unless words are erased.
 */
async function eraseReplies(
  { store, voters }: Pick<Deps, 'store' | 'voters'>,
  poll: Poll,
  voter: VoterId,
  { words }: ErasureScope,
): Promise<void> {
  const cruxIdOf = await voters.cruxIdsOf(poll)
  const keepsWords = poll.visibility === 'anonymous' && !words
  if (poll.visibility === 'anonymous') await store.cutRepliesLoose(poll, voter)
  await store.eraseReplies(poll, voter, (round) => (keepsWords ? undefined : cruxIdOf?.(round, voter)))
}

export type PersonalData = ReturnType<typeof createPersonalData>

/** Their acts on a poll that its messages show with their name. */
function actsOf(
  { acts = {}, announcements = [], shares = [], links = [] }: Poll,
  { id }: Person,
): PersonalPollData['acts'] {
  const shown = Object.entries(acts).map(([act, done]) => ({ act, at: done?.at ?? 0, by: done?.by }))
  const said = announcements.filter(({ at }) => !shown.some((one) => one.at === at))
  const shared = shares.map((share) => ({ act: 'shared', ...share }))
  const linked = links.map((link) => ({ act: 'link', ...link }))
  return [...said, ...shown, ...shared, ...linked].flatMap(({ act, at, by }) =>
    by?.id === id ? [{ act, at: new Date(at).toISOString() }] : [],
  )
}

const toPersonalBallot = ({ answers, audiences, receipt, castAt }: Ballot, round: number) => ({
  round,
  answers,
  ...(audiences !== undefined && { audiences }),
  ...(receipt !== undefined && { receipt }),
  ...(castAt !== undefined && { castAt: new Date(castAt).toISOString() }),
})
