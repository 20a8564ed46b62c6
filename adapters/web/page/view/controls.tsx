import { useId, useState } from 'preact/hooks'
import type { Call } from '../../../../src/chat/call.ts'
import type { Part } from '../../../../src/chat/view.ts'
import { labels } from '../../labels.ts'
import { useRoving } from '../presses/roving.ts'
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

/**
 * Rows of buttons. Adjacent rows of three are aligned in columns, as below the picture of a poll; three of them mirror the grid,
 * and are one stop of the Tab key.
 */
export function ButtonRows({ rows, onPress }: RowsProps) {
  const isTrio = (at: number) => rows[at]?.buttons.length === 3
  const first = rows.findIndex((_, at) => [at, at + 1, at + 2].every(isTrio))
  const grid = first < 0 || isTrio(first + 3) ? [] : rows.slice(first, first + 3)
  const toRow = (buttons: Row['buttons'], at: number) => (
    <div key={at} class={isTrio(at) && (isTrio(at - 1) || isTrio(at + 1)) ? 'row trio' : 'row'}>
      <Buttons buttons={buttons} onPress={onPress} />
    </div>
  )
  return (
    <div class="controls">
      {rows.map(({ buttons }, at) => {
        if (!grid.some((row) => row === rows[at])) return toRow(buttons, at)
        return at === first && <CellButtons key="cells" rows={grid} onPress={onPress} />
      })}
    </div>
  )
}

/** Three rows of three buttons, in which the arrow keys move. */
function CellButtons({ rows, onPress }: RowsProps) {
  const all = rows.flatMap(({ buttons }) => buttons)
  const { group, item } = useRoving(
    3,
    all.findIndex((button) => 'call' in button && button.isChosen === true),
  )
  return (
    // The keys are those of its buttons, whose events bubble.
    <div role="toolbar" aria-label={labels.cells} tabIndex={-1} class="cells" {...group}>
      {rows.map(({ buttons }, row) => (
        <div key={row} class="row trio">
          {buttons.map((button, column) => (
            <ButtonElement
              key={keyOf(button)}
              button={button}
              stop={item(3 * row + column, all.length)}
              onPress={onPress}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

/** Buttons that make their calls, or lead to an address. */
export const Buttons = ({
  buttons,
  onPress,
}: {
  readonly buttons: Row['buttons']
  readonly onPress: Press
}) => buttons.map((button) => <ButtonElement key={keyOf(button)} button={button} onPress={onPress} />)

/** A button that does something else is another one, though it has the same label: a second click isn't meant for it. */
const keyOf = (button: Row['buttons'][number]): string =>
  'url' in button ? button.label : `${button.label} ${JSON.stringify(button.call)}`

interface ButtonProps {
  readonly button: Row['buttons'][number]
  /** Of a group that is one stop of the Tab key. */
  readonly stop?: object
  readonly onPress: Press
}

function ButtonElement({ button, stop = {}, onPress }: ButtonProps) {
  if ('url' in button)
    return (
      <Link url={button.url} class="button">
        {button.label}
      </Link>
    )
  const { label, name, style = '', isChosen, call } = button
  return (
    <button
      {...stop}
      type="button"
      class={`button ${style}`}
      aria-label={name}
      aria-pressed={isChosen}
      onClick={() => onPress(call)}
    >
      {label}
    </button>
  )
}
