import type { View } from '../chat/view.ts'
import type { Paper } from '../paper/paper.ts'
import { noteView } from './note-view.ts'

/** Tells the opener of an anonymous poll that its key was lost. */
export const keyLostView = ({ title }: Paper): View =>
  noteView(
    `Your anonymous poll on “${title}” was closed and sealed: the file with its key is lost, ` +
      'so nobody could be kept from voting twice. What it showed stays.',
  )
