import { text } from '../../src/chat/option.ts'

/** Which change of a ballot a button is about. It says nothing of the answers. */
export const changeOption = text('Change', 20)
