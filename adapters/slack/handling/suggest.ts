import { setTimeout } from 'node:timers/promises'
import type { types } from '@slack/bolt'
import type { Workspace } from '../client/workspace.ts'
import { limits } from '../format/limits.ts'
import { toOption } from './form.ts'
import { readMetadata } from './metadata.ts'
import type { readSuggestion } from './read.ts'
import type { ResponseDeps } from './respond.ts'

const maxWaitMs = 2000

/** The entries for a field with suggestions; empty if they aren't known in time. */
export async function suggest(
  { bot, controlStore, callerReader }: ResponseDeps,
  workspace: Workspace,
  { actor, option: field, typed, metadata }: ReturnType<typeof readSuggestion>,
): Promise<types.PlainTextOption[]> {
  const { call, from } = (await readMetadata(metadata, workspace.team, actor.user, controlStore)) ?? {}
  if (call === undefined) return []
  const caller = await callerReader.readCaller(workspace, { ...actor, ...from })
  const suggestions = await Promise.race([
    bot().suggest(call, field, typed, caller),
    setTimeout(maxWaitMs, [], { ref: false }),
  ])
  return suggestions
    .filter(({ value }) => value.length <= limits.optionValue)
    .slice(0, limits.options)
    .map(({ label, value }) => toOption(label, value))
}
