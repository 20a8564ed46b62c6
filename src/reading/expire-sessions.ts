import { countAnswers } from './count-answers.ts'
import { expirePeople } from './expire-people.ts'

/** As {@link countAnswers}, then as {@link expirePeople}. @returns whether anything was removed. */
export async function expireSessions(
  deps: Parameters<typeof countAnswers>[0] & Parameters<typeof expirePeople>[0],
): Promise<boolean> {
  const isCounted = await countAnswers(deps)
  return (await expirePeople(deps)) || isCounted
}
