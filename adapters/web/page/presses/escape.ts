import { useLayoutEffect, useRef } from 'preact/hooks'

/** What Escape closes, the topmost first. */
const layers = ['suggestions', 'dialog', 'picture', 'thread', 'menu'] as const
type Layer = (typeof layers)[number]

const open = new Map<Layer, Set<() => void>>(layers.map((layer) => [layer, new Set()]))

function onKeyDown(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
  const close = layers.map((layer) => [...(open.get(layer) ?? [])].at(-1)).find(Boolean)
  if (close === undefined) return
  event.preventDefault()
  close()
}

/** Closes the layer on Escape, if it is open and nothing is above it. */
export function useEscape(layer: Layer, isOpen: boolean, close: () => void): void {
  const latest = useRef(close)
  latest.current = close
  // With the layer, not after it has been painted: a quick reader presses Escape before that.
  useLayoutEffect(() => {
    if (!isOpen) return
    const run = () => latest.current()
    open.get(layer)?.add(run)
    document.addEventListener('keydown', onKeyDown)
    return () => {
      open.get(layer)?.delete(run)
    }
  }, [layer, isOpen])
}
