import { counted } from '../../chat/text.ts'
import type { View } from '../../chat/view.ts'
import { confirmView } from './confirm-view.ts'

/** Asks before every poll that the caller manages becomes one file. @param polls How many it holds. */
export const exportQuestion = (polls: number, format: string): View =>
  confirmView(
    `This file holds ${counted(polls, 'poll')} from the channels that you manage, with names where they are shown.`,
    [{ label: 'Download', call: { command: 'export', args: { paper: 'all', format, sure: 'yes' } } }],
  )
