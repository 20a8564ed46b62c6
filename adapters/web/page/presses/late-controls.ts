/** A control ignores clicks for this long after it came under a resting pointer, in ms: nobody can have meant it. */
const lateMs = 400
/** A pointer that moves no further rests, in px; fingers don't meet the same place twice. */
const restPx = { mouse: 4, touch: 12 }

const controls = 'a, button, summary, label, input, select, textarea, [role="option"]'

/** Where the pointer rests, the control under it, and since when; never if the pointer came to the control. */
interface Rest {
  readonly x: number
  readonly y: number
  readonly control: Element | undefined
  readonly since: number | undefined
}

/**
 * Keeps clicks away from controls that came under a resting pointer a moment ago: the second click of a double click lands on what
 * the first one has brought. Presses of the keyboard always count.
 */
export function ignoreLateControls(): void {
  let rest: Rest | undefined

  const find = (x: number, y: number): Element | undefined =>
    document.elementFromPoint(x, y)?.closest(controls) ?? undefined

  /** @param since When a control that is found under the pointer has come there, if it is another one. */
  function look(since: number | undefined): void {
    if (rest === undefined) return
    const control = find(rest.x, rest.y)
    if (control !== rest.control) rest = { ...rest, control, since }
  }

  /** Once all who keep things in their places have done so. */
  const lookForLate = () => queueMicrotask(() => look(performance.now()))
  /** A control that comes without a change of the page was scrolled there by a person, who means it. */
  const lookForScrolled = () => look(undefined)

  function onPointer({ clientX: x, clientY: y, pointerType }: PointerEvent): void {
    const reach = pointerType === 'touch' ? restPx.touch : restPx.mouse
    if (rest !== undefined && Math.hypot(x - rest.x, y - rest.y) <= reach) lookForScrolled()
    else rest = { x, y, control: find(x, y), since: undefined }
  }

  function onClick(event: MouseEvent): void {
    // A click of the keyboard, or of a script, has no count.
    if (event.detail === 0) return
    lookForScrolled()
    const since = rest?.since
    if (rest?.control === undefined || since === undefined || performance.now() - since >= lateMs) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  for (const type of ['pointermove', 'pointerdown'] as const)
    document.addEventListener(type, onPointer, { capture: true, passive: true })
  document.addEventListener('click', onClick, { capture: true })
  document.addEventListener('scroll', lookForScrolled, { capture: true, passive: true })
  addEventListener('resize', lookForScrolled)
  new MutationObserver(lookForLate).observe(document.body, {
    childList: true,
    attributes: true,
    subtree: true,
  })
}
