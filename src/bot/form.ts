import type { Field, Form, FormRequest, TypedValues } from '../chat/answer.ts'
import { understoodLine } from '../views/understood.ts'
import type { Command } from './command.ts'
import { findFaults, findUnknownValues } from './faults.ts'
import { ownZoneHints } from './own-zone.ts'

/**
 * The form that a command asks for, with the hints of its fields: those of the command it submits to. Fields with a value that
 * can't be used come first, then those with a typed value, those that must be filled in, and the others.
 *
 * @param now In ms since 1970.
 */
export function createForm(asked: FormRequest, command: Command | undefined, now: number): Form {
  const { title, intro = [], isIntroFirst, submit, ask, values, notes = {}, hints: own } = asked
  const { secretUnder, typed, labels = {} } = asked
  const shownTitle = title ?? command?.form?.title
  if (command === undefined || shownTitle === undefined) throw new Error(`${submit.command} has no form`)
  const found = { ...(typed && findFaults(command, typed.args, now)), ...typed?.faults }
  const hints = { ...command.hints, ...ownZoneHints, ...own }
  const unknown = findUnknownValues(command, typed?.left ?? '')
  const faults: Readonly<Record<string, string>> = { ...unknown, ...found }
  const fields = ask.map((name) => {
    const hint = hints[name]
    if (hint === undefined) throw new Error(`${submit.command} has no option ${name}`)
    const [value, note, fault] = [values[name], notes[name], faults[name]]
    // How it is typed is of no use in a form.
    const { typing: _, ...shown } = hint
    return {
      name,
      hint: { ...shown, label: labels[name] ?? shown.label },
      ...(value !== undefined && { value }),
      ...(note !== undefined && { note }),
      ...(fault !== undefined && { fault }),
    }
  })
  const line = typed && lineOf(typed, command.hints, found)
  const paragraphs = line ? [...intro, line] : intro
  return {
    kind: 'form',
    title: shownTitle,
    ...(command.form !== undefined && { submitLabel: command.form.submit }),
    ...(paragraphs.length > 0 && { intro: paragraphs }),
    ...((isIntroFirst === true || fields.some(({ fault }) => fault !== undefined)) && { isIntroFirst: true }),
    submit,
    fields: fields.toSorted((a, b) => rankOf(a, asked) - rankOf(b, asked)),
    ...(secretUnder !== undefined && { secretUnder }),
    ...(line && { isToCheck: true }),
  }
}

/** How early a field comes: a platform may have room for only the first five, and asks for the others later. */
function rankOf({ name, hint, value = '', fault }: Field, { typed, hints: own }: FormRequest): number {
  if (fault !== undefined) return 0
  // A field that only this form has is about words that were typed.
  if (typed?.args[name] !== undefined || own?.[name] !== undefined) return 1
  return hint.required && value === '' ? 2 : 3
}

/** The understood words, the left-over ones, and the values that can't be used, in one line. */
function lineOf(
  { args, left }: TypedValues,
  hints: Command['hints'],
  faults: Readonly<Record<string, string>>,
): string {
  const understood = Object.fromEntries(Object.entries(args).filter(([name]) => faults[name] === undefined))
  return [understoodLine(understood, hints, left), ...Object.values(faults)].filter(Boolean).join(' ')
}
