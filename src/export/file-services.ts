import type { Limits } from '../limits.ts'
import { manyExports, manyImports } from './errors.ts'
import { createFileLimit } from './file-limit.ts'
import { createPreparedImports } from './prepared-imports.ts'

/** Whatever goes out as a file or comes in as one. */
export const createFileServices = (limits: Pick<Limits, 'exports' | 'imports'>, now: () => number) => ({
  exports: createFileLimit(limits.exports, now, manyExports),
  imports: createFileLimit(limits.imports, now, manyImports),
  preparedImports: createPreparedImports(now),
})
