import type { Place } from '../../chat/caller.ts'
import { toPlainText } from '../../chat/plain-text.ts'
import { agree } from '../../chat/text.ts'
import type { Button, Part, View } from '../../chat/view.ts'
import { moveHere } from '../../reading/errors.ts'
import type { Group } from '../../reading/group.ts'
import type { GroupSettings } from '../../reading/group-settings.ts'
import type { UpcomingSession } from '../../reading/plan.ts'
import type { RescheduleMode } from '../../reading/rescheduling.ts'
import { ruleWords } from '../../reading/schedule/rule-words.ts'
import type { Schedule } from '../../reading/schedule/schedule.ts'
import { placeOf, writeDate, writeHere, writeLocal } from '../../time/write-time.ts'
import { cancelButton } from '../confirm/confirm-view.ts'
import { fileHint } from './calendar-view.ts'
import { startTexts } from './reading-parts.ts'
import { givenFacts, settingFacts } from './setting-facts.ts'
import { linkNoteParts, placeParts, whereFacts } from './where-parts.ts'

/** No more groups are offered to be moved. */
const maxMoves = 3

interface Dates {
  readonly sessions: readonly UpcomingSession[]
  /** The group's. */
  readonly zone: string
  /** Whether the message doesn't name the zone elsewhere. */
  readonly namesZone: boolean
  readonly now: number
}

/** "Next sessions: Wed 2 Dec, 17:00 · Wed 9 Dec, 17:00 (Berlin)" */
function datesPart(name: string, { sessions, zone, namesZone, now }: Dates): Part {
  const dates = sessions.map(({ start }) => writeHere(start, zone, now)).join(' · ')
  const value = dates === '' ? 'none' : `${dates}${namesZone ? ` (${placeOf(zone)})` : ''}`
  return { kind: 'facts', facts: [{ name, value }] }
}

const zoneOf = (schedule: Schedule | undefined): string => schedule?.zone ?? 'UTC'

/** The end of a pause. */
export const resumedView = (
  { schedule }: Group,
  sessions: readonly UpcomingSession[],
  now: number,
): View => ({
  summary: 'Resumed.',
  parts: [
    { kind: 'text', text: 'Resumed.' },
    datesPart('Next sessions', { sessions, zone: zoneOf(schedule), namesZone: true, now }),
  ],
})

/**
 * The news that a session moves, for the people it concerns.
 *
 * @param date Its date before.
 * @param start Its new time, in ms since 1970.
 * @param file With the moved session, for calendars.
 */
export function movedView(group: Group, date: string, start: number, now: number, file?: Part): View {
  const was = `${group.name}: the session on ${writeDate(date, now)} moves to `
  const text = [was, ...startTexts(group, start, now), '.']
  const parts: readonly Part[] = [{ kind: 'text', text }, ...(file === undefined ? [] : [fileHint, file])]
  return { summary: toPlainText(text), parts }
}

/** A group's schedule and settings, and its next sessions. @param now In ms since 1970. @param notes About what was changed. */
export function scheduleView(
  group: Group,
  sessions: readonly UpcomingSession[],
  now: number,
  notes: readonly Part[] = [],
): View {
  const { schedule, name, season } = group
  return {
    summary: `${name}: schedule`,
    parts: [
      { kind: 'heading', text: `${name}: schedule` },
      {
        kind: 'facts',
        facts: [
          { name: 'When', value: schedule === undefined ? 'not set' : ruleWords(schedule) },
          ...whereFacts(group, undefined),
          ...exceptionFacts(schedule, now),
          ...settingFacts(group),
          { name: 'Season', value: season.name },
        ],
      },
      datesPart('Next sessions', { sessions, zone: zoneOf(schedule), namesZone: false, now }),
      ...notes,
    ],
  }
}

function exceptionFacts(schedule: Schedule | undefined, now: number) {
  const { except = [], extra = [], pausedFrom, pausedTo } = schedule ?? {}
  return [
    ...(except.length === 0
      ? []
      : [{ name: 'No session on', value: except.map((date) => writeDate(date, now)).join(' · ') }]),
    ...(extra.length === 0
      ? []
      : [{ name: 'Extra sessions', value: extra.map((moment) => writeLocal(moment, now)).join(' · ') }]),
    ...(pausedFrom === undefined
      ? []
      : [
          {
            name: 'Paused',
            value: `from ${writeDate(pausedFrom, now)} ${pausedTo === undefined ? 'until resumed' : `to ${writeDate(pausedTo, now)}`}`,
          },
        ]),
  ]
}

interface Proposal {
  readonly schedule: Schedule | undefined
  /** Letters that were read as the clock of a place: EST. */
  readonly said: string | undefined
  /** The zone before the change; `undefined` if there was none. */
  readonly zoneBefore: string | undefined
  readonly before: readonly UpcomingSession[]
  readonly after: readonly UpcomingSession[]
  /** Sessions that already have a record and keep their time unless the caller says otherwise. */
  readonly prepared: readonly UpcomingSession[]
  /** Groups of other channels that may be moved here instead. */
  readonly moves: readonly Group[]
  /** The other settings that were given. */
  readonly settings: GroupSettings
  /** The conversation that it is typed in. */
  readonly place: Place
  /** In ms since 1970. */
  readonly now: number
}

/** The effect of a new schedule, to be confirmed; prepared sessions keep their time, move or are skipped. */
export function proposalView(proposal: Proposal, confirm: Button): View {
  const { schedule, said, zoneBefore, before, after, prepared, moves, settings, place, now } = proposal
  const { where } = settings
  const given = givenFacts(settings)
  const zone = zoneOf(schedule)
  const earlier = zoneBefore ?? zone
  const wrote = said === undefined ? '' : ` (you wrote ${said})`
  const heading = schedule === undefined ? 'No schedule yet' : `New schedule: ${ruleWords(schedule)}${wrote}`
  const it = agree(prepared.length, 'it', 'them')
  const confirmWith = (mode: RescheduleMode): Button => ({
    label: `Confirm and ${mode} ${it}`,
    call: { ...confirm.call, args: { ...confirm.call.args, prepared: mode } },
  })
  return {
    summary: heading,
    parts: [
      { kind: 'heading', text: heading },
      ...(before.length === 0
        ? []
        : [
            datesPart('Sessions now', {
              ...{ sessions: before, zone: earlier, now },
              namesZone: earlier !== zone,
            }),
          ]),
      datesPart(before.length === 0 ? 'First sessions' : 'Sessions after the change', {
        ...{ sessions: after, zone, now },
        namesZone: false,
      }),
      ...placeParts(where, place),
      ...(given.length === 0 ? [] : [{ kind: 'facts', facts: given } as const]),
      ...prepared.map(
        ({ date }): Part => ({
          kind: 'text',
          text: `The session on ${writeDate(date, now)} has already been prepared. It keeps its time unless you choose below.`,
        }),
      ),
      ...linkNoteParts(where),
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
