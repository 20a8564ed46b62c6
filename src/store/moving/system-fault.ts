import { getSystemErrorMessage } from 'node:util'

/** What the system says of a file that it can't open, read or write; `undefined` if it is another fault. */
export function reasonOfSystem(fault: unknown): string | undefined {
  if (!(fault instanceof Error && 'syscall' in fault && 'errno' in fault)) return undefined
  return typeof fault.errno === 'number' ? getSystemErrorMessage(fault.errno) : undefined
}
