import type { Card, Part } from './view.ts'

/** A part as platforms without cards show it. */
export type PlainPart = Exclude<Part, Card>

/** The parts with each card as a heading, lines of text and a row of buttons. */
export const withoutCards = (parts: readonly Part[]): readonly PlainPart[] =>
  parts.flatMap((part) => (part.kind === 'card' ? spread(part) : [part]))

const spread = ({ title, url, subtitle, body, buttons }: Card): readonly PlainPart[] => [
  { kind: 'heading', text: url === undefined ? title : { link: title, url } },
  { kind: 'text', tone: 'status', text: subtitle },
  ...(body === undefined ? [] : [{ kind: 'text', text: body } as const]),
  { kind: 'buttons', buttons },
]
