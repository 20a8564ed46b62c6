import type { Store } from '../../store/store.ts'
import { createAsking } from './asking.ts'
import { createQuestionData } from './question-data.ts'
import { createQuestionStore } from './question-store.ts'

interface Deps
  extends Omit<Parameters<typeof createAsking>[0], 'questions' | 'store'>,
    Omit<Parameters<typeof createQuestionData>[0], 'questions'> {
  /** Where the questions are. */
  readonly records: Store
}

/** The questions that people ask for sessions. */
export function createQuestions({ records, ...deps }: Deps) {
  const questions = createQuestionStore(records)
  return {
    list: questions.list,
    ...createAsking({ ...deps, questions }),
    ...createQuestionData({ ...deps, questions }),
  }
}
