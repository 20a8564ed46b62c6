import { capitalise, counted } from '../../chat/text.ts'
import type { Part, Span, Text, View } from '../../chat/view.ts'
import { mayTakePart } from '../../poll/permissions.ts'
import type { SeenGroup } from '../../reading/find-group.ts'
import { type Group, nextSessionOf, type Session, type StepState } from '../../reading/group.ts'
import { mayLead, mayOrganise } from '../../reading/permissions.ts'
import type { UpcomingSession } from '../../reading/plan.ts'
import { stepDoing, stepNames } from '../../reading/steps.ts'
import { groupButton, sessionFacts, shortStartText, startText } from './reading-parts.ts'
import { placeButtons } from './session-buttons.ts'

/** The upcoming sessions with the state of each step; organisers also see how many people a reminder couldn't reach. */
export function nextView({ group, actor }: SeenGroup, later: readonly UpcomingSession[], now: number): View {
  const isOrganiser = mayOrganise(actor, group)
  const next = nextSessionOf(group)
  const [first] = later
  const sessions = group.sessions.flatMap((session) => sessionParts(group, session, isOrganiser, now))
  const changeable = next !== undefined && mayLead(actor, group, next) ? placeButtons(group, next) : []
  return {
    summary: `${group.name}: next session`,
    parts: [
      { kind: 'heading', text: `${group.name}: next session` },
      ...sessions,
      ...(first === undefined
        ? sessions.length === 0
          ? [{ kind: 'text', text: nothingPlanned } as const]
          : []
        : [
            {
              kind: 'text',
              text: [
                next === undefined ? 'Next session: ' : 'After that: ',
                sessions.length === 0
                  ? startText(group, first.start, now)
                  : shortStartText(group, first.start, now),
              ],
            } as const,
          ]),
      {
        kind: 'buttons',
        buttons: [
          ...(next === undefined || !mayTakePart(actor)
            ? []
            : [
                groupButton(group, 'Coming', 'reading next', { session: next.id, answer: 'coming' }),
                groupButton(group, 'Not this time', 'reading next', {
                  session: next.id,
                  answer: 'not-coming',
                }),
              ]),
          ...changeable,
          groupButton(group, 'See the list', 'reading list'),
        ],
      },
    ],
  }
}

const nothingPlanned: Text = [
  'No session is planned. An organiser can plan one: ',
  { typed: 'reading schedule wed 17:00' },
]

function sessionParts(group: Group, session: Session, isOrganiser: boolean, now: number): readonly Part[] {
  const steps = stepNames.flatMap((step) => {
    const planned = session.steps[step]
    if (planned === undefined) return []
    return [
      {
        name: capitalise(stepDoing[step]),
        value: stateText(planned.state, planned.due, (at) => shortStartText(group, at, now)),
      },
    ]
  })
  const { unreached = 0 } = session
  const missed =
    isOrganiser && unreached > 0
      ? [{ name: 'Reminder not delivered', value: counted(unreached, 'person', 'people') }]
      : []
  return [{ kind: 'facts', facts: [...sessionFacts(group, session, now), ...steps, ...missed] }]
}

function stateText(state: StepState, due: number, write: (at: number) => Span): readonly Span[] {
  switch (state.kind) {
    case 'waiting':
      return [write(due)]
    case 'done':
      return ['done ', write(state.at), ...(state.by === undefined ? [] : [` by ${state.by.name}`])]
    case 'skipped':
      return [`skipped: ${state.why}`]
    case 'needless':
      return ['not needed']
  }
}
