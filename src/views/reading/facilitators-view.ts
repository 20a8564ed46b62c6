import type { View } from '../../chat/view.ts'
import type { Group } from '../../reading/group.ts'
import { writeDate } from '../../time/write-time.ts'

/** Who leads the upcoming sessions, and the order of turns. */
export function facilitatorsView(group: Group, now: number): View {
  const led = group.sessions.flatMap(({ date, facilitator }) =>
    facilitator === undefined
      ? []
      : [{ name: writeDate(date, now), value: { person: facilitator } as const }],
  )
  return {
    summary: `${group.name}: facilitators`,
    parts: [
      { kind: 'heading', text: `${group.name}: facilitators` },
      ...(led.length === 0 ? [] : [{ kind: 'facts', facts: led } as const]),
      group.facilitators.length === 0
        ? {
            kind: 'text',
            text:
              led.length === 0
                ? "No facilitators yet. Volunteers can press “I'll lead” on the announcement."
                : "Nobody takes turns yet. Volunteers can press “I'll lead” on an announcement.",
          }
        : {
            kind: 'facts',
            facts: group.facilitators.map(({ person, away }, i) => ({
              name: `${i + 1}.`,
              value: [{ person }, ...away.map(({ from, to }) => ` · away ${daysWords(from, to, now)}`)],
            })),
          },
    ],
  }
}

const daysWords = (from: string, to: string, now: number): string =>
  from === to ? `on ${writeDate(from, now)}` : `${writeDate(from, now)} to ${writeDate(to, now)}`
