import { expect } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { chooseEngine } from '../../src/store/engines/choose-engine.ts'
import type { RecordEngine } from '../../src/store/engines/engine.ts'
import { serverTimes } from '../../src/store/engines/server-options.ts'
import { isOrdered } from '../../src/store/ordered.ts'
import type { OpenedEngine } from '../contracts/engine-contract.ts'

/** The engine of a server's database, as the program has it; not open yet. @param warn Takes what the operator is told. */
export const engineAt = (url: string, warn: (message: string) => void = () => {}): Promise<RecordEngine> =>
  chooseEngine(url, { ...serverTimes, poolSize: 10, isOrdered, warn })

/** A server's database as the engine contract wants it. @param empty Removes everything in it. */
export async function openEngine(url: string, empty: () => Promise<unknown>): Promise<OpenedEngine> {
  await empty()
  const opened: RecordEngine[] = []
  const again = async () => {
    const engine = await engineAt(url)
    opened.push(engine)
    await engine.open()
    return engine
  }
  return {
    engine: await again(),
    again,
    url,
    [Symbol.asyncDispose]: async () => {
      for (const engine of opened) await engine.close()
    },
  }
}

/** An empty database on a server of its own, which ends with it. */
export async function openOnNew(
  starting: Promise<AsyncDisposable & { readonly url: string }>,
): Promise<OpenedEngine> {
  const server = await starting
  const db = await openEngine(server.url, async () => {})
  return {
    ...db,
    [Symbol.asyncDispose]: async () => {
      await db[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** What the operator is told about a database that can't be used. */
export async function refusalAt(url: string): Promise<string> {
  try {
    const engine = await engineAt(url)
    await engine.open()
    await engine.close()
    return 'It was opened.'
  } catch (fault) {
    expect(fault).toBeInstanceOf(UserError)
    return String(fault)
  }
}
