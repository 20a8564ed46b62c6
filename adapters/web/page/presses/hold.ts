/** How long a press holds what is around it, in ms, after it and after each answer to it. */
const heldMs = 1000
/** Less than this can't be seen, in px. */
const tolerancePx = 0.5

const controls = 'a, button, summary, label, input, select'

interface Held {
  readonly element: Element
  /** Where its upper edge was on the screen. */
  readonly top: number
}

/** Space that is added to what is scrolled, above and below, in px. */
function createSpace(scroller: HTMLElement, content: HTMLElement) {
  const space = { above: 0, below: 0 }

  function setSpace(above: number, below: number): void {
    if (above === space.above && below === space.below) return
    Object.assign(space, { above, below })
    content.style.paddingBlock = `${above}px ${below}px`
  }

  return {
    space,
    setSpace,

    /** Takes away the added space that is out of sight, which moves nothing that is in sight. */
    dropSpace(): void {
      if (space.above === 0 && space.below === 0) return
      const { scrollTop, scrollHeight, clientHeight } = scroller
      const above = Math.min(space.above, Math.max(space.above - scrollTop, 0))
      const end = scrollHeight - space.below
      const below = Math.min(space.below, Math.max(scrollTop + clientHeight - end, 0))
      const gone = space.above - above
      setSpace(above, below)
      if (gone > 0) scroller.scrollTop = scrollTop - gone
    },
  }
}

/** A control, its message and the message before that. */
function withSubstitutes(control: Element): readonly Element[] {
  const message = control.closest('article')
  const before = message?.closest('li')?.previousElementSibling
  return [control, message, before].filter((element) => element instanceof Element)
}

/**
 * Keeps a pressed control where it is on the screen for a second, whatever opens, arrives or loads: the scroll position gives way.
 * Where there is nothing to scroll, space is added at the end or the beginning, and taken away once it is out of sight.
 *
 * @param scroller Has one child, which holds what is scrolled.
 */
export function createHold(scroller: HTMLElement, content: HTMLElement) {
  /** The pressed control, and its substitutes once it is removed: its message, then the one before. */
  let chain: readonly Held[] = []
  let isHolding = false
  /** Presses whose answer isn't there yet. */
  let unanswered = 0
  /** The scroll position that holds it, in px. */
  let place = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const { space, setSpace, dropSpace } = createSpace(scroller, content)

  /** Whether a person, or their screen reader, has scrolled, rather than the content having become too short. */
  const isScrolled = (): boolean => {
    const { scrollTop, scrollHeight, clientHeight } = scroller
    return Math.abs(scrollTop - place) > 1 && place <= scrollHeight - clientHeight + 1
  }

  function settle(): void {
    if (isHolding && isScrolled()) release()
    const held = isHolding ? chain.find(({ element }) => element.getClientRects().length > 0) : undefined
    if (held === undefined) dropSpace()
    else keepInPlace(held)
  }

  function keepInPlace(held: Held): void {
    const findShift = () => held.element.getBoundingClientRect().top - held.top
    const shift = findShift()
    if (Math.abs(shift) >= tolerancePx) {
      scroller.scrollTop += shift
      const rest = findShift()
      if (rest > tolerancePx) {
        setSpace(space.above, space.below + rest)
        scroller.scrollTop += rest
      } else if (rest < -tolerancePx) setSpace(space.above - rest, space.below)
    }
    place = scroller.scrollTop
  }

  function extend(): void {
    clearTimeout(timer)
    timer = setTimeout(release, heldMs)
  }

  function hold(elements: readonly Element[]): void {
    chain = elements.map((element) => ({ element, top: element.getBoundingClientRect().top }))
    isHolding = true
    place = scroller.scrollTop
    // The browser's own way of keeping the place would look like scrolling.
    scroller.style.overflowAnchor = 'none'
    extend()
  }

  function release(): void {
    isHolding = false
    scroller.style.overflowAnchor = ''
    clearTimeout(timer)
  }

  const observer = new ResizeObserver(settle)
  observer.observe(scroller)
  observer.observe(content)
  const mutations = new MutationObserver(settle)
  mutations.observe(content, { childList: true, characterData: true, subtree: true })
  scroller.addEventListener(
    'scroll',
    () => {
      if (isHolding && isScrolled()) release()
      if (!isHolding) dropSpace()
    },
    { passive: true },
  )
  // A person who scrolls wants to be elsewhere.
  for (const type of ['wheel', 'touchmove', 'keydown'] as const)
    scroller.addEventListener(type, release, { passive: true })
  scroller.addEventListener('pointerdown', ({ target }) => target === scroller && release(), {
    passive: true,
  })

  return {
    /** Holds the control that was pressed, if it was one. */
    holdPressed(target: EventTarget | null): void {
      const control = target instanceof Element ? target.closest(controls) : null
      if (control === null) return
      hold(withSubstitutes(control))
    },

    /** Holds one element. */
    hold: (element: Element) => hold([element]),

    /** Holds what was held last, where it is now. */
    holdAgain: () => hold(chain.map(({ element }) => element).filter((element) => element.isConnected)),

    /** Holds on until the answer to the press is there, and for a second more. */
    async holdUntil(answered: Promise<unknown>): Promise<void> {
      clearTimeout(timer)
      unanswered += 1
      await answered
      unanswered -= 1
      if (isHolding && unanswered === 0) extend()
    },

    /** Whether something is held, so that nothing may scroll by itself. */
    isHolding: (): boolean => isHolding,

    /** Whether the control that was pressed last is not there any more. */
    isPressedGone: (): boolean => chain[0]?.element.isConnected === false,

    /** To be called before the conversation is scrolled to another place. */
    release(): void {
      release()
      setSpace(0, 0)
    },

    end(): void {
      release()
      observer.disconnect()
      mutations.disconnect()
    },
  }
}

export type Hold = ReturnType<typeof createHold>
