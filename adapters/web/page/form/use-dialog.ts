import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { useEscape } from '../presses/escape.ts'

/** Opens a dialog over the page, with the focus in its first question. Once it is closed, the focus is where it was. */
export function useDialog(dialog: RefObject<HTMLDialogElement | null>, onCancel: () => void): void {
  useLayoutEffect(() => {
    const element = dialog.current
    if (element === null) return
    element.showModal()
    focusFirstQuestion(element)
    // Closing returns the focus to the element that opened the dialog.
    return () => element.close()
  }, [])
  useEscape('dialog', true, onCancel)
}

/** Moves the focus to the first field of a form; of radio buttons, to the one that is chosen. */
export function focusFirstQuestion(form: HTMLElement): void {
  const first = form.querySelector<HTMLInputElement>('input, select, textarea')
  const chosen = first?.name && form.querySelector<HTMLElement>(`[name="${CSS.escape(first.name)}"]:checked`)
  const target = chosen || first
  target?.focus()
}
