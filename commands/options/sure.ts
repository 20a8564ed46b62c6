import { flag, typed } from '../../src/chat/option.ts'
import { roundOption } from './round.ts'

/** Whether the question before an act was answered: only the button of `confirmView` says so. */
export const sureOption = typed(flag("Don't ask first"), { isHidden: true })

/** The round that the question before an act was about. */
export const roundAskedOption = typed(roundOption, { isHidden: true })
