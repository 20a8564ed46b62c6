import { defineCommand } from '../src/bot/command.ts'
import { choice, optional } from '../src/chat/option.ts'
import { levels } from '../src/grid/axes.ts'
import type { Answers } from '../src/poll/ballot.ts'
import { guessedAnswer } from '../src/poll/ballot-extras.ts'
import { stanceName } from '../src/views/poll/stance-words.ts'
import { ballotIntro, isBlind, wordsVisibility } from '../src/views/poll/vote-visibility.ts'
import { guessLabel } from './options/guess.ts'
import { pollOption } from './options/poll.ts'
import { requireSameRound, roundOption } from './options/round.ts'

/** Opens the full ballot with the caller's answers so far, or only one of its questions. */
export default defineCommand({
  name: 'ballot',
  summary: 'Open the full ballot',
  examples: [],
  options: {
    poll: pollOption,
    ask: optional(choice('What to ask', { all: 'Everything', why: 'Your reason', moved: 'What moved you?' })),
    /** That of the ballot which one question is about. */
    round: roundOption,
  },
  answers: 'form',
  async run({ poll: id, ask = 'all', round }, { caller, polls }) {
    const { poll, answers, isCurrent, hasRead } = await polls.answersToChange(caller, id)
    const isAnonymous = poll.visibility === 'anonymous'
    const values = answers === undefined ? (hasRead ? { depth: 'read' } : {}) : valuesOf(answers)
    // Who fills it in is stored with it, so what is in it can be read only with the poll's key.
    const secret = isAnonymous ? { secretUnder: id } : {}
    if (ask !== 'all') {
      const { number } = poll.current
      requireSameRound(round, { round: number, isCurrent })
      return {
        kind: 'asked',
        ...(ask === 'moved' && { title: 'What moved you?' }),
        intro: [wordsVisibility(poll)],
        submit: { command: 'remark', args: { poll: id, round: String(number) } },
        ask: [ask],
        values,
        ...secret,
      }
    }
    const isLater = poll.current.number > 1
    const fields = [
      ...['approach', 'case', 'applications', 'confidence', 'why'],
      ...poll.asks.filter((ask) => ask === 'crux'),
      ...poll.asks.filter((ask) => ask === 'depth'),
      ...poll.questions,
      ...(isBlind(poll.current) ? poll.asks.filter((ask) => ask === 'expected') : []),
    ]
    return {
      kind: 'asked',
      ...(isLater && !isCurrent && { title: `Your vote in round ${poll.current.number}` }),
      intro: ballotIntro(poll, caller.place.platform),
      submit: { command: 'cast', args: { poll: id, round: String(poll.current.number) } },
      ask: isLater ? [...fields, 'moved'] : fields,
      ...(answers !== undefined && labelsAbout(answers)),
      values,
      ...(isAnonymous && {
        notes: { why: wordsVisibility(poll), crux: wordsVisibility(poll), moved: wordsVisibility(poll) },
      }),
      ...secret,
    }
  },
})

/** Says which answer a guess is about; empty for a voter who is unsure. */
const labelsAbout = ({ stance }: Answers): { readonly labels?: Readonly<Record<string, string>> } =>
  guessedAnswer(stance) === undefined
    ? {}
    : { labels: { expected: `${guessLabel}, about ${stanceName(stance)}` } }

function valuesOf({ stance, ...answers }: Answers): Record<string, string> {
  const { confidence, why, crux, depth, goal, tractable, expected, movedBy } = answers
  const level = (at: number | null) => (at === null ? 'unsure' : String(levels[at]))
  const placement =
    stance.kind === 'applications'
      ? { applications: 'yes' }
      : { approach: level(stance.row), case: level(stance.column) }
  const rest = {
    confidence: confidence?.toString(),
    ...{ why, crux, depth, goal, tractable },
    expected: expected?.share.toString(),
    moved: movedBy,
  }
  const given = Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...placement, ...Object.fromEntries(given) }
}
