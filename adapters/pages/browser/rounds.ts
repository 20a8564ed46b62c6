import { say } from './say.ts'

const words = { label: 'Round', earlier: 'Earlier round', later: 'Later round' }

/** Shows one round at a time, chosen by a slider; the current one at first. A page with one round is unchanged. */
export function chooseRounds(): void {
  const sections = [...document.querySelectorAll<HTMLElement>('section[data-round]')].toSorted(
    (a, b) => roundOf(a) - roundOf(b),
  )
  const [first] = document.querySelectorAll('section[data-round]')
  if (sections.length < 2 || first === undefined) return

  const slider = document.createElement('input')
  Object.assign(slider, { type: 'range', min: '1', max: String(sections.length), step: '1' })
  slider.setAttribute('aria-label', words.label)
  const earlier = button('←', words.earlier, -1)
  const later = button('→', words.later, 1)
  const name = document.createElement('output')

  function button(text: string, label: string, step: number): HTMLButtonElement {
    const made = document.createElement('button')
    Object.assign(made, { type: 'button', textContent: text })
    made.setAttribute('aria-label', label)
    made.addEventListener('click', () => choose(Number(slider.value) + step))
    return made
  }

  function show(round: number): void {
    slider.value = String(round)
    for (const section of sections) section.hidden = roundOf(section) !== round
    const said = sections[round - 1]?.dataset.said ?? ''
    slider.setAttribute('aria-valuetext', said)
    name.textContent = said
    earlier.disabled = round === 1
    later.disabled = round === sections.length
  }

  /** The summary of a round that people chose is read out. */
  function choose(round: number): void {
    show(round)
    say(sections[round - 1]?.querySelector('.headline')?.textContent ?? '')
  }

  slider.addEventListener('input', () => choose(Number(slider.value)))
  const row = document.createElement('div')
  row.className = 'rounds'
  row.append(earlier, slider, later, name)
  first.before(row)
  const [, asked] = /^#round-(\d+)$/.exec(location.hash) ?? []
  show(Number(asked) >= 1 && Number(asked) < sections.length ? Number(asked) : sections.length)
}

const roundOf = (section: HTMLElement): number => Number(section.dataset.round)
