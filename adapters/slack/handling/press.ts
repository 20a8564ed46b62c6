import { type Answer, refusalOf } from '../../../src/chat/answer.ts'
import { formCommand } from '../../shared/control-store.ts'
import { formExpired } from '../client/errors.ts'
import { toPersonId } from '../client/ids.ts'
import type { Workspace } from '../client/workspace.ts'
import type { SlackActor } from './actor.ts'
import { readMetadata } from './metadata.ts'
import type { readPress } from './read.ts'
import { type ResponseDeps, respond, unknownCall } from './respond.ts'

/** Responds to a press: the call of its control, or a stored form that is opened again. */
export async function respondToPress(
  deps: ResponseDeps,
  workspace: Workspace,
  { actor: presser, control, metadata }: ReturnType<typeof readPress>,
  key: string,
): Promise<void> {
  const { controlStore, formOpener } = deps
  const { team } = workspace
  const from =
    metadata === '' ? undefined : (await readMetadata(metadata, team, presser.user, controlStore))?.from
  const { call, place } = (await controlStore.readControl(control, toPersonId(team, presser.user))) ?? {}
  const actor: SlackActor = { ...presser, ...from, about: place ?? from?.about }
  if (call?.command !== formCommand) return respond(deps, workspace, actor, () => call ?? unknownCall, key)
  const stored = await controlStore.readForm(call)
  const answer: Answer = stored?.form ?? refusalOf(formExpired())
  const formActor = { ...actor, about: stored?.place ?? actor.about }
  return formOpener.open(workspace, formActor, call, Promise.resolve(answer), key)
}
