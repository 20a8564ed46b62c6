import { marks, type Part, partsIn, type State } from './optional-answers.ts'
import { shownIn } from './optional-answers-table.ts'

/** A part that stands in a place where the table hides it, or is missing from one where the table shows it. */
export interface Mismatch {
  readonly part: Part
  readonly place: string
  readonly is: 'shown' | 'missing'
}

/** Where what was read in a state differs from the table. */
export function mismatchesIn(state: State, read: Readonly<Record<string, string>>): readonly Mismatch[] {
  return (Object.keys(marks) as Part[]).flatMap((part) => {
    const table = shownIn[state][part] ?? []
    const places = new Set([...Object.keys(read), ...table])
    return [...places].flatMap((place): readonly Mismatch[] => {
      const isShown = partsIn(read[place] ?? '').includes(part)
      return isShown === table.includes(place) ? [] : [{ part, place, is: isShown ? 'shown' : 'missing' }]
    })
  })
}
