import { DatabaseSync } from 'node:sqlite'

/** Every record of a database as one line each: collection, id, text; expired ones too. */
export function rowsOf(database: string): readonly string[] {
  const db = new DatabaseSync(database, { readOnly: true })
  try {
    return db
      .prepare('select ns, k, v from record order by ns, k')
      .all()
      .map(({ ns, k, v }) => `${ns} ${k} ${v}`)
  } finally {
    db.close()
  }
}
