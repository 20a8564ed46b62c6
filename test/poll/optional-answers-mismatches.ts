import { marks, type Part, partsIn } from './optional-answers.ts'

/** A part that stands in a place where a table hides it, or is missing from one where the table shows it. */
export interface Mismatch {
  readonly part: Part
  readonly place: string
  readonly is: 'shown' | 'missing'
}

/** Where what was read in a state differs from its row in a table. */
export function mismatchesIn(
  row: Partial<Readonly<Record<Part, readonly string[]>>>,
  read: Readonly<Record<string, string>>,
): readonly Mismatch[] {
  return (Object.keys(marks) as Part[]).flatMap((part) => {
    const table = row[part] ?? []
    const places = new Set([...Object.keys(read), ...table])
    return [...places].flatMap((place): readonly Mismatch[] => {
      const isShown = partsIn(read[place] ?? '').includes(part)
      return isShown === table.includes(place) ? [] : [{ part, place, is: isShown ? 'shown' : 'missing' }]
    })
  })
}
