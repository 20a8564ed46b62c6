import type { Button, Part, View } from '../../chat/view.ts'
import type { CruxWalk } from '../../poll/answering-cruxes.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { Crux } from '../../poll/extra-answers.ts'
import { cruxAnswers } from '../../poll/reply.ts'
import { cruxLine } from './crux-parts.ts'

/**
 * One crux of another voter, only visible to the person who says whether it would move them too.
 *
 * @param after The crux before it, which was answered or skipped; `start` for the first one; without it, the first that is
 *   not answered.
 */
export function cruxWalkView(walk: CruxWalk, after?: string): View {
  const { poll, cruxes, answers } = walk
  const at =
    after === undefined
      ? cruxes.findIndex(({ id }) => answers[id as keyof typeof answers] === undefined)
      : cruxes.findIndex(({ id }) => id === after) + 1
  const crux = at < 0 ? undefined : cruxes[at]
  const told = countParts(
    walk,
    cruxes.find(({ id }) => id === after),
  )
  if (crux === undefined || poll.current.hidden) return endView(walk, after === undefined ? [] : told)
  const summary = `${at + 1} of ${cruxes.length}. ${cruxLine(crux, poll.current)}`
  return {
    summary,
    parts: [
      ...told,
      { kind: 'text', text: `${at + 1} of ${cruxes.length}. “${crux.text}”${writerOf(crux, poll)}` },
      { kind: 'buttons', buttons: buttonsOf(poll, crux) },
    ],
  }
}

function writerOf({ voter }: Crux, { current }: Disclosure): string {
  if (current.hidden || voter === undefined) return ''
  const { name } = current.ballots.find((ballot) => ballot.voter === voter) ?? {}
  return name === undefined ? '' : ` – ${name}`
}

function buttonsOf({ id, current }: Disclosure, { id: crux }: Crux): readonly Button[] {
  const args = { poll: id, round: String(current.number) }
  return [
    ...Object.entries(cruxAnswers).map(([answer, label]) => ({
      label,
      call: { command: 'answer-crux', args: { ...args, crux, answer } },
    })),
    { label: 'Skip', call: { command: 'cruxes', args: { ...args, after: crux } } },
  ]
}

/** "2 of the 3 who answered said mine too."; empty of one that the person has not answered. */
function countParts({ counts }: CruxWalk, crux: Crux | undefined): readonly Part[] {
  const found = crux && counts.get(crux.id)
  if (found === undefined) return []
  const { mine, notMine } = found
  const all = mine + notMine
  return [
    {
      kind: 'text',
      text:
        all === 1
          ? 'Only 1 has answered, and said mine too.'
          : `${mine} of the ${all} who answered said mine too.`,
    },
  ]
}

/** Everything is answered or skipped. */
function endView({ poll, cruxes, answers, counts }: CruxWalk, told: readonly Part[]): View {
  const { id, current } = poll
  const answered = cruxes.filter((crux) => counts.has(crux.id) && crux.id in answers)
  const start = { command: 'cruxes', args: { poll: id, round: String(current.number), after: 'start' } }
  const summary =
    cruxes.length === 0
      ? 'Nobody else has said what would move them. Yours counts as your own.'
      : `You have answered ${answered.length} of ${cruxes.length}.`
  return {
    summary,
    parts: [
      ...told,
      { kind: 'text', text: summary },
      ...(cruxes.length === 0
        ? []
        : [{ kind: 'buttons', buttons: [{ label: 'Go through them again', call: start }] } as const]),
    ],
  }
}
