import type { View } from '../../chat/view.ts'
import type { Group } from '../../reading/group.ts'

/** Who leads the upcoming sessions, and the order of turns. */
export function facilitatorsView(group: Group): View {
  const led = group.sessions.flatMap(({ date, facilitator }) =>
    facilitator === undefined ? [] : [{ name: date, value: { person: facilitator } as const }],
  )
  return {
    summary: `${group.name}: facilitators`,
    parts: [
      { kind: 'heading', text: `${group.name}: facilitators` },
      ...(led.length === 0 ? [] : [{ kind: 'facts', facts: led } as const]),
      group.facilitators.length === 0
        ? {
            kind: 'text',
            text: 'Nobody is in the order yet; whoever wants to lead presses it on the announcement.',
          }
        : {
            kind: 'facts',
            facts: group.facilitators.map(({ person, away }, i) => ({
              name: `${i + 1}.`,
              value: [{ person }, ...away.map(({ from, to }) => ` · away ${from} to ${to}`)],
            })),
          },
    ],
  }
}
