import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type FormName, forgetForm, keepForm, restoreForm, type Values } from '../kept/forms.ts'
import { focusFirstQuestion } from './use-dialog.ts'

/**
 * Keeps what is changed in a form until it is sent: it is there when the form is opened again, after a reload too.
 *
 * @param name Not one that changes while the form is open.
 */
export function useKeptForm(name: FormName) {
  const form = useRef<HTMLFormElement>(null)
  const initial = useRef<Values>({})
  const [isRestored, setRestored] = useState(false)
  /** How often it was started over: its elements are others each time. */
  const [generation, setGeneration] = useState(0)

  useLayoutEffect(() => {
    if (form.current === null) return
    initial.current = readValues(form.current)
    // The pressed button was removed together with the old fields.
    if (generation > 0) focusFirstQuestion(form.current)
    const restored = restoreForm(name, initial.current)
    if (restored === undefined) return
    writeValues(form.current, restored)
    setRestored(true)
  }, [generation])

  return {
    form,
    generation,
    isRestored,
    /** To be called when a field has changed. */
    keep: () => form.current !== null && keepForm(name, initial.current, readValues(form.current)),
    forget: () => forgetForm(name),
    startOver() {
      forgetForm(name)
      setRestored(false)
      setGeneration(generation + 1)
    },
  }
}

type FieldElement = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const isField = (element: Element): element is FieldElement =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLSelectElement ||
  element instanceof HTMLTextAreaElement

const fieldsOf = (form: HTMLFormElement): readonly FieldElement[] =>
  // A page can't choose a file again.
  [...form.elements].filter(isField).filter(({ name, type }) => name !== '' && type !== 'file')

const isTick = (field: FieldElement): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')

/** Of fields that are not used at present, too. */
function readValues(form: HTMLFormElement): Values {
  const values: Record<string, readonly string[]> = {}
  for (const field of fieldsOf(form)) {
    const others = values[field.name] ?? []
    values[field.name] = isTick(field) && !field.checked ? others : [...others, field.value]
  }
  return values
}

/** Fills in a form as a person would, so that what follows from the values follows. */
function writeValues(form: HTMLFormElement, values: Values): void {
  for (const field of fieldsOf(form)) {
    const [value = '', ...others] = values[field.name] ?? []
    if (isTick(field)) field.checked = [value, ...others].includes(field.value)
    else field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
