import { text } from '../../src/chat/option.ts'

/** The change of a ballot that a button is about, by an id that reveals no answers. */
export const changeOption = text('Change', 20)
