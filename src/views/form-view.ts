import type { Form } from '../chat/answer.ts'
import type { Call } from '../chat/call.ts'
import type { View } from '../chat/view.ts'
import { noteView } from './note-view.ts'

/** Stands in for a form where none can be opened without a press. Words that were typed are named above its button. */
export const openFormView = (call: Call, form?: Form): View =>
  noteView(form?.isToCheck === true ? (form.intro ?? []).join('\n') : 'This needs a form.', [
    { label: 'Open the form', style: 'primary', call },
  ])
