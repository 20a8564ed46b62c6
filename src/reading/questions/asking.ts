import { toLine } from '../../paper/clean-title.ts'
import type { PaperId } from '../../paper/paper.ts'
import { type Actor, requireTakingPart } from '../../poll/permissions.ts'
import type { Visibility } from '../../poll/poll.ts'
import type { SettingsStore } from '../../poll/settings-store.ts'
import type { Group, SessionId } from '../group.ts'
import type { GroupStore } from '../group-store.ts'
import { mayLead, mayOrganise } from '../permissions.ts'
import { hasQuestions, sessionToAskAbout } from './asked-session.ts'
import {
  alreadyAsked,
  noPaperToAskAbout,
  questionGone,
  questionNotYours,
  questionsOff,
  tooManyQuestions,
} from './errors.ts'
import { type AskerId, maxQuestions, type Question, QuestionId, toSameWords } from './question.ts'
import { isAskedBy, type QuestionStore, toQuestionId } from './question-store.ts'
import { topQuestions } from './top-questions.ts'

interface Deps {
  readonly questions: QuestionStore
  readonly store: Pick<GroupStore, 'history'>
  readonly settings: Pick<SettingsStore, 'get'>
  readonly now: () => number
  /** Called after every change, once it is on disk, for each session whose messages may show the questions. */
  readonly touchSession: (group: Group, session: SessionId) => void
  /** Called after words were removed. */
  readonly onErased: () => void
}

/** A question as one person sees it. */
export interface SeenQuestion {
  readonly question: Question
  readonly isOwn: boolean
  readonly hasVoted: boolean
  readonly mayRemove: boolean
}

/** The questions about a paper as one person sees them, the most wanted first. */
export interface SeenQuestions {
  readonly paper: PaperId
  readonly questions: readonly SeenQuestion[]
}

