import { z } from 'zod'
import type { FormRequest, Shown } from '../chat/answer.ts'
import type { CommandInfo, Naming, Suggestion } from '../chat/command-info.ts'
import { type Hint, hintsOf } from '../chat/option.ts'
import type { Context } from './context.ts'
import { invalidOptions } from './errors.ts'

/**
 * Who sees a command's answer: only its caller, or everyone in the place; or the answer is a form. Known before the
 * command runs, because a platform must be acknowledged at once and the choice can't be changed afterwards.
 */
export type Audience = 'caller' | 'everyone' | 'form'

interface CommandSpec<Options extends z.ZodRawShape, To extends Audience> {
  readonly name: string
  /** One line for menus, at most 100 characters. */
  readonly summary: string
  /** Text that can be typed after the root command. A command without examples is reached by controls only. */
  readonly examples: readonly string[]
  readonly namesManagers?: true
  readonly naming?: Naming
  readonly submitLabel?: string
  /** Made by `text`, `choice`, …, and by `typed` for what typed words need to know. */
  readonly options: Options
  /** A function, which must be pure, if the audience depends on the options; for invalid options it is `caller`. */
  readonly answers: To | ((options: z.infer<z.ZodObject<Options>>) => To)
  /** Values that complete the text typed into one of the options. */
  readonly suggest?: (option: string, typed: string, context: Context) => Promise<readonly Suggestion[]>
  /** Asked before a form that submits to the command is opened. @throws UserError for those who may not run it anyway. */
  readonly requireMay?: (context: Context) => Promise<void>
  readonly run: (
    options: z.infer<z.ZodObject<Options>>,
    context: Context,
  ) => Promise<To extends 'form' ? FormRequest : Shown>
}

/** Something that people can ask the bot to do. */
export interface Command extends CommandInfo {
  readonly audienceOf: (args: Readonly<Record<string, string>>) => Audience
  readonly suggest?: (option: string, typed: string, context: Context) => Promise<readonly Suggestion[]>
  readonly requireMay?: (context: Context) => Promise<void>
  /** @throws UserError if the arguments don't fit the options, or as the command says. */
  readonly run: (args: Readonly<Record<string, string>>, context: Context) => Promise<Shown | FormRequest>
}

/** Ties a command's options to the types of its `run`, which gets parsed values instead of text. */
export function defineCommand<Options extends z.ZodRawShape, To extends Audience>(
  spec: CommandSpec<Options, To>,
): Command {
  const { name, summary, examples, namesManagers, naming, submitLabel, answers, suggest, requireMay } = spec
  const schema = z.object(spec.options)
  const hints = hintsOf(spec.options)
  return {
    name,
    summary,
    examples,
    ...(namesManagers !== undefined && { namesManagers }),
    ...(naming !== undefined && { naming }),
    ...(submitLabel !== undefined && { submitLabel }),
    hints,
    audienceOf: (args) => {
      if (typeof answers !== 'function') return answers
      const parsed = schema.safeParse(args)
      return parsed.success ? answers(parsed.data) : 'caller'
    },
    ...(suggest !== undefined && { suggest }),
    ...(requireMay !== undefined && { requireMay }),
    run: async (args, context) => {
      const parsed = schema.safeParse(args)
      if (!parsed.success) throw toUserError(hints, parsed.error)
      return spec.run(parsed.data, context)
    },
  }
}

function toUserError(hints: Readonly<Record<string, Hint>>, error: z.ZodError) {
  const fields = Object.fromEntries(
    error.issues.map(({ path }) => [String(path[0]), describeExpectation(hints[String(path[0])])]),
  )
  const labels = Object.keys(fields).map((option) => hints[option]?.label ?? option)
  return invalidOptions(labels, fields)
}

function describeExpectation(hint: Hint | undefined): string {
  switch (hint?.kind) {
    case 'choice':
      return `Choose one of: ${Object.values(hint.values ?? {}).join(', ')}.`
    case 'flag':
      return 'Say yes or no.'
    case 'people':
      return 'Name people of this space.'
    default:
      return `Write 1 to ${hint?.limit ?? 300} characters.`
  }
}
