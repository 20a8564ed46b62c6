import type { types } from '@slack/bolt'
import { inTime } from '../../../src/chat/in-time.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { Workspace } from '../client/workspace.ts'
import { limits } from '../format/limits.ts'
import { toOption } from '../format/option.ts'
import { readMetadata } from './metadata.ts'
import type { readSuggestion } from './read.ts'
import type { ResponseDeps } from './respond.ts'

const maxWaitMs = 2000

/** The entries for a field with suggestions; empty if they aren't known in time. */
export async function suggest(
  { bot, controlStore, callerReader, clock }: ResponseDeps,
  workspace: Workspace,
  { actor, option: field, typed, metadata }: ReturnType<typeof readSuggestion>,
): Promise<types.PlainTextOption[]> {
  const { call, from } = (await readMetadata(metadata, workspace.team, actor.user, controlStore)) ?? {}
  if (call === undefined) return []

  async function findSuggestions() {
    if (call === undefined) return []
    try {
      return await bot().suggest(
        call,
        field,
        typed,
        await callerReader.readCaller(workspace, { ...actor, ...from }),
      )
    } catch (fault) {
      // A user who doesn't see the place finds nothing there.
      if (fault instanceof UserError) return []
      throw fault
    }
  }

  const suggestions = (await inTime(findSuggestions(), maxWaitMs, clock)) ?? []
  return suggestions
    .filter(({ value }) => value.length <= limits.optionValue)
    .slice(0, limits.options)
    .map(({ label, value }) => toOption(label, value))
}
