import { z } from 'zod'
import type { FormRequest, Shown } from '../chat/answer.ts'
import type { CommandInfo, Suggestion } from '../chat/command-info.ts'
import { type Hint, hintOf } from '../chat/option.ts'
import type { Context } from './context.ts'
import { invalidOptions } from './errors.ts'

/**
 * Whom a command answers: its caller alone, everyone in the place, or with a form. Known before it runs, because a
 * platform wants its first word at once and can't change the choice after it.
 */
export type Audience = 'caller' | 'everyone' | 'form'

interface CommandSpec<Options extends z.ZodRawShape, To extends Audience> {
  readonly name: string
  /** One line for menus, at most 100 characters. */
  readonly summary: string
  /** What can be typed after the root command. Commands without examples are reached by controls, not by typing. */
  readonly examples: readonly string[]
  /** Made by `text`, `choice`, …; words without a name go to the first text. */
  readonly options: Options
  /** Where it depends on what is asked for: pure, and `caller` when the options don't fit. */
  readonly answers: To | ((options: z.infer<z.ZodObject<Options>>) => To)
  /** What could be meant by what is typed so far into one of the options. */
  readonly suggest?: (option: string, typed: string, context: Context) => Promise<readonly Suggestion[]>
  readonly run: (
    options: z.infer<z.ZodObject<Options>>,
    context: Context,
  ) => Promise<To extends 'form' ? FormRequest : Shown>
}

/** Something that a person can do. */
export interface Command extends CommandInfo {
  readonly audienceOf: (args: Readonly<Record<string, string>>) => Audience
  readonly suggest?: (option: string, typed: string, context: Context) => Promise<readonly Suggestion[]>
  /** @throws UserError when the arguments don't fit the options, or as the command says. */
  readonly run: (args: Readonly<Record<string, string>>, context: Context) => Promise<Shown | FormRequest>
}

/** Ties a command's options to the types of its `run`; from here on text has become values. */
export function defineCommand<Options extends z.ZodRawShape, To extends Audience>(
  spec: CommandSpec<Options, To>,
): Command {
  const { name, summary, examples, answers, suggest } = spec
  const schema = z.object(spec.options)
  const hints = Object.fromEntries(
    Object.entries(spec.options).map(([option, schema]) => [option, hintOf(schema)]),
  )
  return {
    name,
    summary,
    examples,
    hints,
    audienceOf: (args) => {
      if (typeof answers !== 'function') return answers
      const parsed = schema.safeParse(args)
      return parsed.success ? answers(parsed.data) : 'caller'
    },
    ...(suggest !== undefined && { suggest }),
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
