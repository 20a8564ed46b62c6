import { getSystemErrorMessage } from 'node:util'

/** The reason why a file can't be opened, read or written, in the system's words; `undefined` for any other fault. */
export function reasonOfSystem(fault: unknown): string | undefined {
  if (!(fault instanceof Error && 'syscall' in fault && 'errno' in fault)) return undefined
  return typeof fault.errno === 'number' ? getSystemErrorMessage(fault.errno) : undefined
}
