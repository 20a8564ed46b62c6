import type { View } from '../chat/view.ts'
import type { Paper } from '../paper/paper.ts'
import { noteView } from './note-view.ts'

/** The message to the opener of an anonymous poll whose key was lost. */
export const keyLostView = ({ title }: Paper): View =>
  noteView(
    `I closed and sealed your anonymous poll on “${title}”. The file with its key is lost, ` +
      'so people could have voted twice. The results that it showed stay.',
  )
