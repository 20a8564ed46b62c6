import type { RecordEngine } from './engines/engine.ts'
import { isStorageFault } from './engines/storage-error.ts'

export type Operation = 'read' | 'write' | 'transact'

/** Called after each operation with the time it took in seconds, and whether it failed. */
export type OnOperation = (operation: Operation, seconds: number, hasFailed: boolean) => void

/** Times what people wait for. A transaction that a domain error ended has not failed. */
export function timeOperations(engine: RecordEngine, onOperation: OnOperation): RecordEngine {
  async function timed<Result>(operation: Operation, work: () => Promise<Result>): Promise<Result> {
    const start = performance.now()
    const end = (hasFailed: boolean) => onOperation(operation, (performance.now() - start) / 1000, hasFailed)
    try {
      const result = await work()
      end(false)
      return result
    } catch (fault) {
      end(isStorageFault(fault))
      throw fault
    }
  }

  return {
    ...engine,
    read: (keys) => timed('read', () => engine.read(keys)),
    write: (changes) => timed('write', () => engine.write(changes)),
    transact: (scope, keys, decide) => timed('transact', () => engine.transact(scope, keys, decide)),
  }
}
