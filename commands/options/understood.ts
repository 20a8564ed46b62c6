import { optional, text, typed } from '../../src/chat/option.ts'

/** The typed words that were not understood, in commands that open a form of their own. */
export const leftOption = typed(optional(text('Words that were not understood', 20_000)), { isHidden: true })
