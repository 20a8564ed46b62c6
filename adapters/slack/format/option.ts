import type { types } from '@slack/bolt'
import { limits } from './limits.ts'
import { toPlainTextElement } from './text.ts'

/** An entry of a select or of radio buttons. */
export const toOption = (label: string, value: string, meaning?: string): types.PlainTextOption => ({
  text: toPlainTextElement(label, limits.optionText),
  value,
  ...(meaning !== undefined && { description: toPlainTextElement(meaning, limits.optionText) }),
})
