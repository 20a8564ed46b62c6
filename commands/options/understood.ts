import { optional, text, typed } from '../../src/chat/option.ts'

/** The typed words that were not understood, in commands that open a form of their own. */
export const leftOption = typed(optional(text('Words that were not understood', 20_000)), { isHidden: true })

/** Option name → what is wrong with its typed value, as in an address. */
export const faultsOption = typed(optional(text('Values that cannot be used', 20_000)), { isHidden: true })

/** Reads the faults. */
export const readFaults = (faults = ''): Readonly<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(faults))
