import { type ComponentChild, h } from 'preact'
import { useState } from 'preact/hooks'
import type { Drawing, Picture } from '../../../src/chat/view.ts'

/** A drawing as elements of the page, in the reader's colours: `@ink` is what the style sheet says ink is. */
function toElement({ tag, attributes, children }: Drawing, key: number): ComponentChild {
  const coloured = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'string' && value.startsWith('@') ? `var(--grid-${value.slice(1)})` : value,
    ]),
  )
  const inside = children.map((child, i) => (typeof child === 'string' ? child : toElement(child, i)))
  return h(tag, { ...coloured, key }, ...inside)
}

const partOf = (event: Event): string | undefined => {
  const element = event.target instanceof Element ? event.target.closest('[data-part]') : null
  return element?.getAttribute('data-part') ?? undefined
}

/** The live picture: pointing at a part, reaching it with the keyboard or tapping it tells what is in it. */
export function LivePicture({ picture }: { picture: Picture }) {
  const [part, setPart] = useState<string>()
  const detail = picture.details.find((detail) => detail.part === part)
  const open = (event: Event) => setPart(partOf(event) ?? part)
  return (
    <figure
      class="picture"
      onPointerOver={open}
      onFocusIn={open}
      onClick={open}
      onKeyDown={(event) => event.key === 'Escape' && setPart(undefined)}
    >
      <svg
        viewBox={`0 0 ${picture.width} ${picture.height}`}
        role="group"
        aria-label={picture.alt}
        xmlns="http://www.w3.org/2000/svg"
      >
        {toElement(picture.drawing, 0)}
      </svg>
      <figcaption aria-live="polite">
        {detail === undefined ? (
          <span class="muted">Point at a cell, or reach it with Tab, to see what is in it.</span>
        ) : (
          <>
            <strong>{detail.name}</strong>
            {detail.lines.length > 0 && (
              <ul>
                {detail.lines.map((line, i) => (
                  <li key={i}>{line}</li>
                ))}
              </ul>
            )}
          </>
        )}
      </figcaption>
    </figure>
  )
}
