import { keepCurrent } from './keep-current.ts'
import { chooseRounds } from './rounds.ts'

// What a page has without a script stays: this only makes it shorter, and keeps it true.
keepCurrent(chooseRounds)
chooseRounds()
