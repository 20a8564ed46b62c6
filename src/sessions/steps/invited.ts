import type { PersonId } from '../../chat/caller.ts'
import type { Group } from '../../reading/group.ts'
import type { StepDeps } from './step.ts'

/** The people of the group and of its audiences, as far as the platform names them. */
export async function listInvited(
  audiences: StepDeps['audiences'],
  { expect, audiences: asked = [], place }: Group,
): Promise<readonly PersonId[]> {
  const found = await Promise.all(asked.map(({ id }) => audiences.peopleIn(id, place)))
  return [...new Set([...expect, ...found.flatMap((people) => people ?? [])])]
}
