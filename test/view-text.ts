import type { Refusal } from '../src/chat/answer.ts'
import { toPlainText as words } from '../src/chat/plain-text.ts'
import type { Button, View } from '../src/chat/view.ts'
import { type PlainPart, withoutCards } from '../src/chat/without-cards.ts'

/** Everything a view says, one line a part, as somebody would read it out. */
export function textOf(view: View): string {
  return withoutCards(view.parts).map(partText).join('\n')
}

/** Every button of a view that makes a call, those of its choices too. */
export function buttonsOf(view: View): readonly Button[] {
  return withoutCards(view.parts).flatMap((part) =>
    part.kind === 'text' && part.button !== undefined
      ? [part.button]
      : part.kind === 'buttons'
        ? part.buttons.filter((button) => 'call' in button)
        : part.kind === 'choices'
          ? part.choices
          : [],
  )
}

function partText(part: PlainPart): string {
  switch (part.kind) {
    case 'heading':
      return words(part.text)
    case 'text':
      return words(part.text) + (part.button === undefined ? '' : ` [${part.button.label}]`)
    case 'quote':
      return part.from === undefined ? `“${words(part.text)}”` : `“${words(part.text)}” ${words(part.from)}`
    case 'facts':
      return part.facts.map(({ name, value }) => `${name}: ${words(value)}`).join('\n')
    case 'table':
      return [part.caption, ...part.rows.map((row) => row.join(' | '))].join('\n')
    case 'picture':
      return part.picture.alt
    case 'file':
      return part.content
    case 'buttons':
      return part.buttons.map(({ label }) => `[${label}]`).join(' ')
    case 'choices':
      return `${part.label}: ${part.choices.map(({ label }) => `[${label}]`).join(' ')}`
  }
}

/** A refusal as one line. */
export const wordsOfRefusal = ({ happened, remedy }: Pick<Refusal, 'happened' | 'remedy'>): string =>
  `${words(happened)} ${words(remedy)}`
