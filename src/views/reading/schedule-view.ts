import { agree } from '../../chat/text.ts'
import type { Button, Part, View } from '../../chat/view.ts'
import { moveHere } from '../../reading/errors.ts'
import type { Group } from '../../reading/group.ts'
import type { UpcomingSession } from '../../reading/plan.ts'
import type { RescheduleMode } from '../../reading/rescheduling.ts'
import { ruleWords } from '../../reading/schedule/rule-words.ts'
import type { Schedule } from '../../reading/schedule/schedule.ts'
import { offsetOf, offsetWords, stepNames } from '../../reading/steps.ts'
import { cancelButton } from '../confirm/confirm-view.ts'
import { toMoment } from './reading-parts.ts'

/** No more groups are offered to be moved. */
const maxMoves = 3

const datesPart = (name: string, sessions: readonly UpcomingSession[]): Part => ({
  kind: 'facts',
  facts: [
    {
      name,
      value:
        sessions.length === 0
          ? 'none'
          : sessions.flatMap(({ start }, i) => [...(i === 0 ? [] : [' · ']), toMoment(start)]),
    },
  ],
})

/** A sentence and a list of upcoming sessions. */
export const datesView = (text: string, sessions: readonly UpcomingSession[]): View => ({
  summary: text,
  parts: [{ kind: 'text', text }, datesPart('Sessions', sessions)],
})

/** A group's schedule and settings, and its next sessions. */
export function scheduleView(group: Group, sessions: readonly UpcomingSession[]): View {
  const { schedule, name, offsets, votes, poll, season } = group
  return {
    summary: `${name}: the schedule`,
    parts: [
      { kind: 'heading', text: `${name}: the schedule` },
      {
        kind: 'facts',
        facts: [
          { name: 'When', value: schedule === undefined ? 'no schedule yet' : ruleWords(schedule) },
          ...exceptionFacts(schedule),
          {
            name: 'Steps',
            value: stepNames.map((step) => `${step} ${offsetWords(offsetOf(step, offsets))}`).join(' · '),
          },
          { name: 'Votes for papers', value: votes === 'open' ? 'shown' : 'hidden until cast' },
          {
            name: 'Voting on the paper',
            value: poll === 'early' ? 'from the announcement on' : 'at the start',
          },
          { name: 'Season', value: season.name },
        ],
      },
      datesPart('Next sessions', sessions),
    ],
  }
}

function exceptionFacts(schedule: Schedule | undefined) {
  const { except = [], extra = [], pausedFrom, pausedTo } = schedule ?? {}
  return [
    ...(except.length === 0 ? [] : [{ name: 'Not on', value: except.join(', ') }]),
    ...(extra.length === 0 ? [] : [{ name: 'Also on', value: extra.join(', ').replaceAll('T', ' ') }]),
    ...(pausedFrom === undefined
      ? []
      : [
          {
            name: 'Paused',
            value: `from ${pausedFrom} ${pausedTo === undefined ? 'until resumed' : `to ${pausedTo}`}`,
          },
        ]),
  ]
}

interface Proposal {
  readonly rule: string
  readonly before: readonly UpcomingSession[]
  readonly after: readonly UpcomingSession[]
  /** Sessions that already have a record and keep their time unless the caller says otherwise. */
  readonly prepared: readonly UpcomingSession[]
  /** Groups of other channels that may be moved here instead. */
  readonly moves: readonly Group[]
}

/** The effect of a new schedule, to be confirmed; prepared sessions keep their time, move or are skipped. */
export function proposalView({ rule, before, after, prepared, moves }: Proposal, confirm: Button): View {
  const it = agree(prepared.length, 'it', 'them')
  const confirmWith = (mode: RescheduleMode): Button => ({
    label: `Confirm, and ${mode} ${it}`,
    call: { ...confirm.call, args: { ...confirm.call.args, prepared: mode } },
  })
  return {
    summary: 'A new schedule, to be confirmed',
    parts: [
      { kind: 'heading', text: 'A new schedule, to be confirmed' },
      { kind: 'text', text: rule },
      ...(before.length === 0 ? [] : [datesPart('Until now', before)]),
      datesPart('From now on', after),
      ...prepared.map(
        ({ date }): Part => ({
          kind: 'text',
          text: `The session of ${date} is prepared and keeps its time, unless you say otherwise.`,
        }),
      ),
      {
        kind: 'buttons',
        buttons: [
          { ...confirm, style: 'primary' },
          ...(prepared.length === 0 ? [] : [confirmWith('move'), confirmWith('skip')]),
          ...moves.slice(0, maxMoves).map(moveHere),
          cancelButton,
        ],
      },
    ],
  }
}
