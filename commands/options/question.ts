import type { Context } from '../../src/bot/context.ts'
import { questionNote } from '../../src/views/questions-view.ts'

/** The sentence under the field for a question: whether names are kept. @throws UserError if there is no such group. */
export async function questionNotes(
  { caller, reading: { groups, questions } }: Context,
  groupName: string | undefined,
): Promise<Readonly<Record<string, string>>> {
  const { group } = await groups.resolve(caller, groupName)
  return { question: questionNote(await questions.visibilityOf(group)) }
}
