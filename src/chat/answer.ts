import type { Call } from './call.ts'
import type { Place } from './caller.ts'
import type { Hint } from './option.ts'
import type { Meanings, UserError } from './user-error.ts'
import type { Button, Text, View } from './view.ts'

/** A view to show. If it names a `board`, the message it becomes is kept true from then on. */
export interface Shown {
  readonly kind: 'shown'
  readonly view: View
  readonly board?: string
  /** The revision of the board that the view shows; without it, the message is edited once. */
  readonly revision?: number
  /** A note that only the caller sees, beside an answer for everyone. */
  readonly receipt?: View
  /** Only for the caller, although the command answers everyone. */
  readonly isPrivate?: true
  /** Of an answer to a message: it belongs in the thread of that message, which is opened with this title if it has no thread yet. */
  readonly thread?: string
}

/** A form as a command describes it: options of the command it submits to, with their present values. */
export interface FormRequest {
  readonly kind: 'asked'
  /** In place of the title that forms of the submitted command have; at most 24 characters. */
  readonly title?: string
  /** Paragraphs above the fields. */
  readonly intro?: readonly string[]
  /** As in {@link Form}. */
  readonly isIntroFirst?: boolean
  readonly submit: Call
  /** Option names of the submitted command, most important first: a platform may have room for only five. */
  readonly ask: readonly string[]
  /** Fields that only this form has: option name → its hint. The command that it submits to takes them, too. */
  readonly hints?: Readonly<Record<string, Hint>>
  /** Option name → its label in this form. */
  readonly labels?: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, string>>
  /** As in {@link Form}. */
  readonly secretUnder?: string
  /** Option name → a sentence under its field. Not for an option whose label has a description already. */
  readonly notes?: Readonly<Record<string, string>>
  readonly typed?: TypedValues
}

/** The words typed for a form, named above the fields, which are to be checked. */
export interface TypedValues {
  /** Those that were understood as options, among the form's values. */
  readonly args: Readonly<Record<string, string>>
  /** The words that were not understood. */
  readonly left?: string | undefined
  /** Option name → what is wrong with its value, if the value alone doesn't show it. */
  readonly faults?: Readonly<Record<string, string>>
}

export interface Field {
  readonly name: string
  readonly hint: Hint
  readonly value?: string
  /** A sentence under it. */
  readonly note?: string
  /** The fault of the value that was typed for it. */
  readonly fault?: string
}

/** A form as an adapter shows it: a {@link FormRequest} with the hints of the command it submits to. */
export interface Form {
  readonly kind: 'form'
  readonly title: string
  readonly intro?: readonly string[]
  /** Whether the paragraphs have to be read before the fields, also where room above them is scarce. */
  readonly isIntroFirst?: boolean
  readonly submit: Call
  readonly fields: readonly Field[]
  /** The name of the key that the form is encrypted with wherever it is stored, as that of an anonymous ballot is. */
  readonly secretUnder?: string
  /** The label of its button, where a platform lets it be chosen; absent from a form that was stored. */
  readonly submitLabel?: string
  /** Whether it is filled in with typed words that the person should check. */
  readonly isToCheck?: boolean
}

/** An error that the caller can act on, shown only to them: what happened, what to do, and what to press instead. */
export interface Refusal {
  readonly kind: 'refusal'
  readonly happened: Text
  readonly remedy: Text
  /** Option name → what is wrong with it, for forms that can show it beside the field. */
  readonly fields: Readonly<Record<string, string>>
  readonly buttons: readonly Button[]
  /** Values of which some of the buttons make the same call with each, for forms in which they can be chosen. */
  readonly instead?: Meanings
  /** The conversation to go to, which the caller sees. */
  readonly where?: Place
  /** Whether the caller read the same a moment ago: it isn't sent again, and only shown where they wait for an answer. */
  readonly isRepeat?: boolean
}

export type Answer = Shown | Form | Refusal

export const show = (view: View): Shown => ({ kind: 'shown', view })

/** The call that a form submits, with the values of its fields. */
export const toCall = ({ submit, fields }: Form): Call => ({
  command: submit.command,
  args: { ...submit.args, ...Object.fromEntries(fields.map(({ name, value }) => [name, value ?? ''])) },
})

/** Whether the caller read the answer a moment ago. */
export const isRepeat = (answer: Answer): boolean => answer.kind === 'refusal' && answer.isRepeat === true

/** The refusal that shows a mistake. */
export function refusalOf({ happened, remedy, help }: UserError): Refusal {
  const { fields = {}, buttons = [], instead, where } = help
  return {
    ...{ kind: 'refusal', happened, remedy, fields, buttons },
    ...(instead !== undefined && { instead: { option: instead.option, values: instead.values } }),
    ...(where !== undefined && { where }),
  }
}
