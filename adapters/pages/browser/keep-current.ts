import { say } from './say.ts'

const pauseMs = 15_000

/**
 * Asks for the page again while its poll is open and people look at it. It is put in place only if it has changed and
 * nobody is using it: nothing moves under a pointer or away from the keyboard.
 *
 * To be called before anything changes the page.
 *
 * @param onReplaced Called after it was put in place.
 */
export function keepCurrent(onReplaced: () => void): void {
  let shown = contentOf(document)

  async function look(): Promise<void> {
    const response = await fetch(location.pathname)
    if (!response.ok) return
    const next = new DOMParser().parseFromString(await response.text(), 'text/html')
    const main = document.querySelector('main')
    const content = contentOf(next)
    if (main === null || content === shown || main.contains(document.activeElement)) return
    shown = content
    const open = [...main.querySelectorAll('details')].map((one) => one.open)
    main.replaceChildren(...(next.querySelector('main')?.childNodes ?? []))
    for (const [i, details] of main.querySelectorAll('details').entries()) details.open = open[i] === true
    say(main.querySelector('.headline')?.textContent ?? '')
    onReplaced()
  }

  setInterval(() => {
    const isOpen = document.querySelector('.state.open') !== null
    // A request that fails is repeated after the next pause.
    if (isOpen && document.visibilityState === 'visible') look().catch(() => {})
  }, pauseMs)
}

/** The page as the server sent it. */
const contentOf = (page: Document): string => page.querySelector('main')?.innerHTML ?? ''
