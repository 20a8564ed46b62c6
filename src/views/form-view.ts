import type { Form } from '../chat/answer.ts'
import type { Call } from '../chat/call.ts'
import type { View } from '../chat/view.ts'
import { noteView } from './note-view.ts'

/** Stands in for a form where none can be opened without a press. Words that were typed are named above its button. */
export const openFormView = (call: Call, form?: Form): View =>
  noteView(form?.isToCheck === true ? (form.intro ?? []).join('\n') : 'This needs a form.', [
    { label: 'Open the form', style: 'primary', call },
  ])

/** After a step of a form that is not the last: its button makes the call. @param label Of that button. */
export const sendFormView = (call: Call, label: string): View =>
  noteView('Nothing was posted yet. The form has more of what you typed.', [
    { label, style: 'primary', call },
  ])

/** The form with a last sentence above the fields, if it is to be checked. @param button The one that sends it. */
export function withCheckLine(form: Form, button: string): Form {
  if (form.isToCheck !== true) return form
  const line = `Check the form, then press ${button}.`
  const { intro = [] } = form
  return { ...form, intro: [...intro.slice(0, -1), `${intro.at(-1) ?? ''} ${line}`.trim()] }
}
