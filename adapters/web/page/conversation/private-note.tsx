import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Refusal, Shown as ShownAnswer } from '../../../../src/chat/answer.ts'
import type { Call } from '../../../../src/chat/call.ts'
import { labels } from '../../labels.ts'
import { Buttons } from '../view/controls.tsx'
import { RichText } from '../view/rich-text.tsx'
import { ViewElement } from '../view/view.tsx'

/** An answer for one person, kept in their page until they dismiss it. */
export interface Note {
  /** The next answer with the same key replaces it. */
  readonly key: string
  /** The id of the message it is shown below; without one it is shown at the beginning. */
  readonly after: string | undefined
  readonly typed: string | undefined
  readonly answer: ShownAnswer | Refusal
}

interface Props {
  readonly note: Note
  readonly onPress: (call: Call) => void
  readonly onDismiss: () => void
}

export function PrivateNote({ note: { key, typed, answer }, onPress, onDismiss }: Props) {
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    // The element that had the focus may have been removed with the previous answer.
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true })
  }, [answer])
  useLayoutEffect(() => {
    const note = place.current
    return () => moveFocusOut(note)
  }, [])
  return (
    <article ref={place} class="note" tabIndex={-1} data-note={key} aria-label={labels.private}>
      <header>
        <span class="note-mark">{labels.private}</span>
        <button type="button" class="tool" onClick={onDismiss}>
          {labels.dismiss}
        </button>
      </header>
      {typed !== undefined && <p class="typed">{typed}</p>}
      {answer.kind === 'shown' ? (
        <ViewElement view={answer.view} onPress={onPress} />
      ) : (
        <div class="view" role="alert">
          <p>
            <strong>
              <RichText text={answer.happened} />
            </strong>{' '}
            <RichText text={answer.remedy} />{' '}
            {answer.where !== undefined && <RichText text={{ place: answer.where }} />}
          </p>
          {answer.buttons.length > 0 && (
            <div class="row">
              <Buttons buttons={answer.buttons} onPress={onPress} />
            </div>
          )}
        </div>
      )}
    </article>
  )
}

/** Moves the focus out of a note before it is removed: to the last control above it, or to the conversation. */
function moveFocusOut(note: HTMLElement | null): void {
  if (note?.contains(document.activeElement) !== true) return
  const before = note.closest('li')?.previousElementSibling
  const near = before && [...before.querySelectorAll<HTMLElement>('a, button')].at(-1)
  const target = near ?? note.closest<HTMLElement>('[tabindex="0"]')
  target?.focus({ preventScroll: true })
}
