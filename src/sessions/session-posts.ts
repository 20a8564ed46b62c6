import { readAttendances } from '../board/season-board.ts'
import type { PersonId } from '../chat/caller.ts'
import type { Picture } from '../chat/view.ts'
import { reportSummary } from '../disagreement/poll-summary.ts'
import type { PostDialect } from '../export/post-dialect.ts'
import { seasonPost } from '../export/season-post.ts'
import { outsidePost, type PostFacts, postRounds, sessionPost } from '../export/session-post.ts'
import { gridPicture } from '../picture/grid/grid-picture.ts'
import { toCountsOnly } from '../poll/counts-only.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { OpenBallot } from '../poll/disclosed-round.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import { readAttendance } from '../reading/count-answers.ts'
import type { Group, Past } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { questionsFor } from '../reading/questions/asked-session.ts'
import type { QuestionStore } from '../reading/questions/question-store.ts'
import { topQuestions } from '../reading/questions/top-questions.ts'
import type { Quote } from '../reading/quote.ts'
import { seasonOf } from '../reading/season.ts'
import { writeDay } from '../time/write-time.ts'
import { stanceName } from '../views/poll/stance-words.ts'
import { quoteRequestView } from '../views/post-view.ts'
import { creditSentences } from '../views/reading/credit-words.ts'
import { type HeldEntry, type PostSource, readSource } from './post-source.ts'
import type { StepDeps } from './steps/step.ts'

interface Deps extends Pick<StepDeps, 'sendPrivately'> {
  readonly store: Pick<GroupStore, 'quotesOf' | 'setQuote' | 'worthOf'>
  readonly polls: Pick<Polls, 'readIn' | 'votersIn' | 'openCountsPageOf'>
  readonly questions: Pick<QuestionStore, 'list'>
  readonly now: () => number
}

/** A post, and what it doesn't say yet. */
export interface SessionPost {
  /** In Markdown. */
  readonly content: string
  /** To be attached to it; `undefined` if it links to one, or has none. */
  readonly picture: Picture | undefined
  /** The names of the people who have just been asked whether they may be quoted, and whether they may be named. */
  readonly asked: { readonly quoted: readonly string[]; readonly named: readonly string[] }
}

interface Asked {
  readonly dialect: PostDialect
  /** Whether to send those whom the post would quote or name a request, once. */
  readonly mayAsk: boolean
  /** The address of the recap, if the post is to lead to it. */
  readonly chat?: string | undefined
}

