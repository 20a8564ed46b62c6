import { agree, capitalise, listed } from '../../chat/text.ts'
import type { Button } from '../../chat/view.ts'
import type { Stance } from '../../grid/stance.ts'
import type { Receipt } from '../../poll/casting.ts'
import type { PollId } from '../../poll/poll.ts'
import { stanceWords } from './stance-words.ts'

/** Undoes a change of the reader's own vote. @param change Its id. */
export const undoButton = (poll: PollId, change: string): Button => ({
  label: 'Undo',
  call: { command: 'undo', args: { poll, change } },
})

/** Deletes the polls of an import, after a question. @param poll Any of them. */
export const undoImportButton = (poll: PollId): Button => ({
  label: 'Undo import',
  call: { command: 'undo-import', args: { poll } },
})

/** How a vote changed the one before it in its round; `undefined` of a first one. */
export function changeWords(receipt: Receipt): string | undefined {
  const { answers, isUnchanged, change } = receipt
  const now = stanceInSentence(answers.stance)
  if (isUnchanged === true) return `Your vote is unchanged: ${now}.`
  if (change === undefined) return undefined
  const before = stanceInSentence(change.before.stance)
  const changed = `Changed your vote from ${before} to ${now}.`
  const lost = lostAnswers(receipt)
  if (lost.length === 0) return changed
  const [was, has] = [agree(lost.length, 'was', 'were'), agree(lost.length, 'has', 'have')]
  return `${changed} ${capitalise(`your ${listed(lost)}`)} ${was} about ${before} and ${has} been removed.`
}

/** Buttons that undo a change, or keep the reason. */
export function changeButtons(receipt: Receipt): readonly Button[] {
  const { poll, change } = receipt
  if (change === undefined) return []
  const lost = lostAnswers(receipt).length
  const keep = { command: 'keep-reason', args: { poll: poll.id, change: change.id } }
  return [
    ...(lost === 0 ? [] : [{ label: `Keep ${agree(lost, 'it', 'them')}`, call: keep }]),
    undoButton(poll.id, change.id),
  ]
}

/** The answers about the stance before, which went with it. */
function lostAnswers({ answers, change }: Receipt): readonly string[] {
  const before = change?.before
  return [
    ...(before?.why !== undefined && answers.why === undefined ? ['reason'] : []),
    ...(before?.confidence !== undefined && answers.confidence === undefined ? ['confidence'] : []),
  ]
}

function stanceInSentence(stance: Stance): string {
  if (stance.kind === 'applications') return 'applications research (off the grid)'
  const isUnsure = stance.row === null && stance.column === null
  return isUnsure ? stanceWords(stance).toLowerCase() : stanceWords(stance)
}
