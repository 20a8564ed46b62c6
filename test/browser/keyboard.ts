import type { Page } from 'playwright-core'

/** Where the keyboard is. */
export interface Stop {
  /** What a screen reader would call it, roughly; `body` where nothing has the focus. */
  readonly name: string
  /** Whether it is on the screen, not covered, with a mark around it. */
  readonly isVisible: boolean
}

const stop = `(() => {
  const element = document.activeElement
  if (element === null || element === document.body) return { name: 'body', isVisible: false }
  const said = element.cloneNode(true)
  for (const unsaid of said.querySelectorAll('[aria-hidden]')) unsaid.remove()
  const name = element.ariaLabel ?? element.labels?.[0]?.textContent ?? said.textContent
  const { left, top, right, bottom } = element.getBoundingClientRect()
  const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2]
  const shown = document.elementFromPoint(x, y)
  const isOnTop = shown !== null && (element.contains(shown) || shown.contains(element))
  const marks = [element, element.nextElementSibling ?? element, element.parentElement ?? element]
  const isMarked = marks.some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
  })
  return { name: name.trim().replace(/\\s+/g, ' '), isVisible: isOnTop && isMarked }
})()`

export const focusOn = (page: Page): Promise<Stop> => page.evaluate<Stop>(stop)

/** So many stops lead through the longest page of these tests. */
const mostStops = 80

/**
 * Goes through the page with one key until the focus is on what has that name.
 *
 * @returns every stop on the way, that one last.
 * @throws Error when it can't be reached.
 */
export async function walkTo(page: Page, key: string, name: string | RegExp): Promise<readonly Stop[]> {
  const stops: Stop[] = []
  while (stops.length < mostStops) {
    await page.keyboard.press(key)
    const here = await focusOn(page)
    stops.push(here)
    if (typeof name === 'string' ? here.name === name : name.test(here.name)) return stops
  }
  throw new Error(`${key} doesn't lead to ${name}, only to ${stops.map(({ name }) => name).join(', ')}`)
}
