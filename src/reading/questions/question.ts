import { z } from 'zod'
import { Person } from '../../chat/caller.ts'
import { toLine } from '../../paper/clean-title.ts'
import { PaperId } from '../../paper/paper.ts'
import type { Kind } from '../../store/record.ts'

/** In characters. */
export const maxQuestion = 200
/** About one paper, of one person. */
export const maxQuestions = 5

export const QuestionId = z
  .string()
  .regex(/^q_[a-z0-9]{10}$/)
  .brand<'QuestionId'>()
export type QuestionId = z.infer<typeof QuestionId>

/** A person in one question: their id or, in a question without names, a keyed id that leads to nobody without the key. */
export const AskerId = z.string().brand<'AskerId'>()
export type AskerId = z.infer<typeof AskerId>

export const Question = z
  .object({
    v: z.literal(1),
    id: QuestionId,
    paper: PaperId,
    text: z.string(),
    /** Whether nobody's name is kept with it. */
    isAnonymous: z.literal(true).optional(),
    /** Who asked it, with their name; absent once that person was erased, and where no names are kept. */
    by: Person.optional(),
    /** Who asked it, where no names are kept; absent once that person was erased. */
    asker: AskerId.optional(),
    /** Who wants it answered, too. */
    votes: z.array(AskerId),
    /** When it was asked, in ms since 1970; absent where no names are kept. */
    at: z.int().optional(),
  })
  .readonly()
/** A question about a paper, for the session that reads it. */
export type Question = z.infer<typeof Question>

/** By group (the scope) and the question's id. */
export const questionKind: Kind<Question> = { name: 'question', schema: Question }

/** The words of a question without case and marks: two that are the same are one question. */
export function toSameWords(text: string): string {
  const line = toLine(text).toLowerCase()
  const bare = line
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{P}\p{S}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return bare === '' ? line : bare
}
