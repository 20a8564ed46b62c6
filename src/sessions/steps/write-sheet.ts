import type { Person, PersonId } from '../../chat/caller.ts'
import type { View } from '../../chat/view.ts'
import { VoterId } from '../../poll/ballot.ts'
import { selectRound } from '../../poll/disclose.ts'
import type { Polls } from '../../poll/polls.ts'
import { toShownVoter } from '../../poll/shown-voter.ts'
import { whomToCallOn } from '../../reading/call-on.ts'
import { type Group, type Session, stateOf } from '../../reading/group.ts'
import type { GroupStore } from '../../reading/group-store.ts'
import type { NamingNote } from '../../reading/mentions.ts'
import { questionsFor } from '../../reading/questions/asked-session.ts'
import type { QuestionStore } from '../../reading/questions/question-store.ts'
import { topQuestions } from '../../reading/questions/top-questions.ts'
import type { Role } from '../../reading/role.ts'
import { rolesOf } from '../../reading/roles.ts'
import { countWorth } from '../../reading/worth.ts'
import { noteView } from '../../views/note-view.ts'
import {
  type RevealedFacts,
  revealedLines,
  sheetButtons,
  sheetLines,
} from '../../views/reading/sheet-words.ts'

interface SheetDeps {
  readonly polls: Pick<Polls, 'readIn' | 'votersIn'>
  readonly store: Pick<GroupStore, 'history' | 'worthOf'>
  readonly questions: Pick<QuestionStore, 'list'>
  readonly now: () => number
}

const maxQuestionsOnSheet = 5

/** The sheet of a session's facilitator, as a private message. */
export async function writeSheet(
  { polls, store, questions, now }: SheetDeps,
  group: Group,
  session: Session,
  reader: Person,
): Promise<NamingNote> {
  const held = (await store.history(group.id)).filter(({ end }) => end === 'read')
  const before = held.findLast((past) => past.session.start < session.start)
  const found = before?.session.poll && (await polls.readIn(group.place.space, before.session.poll))
  const worth = before && (before.worth ?? countWorth(await store.worthOf(before.session.id)))
  const last = found && before && { start: before.session.start, poll: found.poll, worth }
  const asked = topQuestions(await questionsFor(questions, group, session), { count: maxQuestionsOnSheet })
  const facts = {
    questions: asked.map(({ text, votes }) => ({ text, votes: votes.length })),
    ...(last !== undefined && { last }),
  }
  const roles = rolesOf(group, session)
  const lines = (roles: readonly Role[]) => sheetLines(group, session, { ...facts, roles }, now()).join('\n')
  return {
    people: roles.flatMap(({ person }) => person?.id ?? []),
    text: lines(roles),
    unnamed: lines([]),
    buttons: sheetButtons(group, session, session.facilitator?.id === reader.id),
  }
}

/** A sheet after the reveal, and whom it says to call on. */
interface RevealedSheet {
  readonly note: NamingNote
  readonly named: readonly PersonId[]
}

/**
 * The sheet of a session's facilitator once votes are shown.
 *
 * @param session Revealed, with the time of its re-vote.
 * @returns `undefined` if its poll was deleted, or shows nothing yet.
 */
export async function writeRevealedSheet(
  { polls }: Pick<SheetDeps, 'polls'>,
  group: Group,
  session: Session,
): Promise<RevealedSheet | undefined> {
  const { poll: id, revealedAt, facilitator, steps } = session
  const found = id && (await polls.readIn(group.place.space, id))
  if (id === undefined || found === undefined || revealedAt === undefined) return undefined
  const { number } = found.poll.current
  const poll = selectRound(found.poll, stateOf(session, 'revote') === 'done' ? number - 1 : number)
  const shownIdOf = (person: PersonId) => toShownVoter(id, VoterId.parse(person))
  const voters = await polls.votersIn(group.place.space, id)
  const people = new Map(voters.map((person) => [shownIdOf(person), person]))
  const isNamed = poll.visibility === 'names' && !poll.current.hidden
  const callOn = isNamed
    ? whomToCallOn(poll.current.ballots, {
        facilitator: facilitator && shownIdOf(facilitator.id),
        named: new Set((session.named ?? group.named ?? []).map(shownIdOf)),
      })
    : undefined
  const { revote } = steps
  const revoteAt = revote?.state.kind === 'waiting' ? revote.due : undefined
  const facts: RevealedFacts = { poll, callOn, revealedAt, revoteAt }
  const named = (callOn ?? []).flatMap(({ voter }) => people.get(voter) ?? [])
  return {
    note: {
      people: named,
      text: revealedLines(group, facts).join('\n'),
      unnamed: revealedLines(group, facts, false).join('\n'),
    },
    named,
  }
}

/** Shows sheets to those who ask for them. */
export const createSheets = (deps: SheetDeps) => ({
  /** The present sheet of a session's facilitator. */
  async showSheet(group: Group, session: Session, reader: Person): Promise<View> {
    const revealed = await writeRevealedSheet(deps, group, session)
    const { text, buttons } = revealed?.note ?? (await writeSheet(deps, group, session, reader))
    return noteView(text, buttons)
  },
})
