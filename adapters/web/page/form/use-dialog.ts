import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { useEscape } from '../presses/escape.ts'

/** Opens a dialog over the page. Once it is closed, the focus is where it was. */
export function useDialog(dialog: RefObject<HTMLDialogElement | null>, onCancel: () => void): void {
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Closing returns the focus to the element that opened the dialog.
    return () => element?.close()
  }, [])
  useEscape('dialog', true, onCancel)
}