/** Posts about sessions for people outside the channel. */
export function createSessionPosts(deps: Deps) {
  const { store, now } = deps

  /** Asks those who were not asked before. @returns who that is. */
  async function askPeople(
    group: Group,
    { session, entry }: HeldEntry,
    { people, quoted }: { readonly people: readonly PersonId[]; readonly quoted: ReadonlySet<PersonId> },
    quotes: ReadonlyMap<PersonId, Quote>,
  ): Promise<readonly PersonId[]> {
    const unasked = people.filter((person) => !quotes.has(person))
    for (const person of unasked) {
      // Stored first: one whose fate is unknown is not sent again.
      await store.setQuote(session.id, person, { v: 1, askedAt: now() })
      await deps.sendPrivately(
        group,
        [person],
        quoteRequestView(group, session, {
          role: quoted.has(person) ? 'quoted' : 'named',
          paper: entry?.paper.title,
          now: now(),
        }),
        `reading/${session.id}/quote`,
      )
    }
    return unasked
  }

  /** The content of a post, by the answers so far. */
  async function factsOf(
    group: Group,
    { session, entry }: HeldEntry,
    source: PostSource,
    quotes: ReadonlyMap<PersonId, Quote>,
  ): Promise<PostFacts> {
    const counts = source.poll && toCountsOnly(source.poll)
    const isCruxFree = source.cruxBy !== undefined && isNamed(quotes.get(source.cruxBy), 'unnamed')
    const hasPicture = counts !== undefined && !counts.current.hidden && counts.current.votes > 0
    return {
      paper: entry?.paper ?? counts?.paper,
      poll: counts,
      rounds: counts === undefined ? [] : postRounds(counts),
      settle: (isCruxFree ? source.poll && reportSummary(source.poll) : counts && reportSummary(counts))
        ?.settle,
      ...(hasPicture && {
        picture: { alt: gridPicture(counts).alt, url: await pictureOf(deps, group, counts.id) },
      }),
      reasons: source.reasons.flatMap(({ person, ballot }) => toQuoted(ballot, quotes.get(person))),
      questions: topQuestions(await questionsFor(deps.questions, group, session), { minVotes: 1 }).map(
        ({ text, votes }) => ({ text, votes: votes.length }),
      ),
      attachments: session.attachments ?? [],
      credits: creditSentences(source.credits, quotes),
      date: writeDay(session.start),
    }
  }

  return {
    /** The post about a session. */
    async postOf(group: Group, held: HeldEntry, { dialect, mayAsk, chat }: Asked): Promise<SessionPost> {
      const source = await readSource(deps, group, held)
      const quoted = new Set([
        ...source.reasons.map(({ person }) => person),
        ...(source.cruxBy === undefined ? [] : [source.cruxBy]),
      ])
      const people = [...new Set([...quoted, ...source.credits.map(({ person }) => person.id)])]
      const before = await store.quotesOf(held.session.id)
      const asked = mayAsk ? await askPeople(group, held, { people, quoted }, before) : []
      const waiting = people.filter((person) => before.get(person)?.answer === undefined).length
      const facts = await factsOf(group, held, source, before)
      const post = sessionPost({ ...facts, chat }, dialect)
      const { picture, poll } = facts
      return {
        content: `${post}${outsidePost(waiting)}`,
        picture:
          poll !== undefined && picture !== undefined && picture.url === undefined
            ? gridPicture(poll)
            : undefined,
        asked: namesOf(asked, source, quoted),
      }
    },

    /**
     * The post about a season: what its people allow of each session so far. Nobody is asked.
     *
     * @param past Its sessions that are over, oldest first.
     */
    async seasonPostOf(group: Group, past: readonly Past[], dialect: PostDialect): Promise<string> {
      const sessions: PostFacts[] = []
      const counted = new Map<PollId, Disclosure>()
      for (const held of past.filter(({ end }) => end === 'read')) {
        const source = await readSource(deps, group, held)
        if (source.poll !== undefined) counted.set(source.poll.id, toCountsOnly(source.poll))
        const { picture, ...facts } = await factsOf(
          group,
          held,
          source,
          await store.quotesOf(held.session.id),
        )
        sessions.push({ ...facts, ...(picture?.url !== undefined && { picture }) })
      }
      const attendanceOf = (group: Group, past: Past) => readAttendance(deps, group, past)
      const attendances = await readAttendances(group, past, attendanceOf)
      const name = past[0]?.season ?? group.season.name
      const season = seasonOf({
        group,
        name,
        past,
        polls: counted,
        pageOf: () => undefined,
        attendances,
        now: now(),
      })
      return `${seasonPost(season, sessions, { dialect, date: writeDay(now()) })}\n`
    },
  }
}

const isNamed = (quote: Quote | undefined, least: 'named' | 'unnamed'): boolean =>
  quote?.answer === 'named' || (least === 'unnamed' && quote?.answer === 'unnamed')

/** The reason as far as its author allows; empty if they haven't. */
function toQuoted({ name = '', answers }: OpenBallot, quote: Quote | undefined): PostFacts['reasons'] {
  const { why, stance } = answers
  if (why === undefined || !isNamed(quote, 'unnamed')) return []
  const who = isNamed(quote, 'named') ? `${name}, ` : 'A voter at '
  return [{ text: why, from: `${who}${stanceName(stance)}` }]
}

/** The address of the picture on a page of counts that everyone with its link can open. */
async function pictureOf({ polls }: Deps, { place }: Group, poll: PollId): Promise<string | undefined> {
  const page = await polls.openCountsPageOf(place.space, poll)
  return page && `${page}.png`
}

/** The names of people by what they were asked. */
function namesOf(
  asked: readonly PersonId[],
  { names }: PostSource,
  quoted: ReadonlySet<PersonId>,
): SessionPost['asked'] {
  const named = (people: readonly PersonId[]) => people.flatMap((person) => names.get(person) ?? [])
  return {
    quoted: named(asked.filter((person) => quoted.has(person))),
    named: named(asked.filter((person) => !quoted.has(person))),
  }
}
