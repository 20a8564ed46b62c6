import { useState } from 'preact/hooks'

/**
 * Makes a group of controls one stop of the Tab key, in which the arrow keys move.
 *
 * @param columns Of the rows in which they stand.
 * @param initial The stop until the focus was in the group.
 */
export function useRoving(columns: number, initial: number) {
  const [stop, setStop] = useState<number>()

  const itemsOf = (group: Element) => [...group.querySelectorAll<HTMLElement>('[data-stop]')]

  return {
    /** For each control of the group. @param at Its place among them. @param count Of the controls. */
    item: (at: number, count: number) => ({
      'data-stop': at,
      tabIndex: at === Math.min(stop ?? Math.max(initial, 0), count - 1) ? 0 : -1,
    }),
    /** For the element that holds them. */
    group: {
      onFocusIn({ currentTarget, target }: FocusEvent) {
        if (!(currentTarget instanceof Element) || !(target instanceof HTMLElement)) return
        const at = itemsOf(currentTarget).indexOf(target)
        if (at >= 0) setStop(at)
      },
      onKeyDown(event: KeyboardEvent) {
        const { currentTarget, target, key } = event
        if (!(currentTarget instanceof Element) || !(target instanceof HTMLElement)) return
        const items = itemsOf(currentTarget)
        const next = stepTo(key, items.indexOf(target), items.length, columns)
        if (next === undefined) return
        event.preventDefault()
        items[next]?.focus()
      },
    },
  }
}

/** The place to which a key leads; `undefined` for other keys, and beyond the edge. */
function stepTo(key: string, at: number, count: number, columns: number): number | undefined {
  if (at < 0) return undefined
  const column = at % columns
  const next = {
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    ArrowLeft: column > 0 ? at - 1 : -1,
    ArrowRight: column < columns - 1 ? at + 1 : -1,
    Home: at - column,
    End: at - column + columns - 1,
    ...(columns === 1 && { ArrowLeft: -1, ArrowRight: -1, Home: 0, End: count - 1 }),
  }[key]
  return next === undefined || next < 0 || next >= count ? undefined : next
}
