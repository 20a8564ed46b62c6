import type { Answers } from '../poll/ballot.ts'

/** Answers whose texts are as people can write them. */
export const withCleanTexts = (answers: Answers): Answers => ({
  ...answers,
  ...(answers.why !== undefined && { why: cleanText(answers.why) }),
  ...(answers.movedBy !== undefined && { movedBy: cleanText(answers.movedBy) }),
})

/** Words as people can write them: in whole characters, and of the control characters those that lay out text. */
const cleanText = (text: string): string => text.toWellFormed().replaceAll(/(?![\t\n\r])\p{Cc}/gu, '')
