import type { View } from '../chat/view.ts'
import type { Paper } from '../paper/paper.ts'
import { noteView } from './note-view.ts'

/** The message to the opener of an anonymous poll whose key was lost. */
export const keyLostView = ({ title }: Paper): View =>
  noteView(
    `Your anonymous poll on “${title}” was closed and sealed: the file with its key is lost, ` +
      'so nobody could be kept from voting twice. What it showed stays.',
  )
