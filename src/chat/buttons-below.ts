import type { Part } from './view.ts'

/** The parts with each line's own button in a row below it, for platforms that can't show one beside text. */
export const buttonsBelow = (parts: readonly Part[]): readonly Part[] =>
  parts.flatMap((part): readonly Part[] =>
    part.kind === 'text' && part.button !== undefined
      ? [part, { kind: 'buttons', buttons: [part.button] }]
      : [part],
  )
