import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { createClient } from 'redis'

/** What a vote writes at least: the poll's head and one ballot, as long as the stored ones. */
export interface BareVote {
  readonly head: string
  readonly voter: string
  readonly ballot: string
}

/** Writes one vote in a transaction, by nothing but the database's client. */
export interface BareVotes {
  cast(vote: BareVote): Promise<void> | void
  close(): Promise<void> | void
}

/** With the pragmas that the product's file has. */
export function openBareSqlite(file: string): BareVotes {
  const database = new DatabaseSync(file)
  database.exec(`
    pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;
    create table record (ns text, k text, v text, primary key (ns, k)) without rowid
  `)
  const [begin, commit] = [database.prepare('begin immediate'), database.prepare('commit')]
  const upsert = database.prepare(
    'insert into record (ns, k, v) values (?, ?, ?) on conflict do update set v = excluded.v',
  )
  return {
    cast({ head, voter, ballot }) {
      begin.run()
      upsert.run('poll', 'head', head)
      upsert.run('ballot', voter, ballot)
      commit.run()
    },
    close: () => database.close(),
  }
}

/** One connection and four statements a vote. */
export async function openBarePostgres(url: string): Promise<BareVotes> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('create table bare (ns text, k text, v text, primary key (ns, k))')
  const upsert =
    'insert into bare (ns, k, v) values ($1, $2, $3) on conflict (ns, k) do update set v = excluded.v'
  return {
    async cast({ head, voter, ballot }) {
      await client.query('begin')
      await client.query(upsert, ['poll', 'head', head])
      await client.query(upsert, ['ballot', voter, ballot])
      await client.query('commit')
    },
    close: () => client.end(),
  }
}

/** One connection, and MULTI … EXEC sent as one. */
export async function openBareRedis(url: string): Promise<BareVotes> {
  const client = createClient({ url, RESP: 2 })
  await client.connect()
  return {
    async cast({ head, voter, ballot }) {
      await client.multi().hSet('bare:poll', 'head', head).hSet('bare:ballot', voter, ballot).exec()
    },
    close: () => client.close(),
  }
}
