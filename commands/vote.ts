import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice } from '../src/chat/option.ts'
import { cellLabel, cells } from '../src/grid/axes.ts'
import { partOf } from '../src/grid/part.ts'
import type { Stance } from '../src/grid/stance.ts'
import { applications, unsure } from '../src/grid/stance.ts'
import type { Answers } from '../src/poll/ballot.ts'
import { mayTakePart } from '../src/poll/permissions.ts'
import { voteNotRecorded } from '../src/poll/saving-errors.ts'
import { receiptView } from '../src/views/poll/receipt-view.ts'
import { pollOption } from './options/poll.ts'

const labels = Object.fromEntries(cells.map((cell) => [String(cell.index), cellLabel(cell)]))

/** One press under the picture: a cell, Neither, or Unsure. Replaces the person's ballot of this round. */
export default defineCommand({
  name: 'vote',
  summary: 'Vote with one press',
  examples: [],
  options: {
    poll: pollOption,
    answer: choice('Answer', { ...labels, neither: 'Neither', unsure: 'Unsure' }),
  },
  answers: 'caller',
  whenNotStarted: voteNotRecorded,
  async chosen({ poll }, { caller, polls }) {
    const { answers, isCurrent } = await polls.answersOf(caller, poll)
    if (!isCurrent || answers === undefined) return mayTakePart(caller) ? undefined : 'elsewhere'
    const answer = answerOf(answers.stance)
    return answer === undefined ? 'elsewhere' : { poll, answer }
  },
  async run({ poll, answer }, { caller, polls }) {
    const stance = stanceOf(answer)
    return show(
      receiptView(
        await polls.cast(caller, poll, (before, { asks, hasRead }) =>
          before === undefined
            ? { stance, ...(hasRead && asks.includes('depth') && { depth: 'read' }) }
            : replaceStance(before, stance),
        ),
      ),
    )
  },
})

function stanceOf(answer: string): Stance {
  if (answer === 'neither') return applications
  const cell = cells[Number(answer)]
  return cell === undefined ? unsure : { kind: 'placement', row: cell.row, column: cell.column }
}

/** The answer that records a stance; `undefined` of one axis that is unsure, which no button does. */
function answerOf(stance: Stance): string | undefined {
  if (stance.kind === 'applications') return 'neither'
  if (stance.row === null && stance.column === null) return 'unsure'
  const part = partOf(stance)
  return part === 'unsure' ? undefined : String(part)
}

/**
 * A new stance keeps the answers about the paper and the person, but not the reason, the confidence and the guess, which
 * belong to the old stance.
 */
function replaceStance(before: Answers, stance: Stance): Answers {
  if (JSON.stringify(before.stance) === JSON.stringify(stance)) return before
  const { goal, tractable, depth, crux } = before
  return {
    stance,
    ...(goal !== undefined && { goal }),
    ...(tractable !== undefined && { tractable }),
    ...(depth !== undefined && { depth }),
    ...(crux !== undefined && { crux }),
  }
}
