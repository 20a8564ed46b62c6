import { openCells } from './cells.ts'
import { keepCurrent } from './keep-current.ts'
import { chooseRounds } from './rounds.ts'

// Optional: without it, the page has every round, as it was when it was loaded.
keepCurrent(addControls)
addControls()

function addControls(): void {
  openCells()
  chooseRounds()
}
