import { useId, useState } from 'preact/hooks'
import type { Call } from '../../../../src/chat/call.ts'
import type { Button, Part } from '../../../../src/chat/view.ts'
import { labels } from '../../labels.ts'
import { Link } from './rich-text.tsx'

/** Makes the call of a pressed control. */
export type Press = (call: Call) => void

export type Row = Extract<Part, { kind: 'buttons' }>

interface ChoicesProps {
  readonly part: Extract<Part, { kind: 'choices' }>
  readonly onPress: Press
}

/** A drop-down list of calls, for more choices than buttons have room for. */
export function Choices({ part, onPress }: ChoicesProps) {
  const id = useId()
  const [chosen, setChosen] = useState(0)
  return (
    <div class="choices">
      <label for={id}>{part.label}</label>
      <select id={id} value={chosen} onChange={({ currentTarget }) => setChosen(currentTarget.selectedIndex)}>
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
          if (call !== undefined) onPress(call)
        }}
      >
        {labels.choose}
      </button>
    </div>
  )
}

interface RowsProps {
  readonly rows: readonly Row[]
  readonly onPress: Press
}

/** Rows of buttons. Adjacent rows of three are aligned in columns, as below the picture of a poll. */
export function ButtonRows({ rows, onPress }: RowsProps) {
  const isTrio = (at: number) => rows[at]?.buttons.length === 3
  return (
    <div class="controls">
      {rows.map(({ buttons }, at) => (
        <div key={at} class={isTrio(at) && (isTrio(at - 1) || isTrio(at + 1)) ? 'row trio' : 'row'}>
          <Buttons buttons={buttons} onPress={onPress} />
        </div>
      ))}
    </div>
  )
}

/** Buttons that make their calls, or lead to an address. */
export function Buttons({ buttons, onPress }: { readonly buttons: Row['buttons']; readonly onPress: Press }) {
  return buttons.map((button) =>
    'url' in button ? (
      <Link key={button.label} url={button.url} class="button">
        {button.label}
      </Link>
    ) : (
      <button
        key={button.label}
        type="button"
        class={`button ${button.style ?? ''}`}
        aria-pressed={button.isChosen}
        onClick={() => onPress(button.call)}
      >
        <Label {...button} />
      </button>
    ),
  )
}

/** A label. If it is an abbreviation, screen readers read its name instead. */
function Label({ label, name }: Pick<Button, 'label' | 'name'>) {
  if (name === undefined) return <>{label}</>
  return (
    <>
      <span aria-hidden="true">{label}</span>
      <span class="hidden">{name}</span>
    </>
  )
}
