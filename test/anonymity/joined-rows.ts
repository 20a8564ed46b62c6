import { rowsOf } from '../store/rows.ts'

/** What a ballot is made of, as forms, calls and records name it. */
const answers =
  /Zq7words|\b(?:approach|case|applications|confidence|why|goal|tractable|moved|movedBy|stance)\b/

/** The records that name a person beside the answers of a ballot, or beside words that begin with `Zq7words`. */
export const joinedRows = (database: string, person: string): readonly string[] =>
  rowsOf(database).filter((row) => row.includes(person) && answers.test(row))
