const words = { grid: 'Votes by cell. Arrow keys move, Enter opens a cell.' }

/** Makes the nine cells of each grid lead to what the list below says of them: one stop of the keyboard for each grid. */
export function openCells(): void {
  for (const picture of document.querySelectorAll<HTMLElement>('.picture')) makeGrid(picture)
}

function makeGrid(picture: HTMLElement): void {
  const drawing = picture.querySelector('svg')
  const list = picture.parentElement?.querySelector('.cells')
  if (drawing === null || list === null || list === undefined) return
  const { width, height } = drawing.viewBox.baseVal
  const panel = document.createElement('div')
  panel.className = 'panel'
  panel.setAttribute('aria-live', 'polite')
  const grid = withRole('grid', 'over')
  grid.setAttribute('aria-label', words.grid)
  const cells = Array.from({ length: 9 }, (_, i) => {
    const cell = withRole('gridcell', 'cell')
    const entry = list.querySelector(`[data-part="cell-${i}"]`)
    const drawn = drawing.querySelector<SVGGraphicsElement>(`[data-part="cell-${i}"] > rect`)?.getBBox()
    cell.tabIndex = i === 0 ? 0 : -1
    cell.setAttribute('aria-label', entry?.querySelector('p')?.textContent ?? '')
    cell.setAttribute('aria-selected', 'false')
    if (drawn !== undefined)
      Object.assign(cell.style, {
        left: `${(100 * drawn.x) / width}%`,
        top: `${(100 * drawn.y) / height}%`,
        width: `${(100 * drawn.width) / width}%`,
        height: `${(100 * drawn.height) / height}%`,
      })
    cell.addEventListener('click', () => open(i))
    cell.addEventListener('keydown', (event) => press(event, i))
    return cell
  })

  /** Shows what the list says of a cell, as text. */
  function open(chosen: number): void {
    for (const [i, cell] of cells.entries()) cell.setAttribute('aria-selected', String(i === chosen))
    reach(chosen)
    const entry = list?.querySelector(`[data-part="cell-${chosen}"]`)
    panel.replaceChildren(...[...(entry?.childNodes ?? [])].map((node) => node.cloneNode(true)))
  }

  function reach(next: number): void {
    for (const [i, cell] of cells.entries()) cell.tabIndex = i === next ? 0 : -1
    cells[next]?.focus()
  }

  function press(event: KeyboardEvent, at: number): void {
    const next = event.key === 'Enter' || event.key === ' ' ? at : neighbourOf(at, event.key)
    if (next === undefined) return
    event.preventDefault()
    if (next === at) open(at)
    else reach(next)
  }

  for (const row of [0, 1, 2]) {
    const line = withRole('row')
    line.append(...cells.slice(3 * row, 3 * row + 3))
    grid.append(line)
  }
  picture.append(grid)
  picture.after(panel)
}

/** The cell that a key leads to; `undefined` if it leads nowhere. @param at 0–8, row by row. */
function neighbourOf(at: number, key: string): number | undefined {
  const [row, column] = [Math.floor(at / 3), at % 3]
  if (key === 'ArrowUp' && row > 0) return at - 3
  if (key === 'ArrowDown' && row < 2) return at + 3
  if (key === 'ArrowLeft' && column > 0) return at - 1
  if (key === 'ArrowRight' && column < 2) return at + 1
  if (key === 'Home' && column > 0) return 3 * row
  if (key === 'End' && column < 2) return 3 * row + 2
  return undefined
}

function withRole(role: string, kind?: string): HTMLElement {
  const made = document.createElement('div')
  if (kind !== undefined) made.className = kind
  made.setAttribute('role', role)
  return made
}
