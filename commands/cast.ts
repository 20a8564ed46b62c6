import type { z } from 'zod'
import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import {
  choice,
  copyHint,
  flag,
  ifEmpty,
  longText,
  optional,
  text,
  unusedWith,
  withMeanings,
} from '../src/chat/option.ts'
import { approach, caseFocus, type Level, levels } from '../src/grid/axes.ts'
import type { Stance } from '../src/grid/stance.ts'
import { applications } from '../src/grid/stance.ts'
import { feasibilities, goals } from '../src/poll/ballot.ts'
import { CruxText, depths, Guess, guessedAnswer, maxCrux, shares } from '../src/poll/ballot-extras.ts'
import { voteNotRecorded } from '../src/poll/saving-errors.ts'
import { axisTopic, levelTopic } from '../src/taxonomy/taxonomy.ts'
import { receiptView } from '../src/views/poll/receipt-view.ts'
import { ballotIncomplete, formOfEarlierRound } from './options/errors.ts'
import { guessLabel } from './options/guess.ts'
import { pollOption } from './options/poll.ts'
import { roundOption } from './options/round.ts'

const levelsOf = ([first, second, third]: readonly [string, string, string]) => ({
  '0': first,
  '1': second,
  '2': third,
  unsure: 'Unsure',
})

/** The question of an axis, with its levels and what each of them means. */
function axisChoice(axis: 'row' | 'column', names: readonly [string, string, string]) {
  const { name, question } = axisTopic(axis)
  const meanings = levels.map((level) => [level, levelTopic(axis, level).short])
  return withMeanings(choice(`${name}: ${question}`, levelsOf(names)), Object.fromEntries(meanings))
}

/** An option that every form requires, but that applications research doesn't need. */
const alwaysAsk = <Schema extends z.ZodType>(schema: Schema) =>
  unusedWith(copyHint(schema, optional(schema)), 'applications')

/** Records the full ballot: the form replaces all of its answers. */
export default defineCommand({
  name: 'cast',
  summary: 'Vote with the full ballot',
  form: { title: 'Your vote', submit: 'Vote' },
  examples: [],
  options: {
    poll: pollOption,
    /** That of the form, which says who can see the vote; another round may show it to others. */
    round: roundOption,
    approach: alwaysAsk(axisChoice('row', approach.levels)),
    case: alwaysAsk(axisChoice('column', caseFocus.levels)),
    applications: flag('Applications research: it is not on the grid, so the two answers above are not used'),
    confidence: ifEmpty(
      optional(
        choice('Confidence: how sure you are, 1 to 5', {
          ...{ '1': '1 (a guess)', '2': '2', '3': '3', '4': '4', '5': '5 (certain)' },
        }),
      ),
      'No answer',
    ),
    why: optional(longText('Your reason: what in the paper made you choose this?', 500)),
    crux: optional(text('What would move you?: I’d move a cell if …', maxCrux)),
    depth: ifEmpty(optional(choice('How much of it have you read?', depths)), 'No answer'),
    goal: ifEmpty(optional(choice('Goal: what do the authors say they want?', goals)), 'No answer'),
    tractable: ifEmpty(
      optional(choice('Tractable: could this direction work at all?', feasibilities)),
      'No answer',
    ),
    expected: ifEmpty(optional(choice(guessLabel, shares)), 'No answer'),
    moved: optional(longText('What moved you: a message link or a line of text', 500)),
  },
  answers: 'caller',
  whenNotStarted: voteNotRecorded,
  async run(
    { poll, round, why, crux, depth, goal, tractable, expected, moved, ...given },
    { caller, polls },
  ) {
    const stance = stanceOf(given)
    const about = guessedAnswer(stance)
    const confidence = given.confidence === undefined ? undefined : Number(given.confidence)
    const receipt = await polls.cast(caller, poll, (before, { questions, asks, round: current }) => {
      if (round !== undefined && round !== current) throw formOfEarlierRound(poll, round, current)
      return {
        stance,
        ...(confidence !== undefined && { confidence }),
        ...(why !== undefined && { why }),
        ...(crux !== undefined && asks.includes('crux') && cruxOf(crux)),
        ...(depth !== undefined && asks.includes('depth') && { depth }),
        ...(goal !== undefined && questions.includes('goal') && { goal }),
        ...(tractable !== undefined && questions.includes('tractable') && { tractable }),
        ...(expected !== undefined &&
          about !== undefined &&
          !isLeftOver(before?.expected, about, expected) && {
            expected: Guess.parse({ cell: about, share: Number(expected) }),
          }),
        ...(moved !== undefined && { movedBy: moved }),
      }
    })
    return show(receiptView(receipt))
  },
})

/** Whether a guess about another answer was left as it was. */
const isLeftOver = (before: Guess | undefined, about: Guess['cell'], share: string): boolean =>
  before !== undefined && before.cell !== about && before.share === Number(share)

/** Without a crux if nothing of it can be seen. */
function cruxOf(text: string): { readonly crux?: string } {
  const crux = CruxText.safeParse(text).data
  return crux === undefined ? {} : { crux }
}

interface PlacementInput {
  readonly approach?: '0' | '1' | '2' | 'unsure' | undefined
  readonly case?: '0' | '1' | '2' | 'unsure' | undefined
  readonly applications?: boolean | undefined
}

function stanceOf({ approach, case: focus, applications: isOff }: PlacementInput): Stance {
  if (isOff === true) return applications
  if (approach === undefined || focus === undefined)
    throw ballotIncomplete([
      ...(approach === undefined ? (['approach'] as const) : []),
      ...(focus === undefined ? (['case'] as const) : []),
    ])
  return { kind: 'placement', row: levelOf(approach), column: levelOf(focus) }
}

const levelOf = (answer: '0' | '1' | '2' | 'unsure'): Level | null =>
  answer === 'unsure' ? null : answer === '0' ? 0 : answer === '1' ? 1 : 2
