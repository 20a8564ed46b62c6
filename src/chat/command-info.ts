import type { Call } from './call.ts'
import type { Hint } from './option.ts'

/** The least that a person must be allowed to do in a conversation to use any of a command there. */
export type Need = 'take-part' | 'post' | 'manage' | 'run-space'

/** A command as help, menus and typed words see it. */
export interface CommandInfo {
  readonly name: string
  /** One line for menus, at most 100 characters. */
  readonly summary: string
  /** Text that can be typed after the root command. A command without examples is reached by controls only. */
  readonly examples: readonly string[]
  /** Whether it is offered only where managers of a conversation may be named. */
  readonly namesManagers?: true
  /** Whether it is about pages, and absent where they have no address that people elsewhere reach. */
  readonly needsPages?: true
  /** Absent for what everyone may do. Only offers follow from it; whether a person may run a command is asked by the command. */
  readonly needs?: Need
  /** Of the options that people can type or fill in. */
  readonly hints: Readonly<Record<string, Hint>>
  readonly naming?: Naming
  /** Absent for a command that no form submits to. */
  readonly form?: FormInfo
}

/** A command's form, each at most 24 characters. */
export interface FormInfo {
  readonly title: string
  /** The act, as the label of the form's button, where a platform lets it be chosen. */
  readonly submit: string
}

/** How a command is found in typed words, besides by its name. */
export interface Naming {
  /** Other spellings of its name. */
  readonly also?: readonly string[]
  /** Other spellings that count only where nothing else is written. */
  readonly alsoAlone?: readonly string[]
  /** Other spellings that say one of its options, too: `reading vote` → `vote`. */
  readonly alsoWith?: Readonly<Record<string, string>>
  /** Whether words open its form instead of running it: always, or where there is something to fill in. */
  readonly opensForm?: 'always' | 'filled'
  /** For a name that others begin with: which of those takes a paper behind it, and which takes other words. */
  readonly otherwise?: { readonly paper: string; readonly words: string }
}

/** A value that completes what has been typed into an option so far. */
export interface Suggestion {
  readonly label: string
  readonly value: string
  /** Whether it says how what was typed is read. */
  readonly isReading?: true
}

/** The command that a call is for: `reading add` and `reading-add` are the same. The only place that compares names. */
export function findCommand<Info extends CommandInfo>(
  commands: readonly Info[],
  { command }: Pick<Call, 'command'>,
): Info | undefined {
  const name = dashed(command)
  return commands.find((info) => info.name.length === name.length && dashed(info.name) === name)
}

const dashed = (name: string): string => name.replaceAll(' ', '-')

/** The commands, without those that need pages if these have no address. */
export const commandsWith = <Info extends CommandInfo>(
  commands: readonly Info[],
  hasPages: boolean,
): readonly Info[] => commands.filter(({ needsPages }) => hasPages || needsPages !== true)
