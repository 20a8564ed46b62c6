import { noteView } from '../note-view.ts'

/** Replaces a posted answer once a poll is deleted whose paper it named. */
export const outdatedAnswerView = noteView(
  'This answer showed a poll that has been deleted. Share it again to show the rest.',
)
