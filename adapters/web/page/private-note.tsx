import type { Refusal, Shown as ShownAnswer } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import { Buttons, Shown } from './view.tsx'

/** An answer for one person: it lives in their page until they dismiss it. */
export interface Note {
  readonly key: string
  readonly answer: ShownAnswer | Refusal
}

interface Props {
  readonly note: Note
  readonly perform: (call: Call) => void
  readonly dismiss: () => void
}

export function PrivateNote({ note: { answer }, perform, dismiss }: Props) {
  const isRefusal = answer.kind === 'refusal'
  return (
    <section class="message private" role={isRefusal ? 'alert' : 'status'}>
      <span class="face bot" aria-hidden="true">
        ▦
      </span>
      <div class="content">
        <header>
          <strong>Cruxgrid</strong> <span class="muted">Only you can see this</span>
          <button type="button" class="tool" onClick={dismiss}>
            Dismiss
          </button>
        </header>
        {answer.kind === 'refusal' ? (
          <div class="view">
            <p>
              <strong>{answer.happened}</strong> {answer.remedy}
            </p>
            {answer.buttons.length > 0 && <Buttons buttons={answer.buttons} perform={perform} />}
          </div>
        ) : (
          <Shown view={answer.view} perform={perform} />
        )}
      </div>
    </section>
  )
}
