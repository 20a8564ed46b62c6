import { chooseEngine } from './engines/choose-engine.ts'
import { defaultPoolSize, serverTimes } from './engines/server-options.ts'
import { isOrdered } from './ordered.ts'
import { openWrappedKeys } from './wrapped-keys.ts'

/**
 * Wraps every key in the database that a DATABASE_URL names with the first of the outer keys, also while it is in use.
 *
 * @returns how many were wrapped with another.
 * @throws UserError as `openStore`, and if a key is wrapped with none of them.
 */
export async function rotateKeys(url: string, outerKeys: readonly [Buffer, ...Buffer[]]): Promise<number> {
  const engine = await chooseEngine(url, { ...serverTimes, poolSize: defaultPoolSize, warn() {}, isOrdered })
  await engine.open()
  try {
    return await (await openWrappedKeys(engine, outerKeys)).rotate()
  } finally {
    await engine.close()
  }
}
