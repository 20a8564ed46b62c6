import { type ComponentChildren, h, type VNode } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Drawing, Picture } from '../../../../src/chat/view.ts'
import { useEscape } from '../presses/escape.ts'

/** Parts are listed row by row; those below the grid come last. */
const partsPerRow = 3

/** Attributes by which a part of a drawing is reached with the keyboard and read out, left out. */
const unreached = { tabindex: undefined, role: undefined, 'aria-label': undefined }

type Detail = Picture['details'][number]

interface Props {
  readonly picture: Picture
  /** Whether its parts are reached with the keyboard; else it is one image, with words that say the same beside it. */
  readonly isExplorable: boolean
}

/** A picture that shows details of its parts on pointing, tapping, or with the arrow keys. */
export function InteractivePicture({ picture, isExplorable }: Props) {
  const { alt, width, height, drawing, details, hint } = picture
  const [chosen, setChosen] = useState<string | undefined>()
  const [stop, setStop] = useState(details[0]?.part)
  const panel = useId()
  const detail = details.find(({ part }) => part === chosen)
  useEscape('picture', detail !== undefined, () => setChosen(undefined))

  /** The Tab key stops at one part only; from there the arrow keys move through the others. */
  function move(event: KeyboardEvent, part: string): void {
    const step = { ArrowRight: 1, ArrowDown: partsPerRow, ArrowLeft: -1, ArrowUp: -partsPerRow }[event.key]
    if (step === undefined || !(event.currentTarget instanceof Element)) return
    const at = details.findIndex((one) => one.part === part) + step
    const next = details[Math.min(at, details.length - 1)]
    if (next === undefined) return
    event.preventDefault()
    const figure = event.currentTarget.closest('figure')
    const target = figure?.querySelector(`[data-part="${CSS.escape(next.part)}"]`)
    if (target instanceof SVGElement) target.focus()
  }

  const toPartProps = (part: string): Record<string, unknown> | undefined => {
    const detail = details.find((one) => one.part === part)
    const pointed = {
      class: 'part',
      onPointerEnter: () => setChosen(part),
      onClick: () => setChosen(part),
    }
    if (!isExplorable) return detail === undefined ? unreached : { ...unreached, ...pointed }
    if (detail === undefined) return undefined
    return {
      ...pointed,
      tabindex: part === (stop ?? details[0]?.part) ? 0 : -1,
      'aria-label': detail.name,
      onFocus: () => {
        setStop(part)
        setChosen(part)
      },
      onKeyDown: (event: KeyboardEvent) => move(event, part),
    }
  }

  const isGroup = isExplorable && details.length > 0
  return (
    <figure
      class="picture"
      onPointerLeave={() => setChosen(undefined)}
      onFocusOut={() => setChosen(undefined)}
    >
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role={isGroup ? 'group' : 'img'}
        aria-label={alt}
        aria-describedby={isGroup ? panel : undefined}
      >
        {drawing.tag === 'svg'
          ? drawing.children.map((child) => toElement(child, toPartProps))
          : toElement(drawing, toPartProps)}
      </svg>
      {details.length > 0 && (
        <figcaption aria-hidden={!isExplorable}>
          <div id={panel} class="details" role={isExplorable ? 'status' : undefined}>
            {detail === undefined ? <p class="muted">{hint}</p> : <Lines detail={detail} />}
          </div>
        </figcaption>
      )}
    </figure>
  )
}

function Lines({ detail: { name, lines } }: { readonly detail: Detail }) {
  return (
    <>
      <strong>{name}</strong>
      {lines.length > 0 && (
        <ul>
          {lines.map((line, at) => (
            <li key={at}>{line}</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** A drawing as elements. Its colours are roles, which the style sheet defines for the light and the dark theme. */
function toElement(
  drawing: Drawing | string,
  toPartProps: (part: string) => Record<string, unknown> | undefined,
): VNode | string {
  if (typeof drawing === 'string') return drawing
  const { tag, attributes, children } = drawing
  const part = toPartProps(String(attributes['data-part'] ?? ''))
  const colours = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, toCssColour(value)]),
  )
  const content: ComponentChildren = children.map((child) => toElement(child, toPartProps))
  // The picture's description has the same words; read out one by one they would be noise.
  const hiddenText = tag === 'text' ? { 'aria-hidden': 'true' } : {}
  return h(tag, { ...hiddenText, ...colours, ...part }, content)
}

const toCssColour = (value: string | number): string | number =>
  typeof value === 'string' && value.startsWith('@') ? `var(--grid-${value.slice(1)})` : value
