import type { TakeRecords } from './engine.ts'
import type { Session } from './postgres-pool.ts'

const pageSize = 500
/** The first answer may take long: everything is counted, and perhaps sorted. */
const answerMs = 600_000

/** The caller may take the records slowly: nothing waits for this transaction. */
const beginning = `
  begin isolation level repeatable read read only;
  set local idle_in_transaction_session_timeout = 0;
  set local statement_timeout = ${answerMs};
  declare everything no scroll cursor for select ns, k, v, expires from cruxgrid.record order by ns, k`

/** Every record as it was when the transaction began. */
export async function readAllOf({ query }: Session, take: TakeRecords): Promise<void> {
  await query(beginning, 'unchanged', answerMs)
  const counted = await query('select count(*) as records from cruxgrid.record', 'unchanged', answerMs)
  const total = Number(counted.rows[0]?.records)
  for (;;) {
    const { rows } = await query(`fetch ${pageSize} from everything`, 'unchanged', answerMs)
    if (rows.length === 0) break
    const records = rows.map(({ ns, k, v, expires }) => ({
      collection: String(ns),
      id: String(k),
      text: String(v),
      ...(expires !== null && { expires: Number(expires) }),
    }))
    await take(records, total)
  }
  await query('commit')
}
