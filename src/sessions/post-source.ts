import { standingRound } from '../atlas/atlas-papers.ts'
import type { PersonId } from '../chat/caller.ts'
import { reportSummary } from '../disagreement/poll-summary.ts'
import { reasonsBySide } from '../disagreement/reasons-by-side.ts'
import { findSharedCrux } from '../disagreement/shared-crux.ts'
import { VoterId } from '../poll/ballot.ts'
import { type Disclosure, selectRound } from '../poll/disclose.ts'
import type { OpenBallot } from '../poll/disclosed-round.ts'
import type { Polls } from '../poll/polls.ts'
import { toShownVoter } from '../poll/shown-voter.ts'
import type { Entry, Group, Session } from '../reading/group.ts'
import { type Credit, creditsOf } from '../reading/post-people.ts'

/** A session that was held, with its paper. */
export interface HeldEntry {
  readonly session: Session
  readonly entry?: Entry | undefined
}

/** A person's reason, with their name in the channel. */
interface Reason {
  readonly person: PersonId
  readonly ballot: OpenBallot
}

/** The parts of a session that a post is made from; words and names only of polls with names. */
export interface PostSource {
  readonly poll: Disclosure | undefined
  readonly reasons: readonly Reason[]
  readonly credits: readonly Credit[]
  /** The author of the shared crux, if there is one. */
  readonly cruxBy?: PersonId
  /** Of everyone in it. */
  readonly names: ReadonlyMap<PersonId, string>
}

/** Reads what a post about a session can be made from. */
export async function readSource(
  { polls }: { readonly polls: Pick<Polls, 'readIn' | 'votersIn'> },
  { place }: Group,
  { session, entry }: HeldEntry,
): Promise<PostSource> {
  const found = session.poll && (await polls.readIn(place.space, session.poll))
  const credits = creditsOf(session, entry)
  const credited = credits.map(({ person }) => [person.id, person.name] as const)
  const source = { reasons: [], credits, names: new Map(credited) }
  if (found === undefined) return { ...source, poll: undefined }
  const round = standingRound(found.poll)
  const poll = round === undefined ? found.poll : selectRound(found.poll, round.number)
  if (poll.visibility === 'anonymous') return { ...source, poll, credits: [] }
  const { current } = poll
  const summary = reportSummary(poll)
  if (current.hidden || summary === undefined) return { ...source, poll }
  const voterIds = await polls.votersIn(place.space, poll.id)
  const people = new Map(voterIds.map((person) => [toShownVoter(poll.id, VoterId.parse(person)), person]))
  const cruxVoter = findSharedCruxVoter(poll)
  const cruxBy = cruxVoter && people.get(cruxVoter)
  const voters = current.ballots.flatMap(({ voter, name = '' }) => {
    const person = people.get(voter)
    return person === undefined ? [] : [[person, name] as const]
  })
  return {
    poll,
    names: new Map([...voters, ...credited]),
    reasons: reasonsBySide(current, summary.case).flatMap(({ ballot }) => {
      const person = people.get(ballot.voter)
      return person === undefined ? [] : [{ person, ballot }]
    }),
    credits,
    ...(cruxBy !== undefined && { cruxBy }),
  }
}

function findSharedCruxVoter({ current }: Disclosure): VoterId | undefined {
  const cruxes = current.hidden ? [] : (current.extras?.cruxes ?? [])
  const shared = findSharedCrux(cruxes)
  return cruxes.find(({ id }) => id === shared?.id)?.voter
}
