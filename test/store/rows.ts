import { DatabaseSync } from 'node:sqlite'

/** When the records of collections with that name expire, in ms since 1970. */
export function expiriesOf(database: string, name: string): readonly number[] {
  const db = new DatabaseSync(database, { readOnly: true })
  try {
    const rows = db.prepare('select expires from record where ns = ? or ns like ?').all(name, `${name}/%`)
    return rows.map(({ expires }) => (typeof expires === 'number' ? expires : Number.POSITIVE_INFINITY))
  } finally {
    db.close()
  }
}

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