/** Services for questions before a session; docs/reading-groups.md, section 14. */
export function createAsking({ questions, store, settings, now, touchSession, onErased }: Deps) {
  /** Whether askers' names are kept: as the group says, else as the channel's polls are. */
  const visibilityOf = async ({ questions, place }: Group): Promise<Visibility> =>
    questions ?? (await settings.get(place)).visibility

  async function touchReaders(group: Group, paper: PaperId): Promise<void> {
    const past = (await store.history(group.id)).map(({ session }) => session)
    for (const session of [...group.sessions, ...past])
      if (session.paper === paper) touchSession(group, session.id)
  }

  async function see(actor: Actor, group: Group, paper: PaperId): Promise<SeenQuestions> {
    const sorted = topQuestions(await questions.list(group.id, paper))
    const isLeader = isLeaderOf(actor, group, paper)
    const seen = sorted.map(async (question) => {
      const one = await questions.askerIn(group.id, question, actor.person.id)
      const isOwn = isAskedBy(question, one)
      return { question, isOwn, hasVoted: question.votes.includes(one), mayRemove: isOwn || isLeader }
    })
    return { paper, questions: await Promise.all(seen) }
  }

  async function requireQuestion(group: Group, words: string): Promise<Question> {
    const id = QuestionId.safeParse(words)
    const found = id.success ? await questions.find(group.id, id.data) : undefined
    if (found === undefined) throw questionGone()
    return found
  }

  /** @throws UserError if they have asked as many as people may. */
  async function requireRoom(actor: Actor, group: Group, asked: readonly Question[]): Promise<void> {
    const own = asked.map(async (question) =>
      isAskedBy(question, await questions.askerIn(group.id, question, actor.person.id)),
    )
    if ((await Promise.all(own)).filter(Boolean).length >= maxQuestions) throw tooManyQuestions(maxQuestions)
  }

  return {
    visibilityOf,

    /** @throws UserError unless there is a paper to ask about and the caller takes part. */
    requireMayAsk(actor: Actor, group: Group, session: string | undefined): void {
      requireTakingPart(actor, 'ask questions')
      requirePaper(group, session, now())
    },

    /** The questions about the paper of a session; without one about the next paper. */
    seeQuestions: (actor: Actor, group: Group, session: string | undefined): Promise<SeenQuestions> =>
      see(actor, group, requirePaper(group, session, now())),

    /**
     * Adds a question. The same words as those of another count as a vote for that one.
     *
     * @param session Whose paper it is about; without one the next paper's.
     * @returns the questions after it, and whether it was asked before.
     */
    async ask(
      actor: Actor,
      group: Group,
      session: string | undefined,
      words: string,
    ): Promise<SeenQuestions & { readonly wasAsked: boolean }> {
      requireTakingPart(actor, 'ask questions')
      const paper = requirePaper(group, session, now())
      const text = toLine(words)
      const kind = (await visibilityOf(group)) === 'anonymous' ? ({ isAnonymous: true } as const) : {}
      const asked = await questions.list(group.id, paper)
      const same = asked.find((question) => toSameWords(question.text) === toSameWords(text))
      const id = same?.id ?? toQuestionId(paper, text)
      if (same === undefined) await requireRoom(actor, group, asked)
      const one = await questions.askerIn(group.id, same ?? { id, ...kind }, actor.person.id)
      const { before } = await questions.change(group.id, id, (before) => {
        if (before !== undefined) return isAskedBy(before, one) ? before : withVote(before, one)
        return {
          ...{ v: 1, id, paper, text, votes: [] },
          ...('isAnonymous' in kind ? { ...kind, asker: one } : { by: actor.person, at: now() }),
        }
      })
      if (before !== undefined && isAskedBy(before, one)) throw alreadyAsked()
      await touchReaders(group, paper)
      return { ...(await see(actor, group, paper)), wasAsked: before !== undefined }
    },

    /** Adds the caller's vote to a question, or takes it back. */
    async toggleQuestion(actor: Actor, group: Group, words: string): Promise<SeenQuestions> {
      requireTakingPart(actor, 'vote for questions')
      if (!hasQuestions(group)) throw questionsOff()
      const { id, paper, ...found } = await requireQuestion(group, words)
      const one = await questions.askerIn(group.id, { id, ...found }, actor.person.id)
      const { after } = await questions.change(group.id, id, (before) =>
        before?.votes.includes(one) === true ? withoutVote(before, one) : before && withVote(before, one),
      )
      if (after === undefined) throw questionGone()
      await touchReaders(group, paper)
      return see(actor, group, paper)
    },

    /** @throws UserError unless the caller asked it, leads the session or organises the group. */
    async removeQuestion(actor: Actor, group: Group, words: string): Promise<SeenQuestions> {
      requireTakingPart(actor, 'remove questions')
      const question = await requireQuestion(group, words)
      const { id, paper } = question
      const isOwn = isAskedBy(question, await questions.askerIn(group.id, question, actor.person.id))
      if (!isOwn && !isLeaderOf(actor, group, paper)) throw questionNotYours()
      await questions.change(group.id, id, () => undefined)
      onErased()
      await touchReaders(group, paper)
      return see(actor, group, paper)
    },
  }
}

/** @throws UserError unless there is a paper to ask about. */
function requirePaper(group: Group, session: string | undefined, now: number): PaperId {
  if (!hasQuestions(group)) throw questionsOff()
  const paper = sessionToAskAbout(group, session, now)?.paper
  if (paper === undefined) throw noPaperToAskAbout()
  return paper
}

const isLeaderOf = (actor: Actor, group: Group, paper: PaperId): boolean =>
  mayOrganise(actor, group) ||
  group.sessions.some((session) => session.paper === paper && mayLead(actor, group, session))

const withoutVote = (question: Question, one: AskerId): Question => ({
  ...question,
  votes: question.votes.filter((voter) => voter !== one),
})

const withVote = (question: Question, one: AskerId): Question => ({
  ...withoutVote(question, one),
  votes: [...question.votes.filter((voter) => voter !== one), one],
})
