import { isDeepStrictEqual } from 'node:util'
import type { Call } from '../chat/call.ts'
import { findCommand } from '../chat/command-info.ts'
import type { View } from '../chat/view.ts'
import type { Choice, Command } from './command.ts'
import type { Context } from './context.ts'

/**
 * The view as the caller sees it: each button that is one of several alternatives says whether it is their choice, and the view
 * whether it waits for one.
 */
export async function markChosen(
  view: View,
  commands: readonly Command[],
  findContext: () => Promise<Context>,
): Promise<View> {
  const alternatives = new Map<string, Call>()
  for (const part of view.parts)
    for (const button of part.kind === 'buttons' ? part.buttons : [])
      if ('call' in button && findCommand(commands, button.call)?.chosen !== undefined)
        alternatives.set(button.call.command, button.call)
  if (alternatives.size === 0) return view
  const context = await findContext()
  const chosen = new Map<string, Choice>()
  for (const [name, call] of alternatives)
    chosen.set(name, await findCommand(commands, call)?.chosen?.(call.args, context))
  return {
    ...view,
    ...([...chosen.values()].includes(undefined) && { awaitsChoice: true }),
    parts: view.parts.map((part) => {
      if (part.kind !== 'buttons') return part
      const buttons = part.buttons.map((button) =>
        'call' in button && chosen.has(button.call.command)
          ? { ...button, isChosen: isDeepStrictEqual(button.call.args, chosen.get(button.call.command)) }
          : button,
      )
      return { ...part, buttons }
    }),
  }
}
