import { useId, useState } from 'preact/hooks'
import type { Call } from '../../../src/chat/call.ts'
import type { Button, Part } from '../../../src/chat/view.ts'

/** Makes the call of what was pressed. */
export type Press = (call: Call) => void

export type Row = Extract<Part, { kind: 'buttons' }>

interface ChoicesProps {
  readonly part: Extract<Part, { kind: 'choices' }>
  readonly press: Press
}

/** A list of calls, for more than buttons could hold. */
export function Choices({ part, press }: ChoicesProps) {
  const id = useId()
  const [chosen, choose] = useState(0)
  return (
    <div class="choices">
      <label for={id}>{part.label}</label>
      <select id={id} value={chosen} onChange={({ currentTarget }) => choose(currentTarget.selectedIndex)}>
        {part.choices.map(({ label }, at) => (
          <option key={at} value={at}>
            {label}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="button"
        onClick={() => {
          const call = part.choices[chosen]?.call
          if (call !== undefined) press(call)
        }}
      >
        Go
      </button>
    </div>
  )
}

interface RowsProps {
  readonly rows: readonly Row[]
  readonly press: Press
}

/** Rows of buttons. Several rows of three stand in columns, as under the picture of a poll. */
export function ButtonRows({ rows, press }: RowsProps) {
  const isTrio = (at: number) => rows[at]?.buttons.length === 3
  return (
    <div class="controls">
      {rows.map(({ buttons }, at) => (
        <div key={at} class={isTrio(at) && (isTrio(at - 1) || isTrio(at + 1)) ? 'row trio' : 'row'}>
          <Buttons buttons={buttons} press={press} />
        </div>
      ))}
    </div>
  )
}

/** Buttons that make their calls. */
export function Buttons({ buttons, press }: { readonly buttons: readonly Button[]; readonly press: Press }) {
  return buttons.map(({ label, call, style }) => (
    <button key={label} type="button" class={`button ${style ?? ''}`} onClick={() => press(call)}>
      {label}
    </button>
  ))
}
