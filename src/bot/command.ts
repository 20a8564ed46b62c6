import { z } from 'zod'
import type { FormRequest, Shown } from '../chat/answer.ts'
import { type Call, encodeCall } from '../chat/call.ts'
import type { CommandInfo, FormInfo, Naming, Need, Suggestion } from '../chat/command-info.ts'
import { type Hint, hintsOf } from '../chat/option.ts'
import { UserError, withButtons } from '../chat/user-error.ts'
import { PollId } from '../poll/poll.ts'
import type { Context } from './context.ts'
import { invalidOptions, unknownOptions } from './errors.ts'

/**
 * Who sees a command's answer: only its caller, or everyone in the place; or the answer is a form. Known before the
 * command runs, because a platform must be acknowledged at once and the choice can't be changed afterwards.
 */
export type Audience = 'caller' | 'everyone' | 'form'

/**
 * Asked before a form that submits to a command is opened.
 *
 * @param args Those that the form submits besides what is filled in.
 * @throws UserError for those who may not run it anyway.
 */
export type RequireMay = (context: Context, args: Readonly<Record<string, string>>) => Promise<void>

/**
 * Values that complete the text typed into an option so far, which may be empty.
 *
 * @param args The other options, as typed so far.
 */
export type Suggest = (
  typed: string,
  context: Context,
  args: Readonly<Record<string, string>>,
) => Promise<readonly Suggestion[]>

/**
 * Which of several alternatives a person has chosen: the arguments of the call that would repeat it, `elsewhere` if no button
 * would, or if they may not choose; `undefined` if they haven't chosen yet.
 */
export type Choice = Call['args'] | 'elsewhere' | undefined

interface CommandSpec<Options extends z.ZodRawShape, To extends Audience> {
  readonly name: string
  /** One line for menus, at most 100 characters. */
  readonly summary: string
  /** Text that can be typed after the root command. A command without examples is reached by controls only. */
  readonly examples: readonly string[]
  readonly namesManagers?: true
  readonly needsPages?: true
  readonly needs?: Need
  readonly naming?: Naming
  readonly form?: FormInfo
  /** Made by `text`, `choice`, …, and by `typed` for what typed words need to know. */
  readonly options: Options
  /** More arguments of a call that was made by mentioning the bot in a message to everyone. */
  readonly whenMentioned?: Call['args']
  /** A function, which must be pure, if the audience depends on the options; for invalid options it is `caller`. */
  readonly answers: To | ((options: z.infer<z.ZodObject<Options>>) => To)
  readonly suggest?: Readonly<Partial<Record<keyof Options & string, Suggest>>>
  readonly requireMay?: RequireMay
  /**
   * Finds out which alternative the caller has chosen. The buttons of one view that make calls of such a command are alternatives.
   *
   * @param options Of any of the alternatives.
   */
  readonly chosen?: (options: z.infer<z.ZodObject<Options>>, context: Context) => Promise<Choice>
  readonly whenNotStarted?: (cause: unknown) => UserError
  readonly run: (
    options: z.infer<z.ZodObject<Options>>,
    context: Context,
  ) => Promise<To extends 'form' ? FormRequest : Shown>
}

/** Something that people can ask the bot to do. */
export interface Command extends CommandInfo {
  readonly audienceOf: (args: Readonly<Record<string, string>>) => Audience
  /** More arguments of a call that was made by mentioning the bot in a message to everyone. */
  readonly whenMentioned?: Call['args']
  readonly suggest?: Readonly<Partial<Record<string, Suggest>>>
  /** @param args Of the form's call, without its fields. */
  readonly requireMay?: RequireMay
  /** Finds out which alternative the caller has chosen, given the arguments of any of them. */
  readonly chosen?: (args: Call['args'], context: Context) => Promise<Choice>
  /** The refusal for a fault that ended the call before the command ran; by default, that something went wrong. */
  readonly whenNotStarted?: (cause: unknown) => UserError
  /** The arguments that don't fit their options: option name → what is expected. */
  readonly misfits: (args: Readonly<Record<string, string>>) => Readonly<Record<string, string>>
  /** @throws UserError if the arguments don't fit the options, or as the command says. */
  readonly run: (args: Readonly<Record<string, string>>, context: Context) => Promise<Shown | FormRequest>
}

/** Ties a command's options to the types of its `run`, which gets parsed values instead of text. Other arguments are refused. */
export function defineCommand<Options extends z.ZodRawShape, To extends Audience>(
  spec: CommandSpec<Options, To>,
): Command {
  const { name, summary, examples, namesManagers, needsPages, needs, naming, form } = spec
  const { answers, whenMentioned, suggest, requireMay, chosen, whenNotStarted } = spec
  // An argument that was dropped would look as if it had been heeded.
  const schema = z.strictObject(spec.options)
  const hints = hintsOf(spec.options)
  return {
    name,
    summary,
    examples,
    ...(namesManagers !== undefined && { namesManagers }),
    ...(needsPages !== undefined && { needsPages }),
    ...(needs !== undefined && { needs }),
    ...(naming !== undefined && { naming }),
    ...(form !== undefined && { form }),
    hints,
    audienceOf: (args) => {
      if (typeof answers !== 'function') return answers
      const parsed = schema.safeParse(args)
      return parsed.success ? answers(parsed.data) : 'caller'
    },
    ...(whenMentioned !== undefined && { whenMentioned }),
    ...(suggest !== undefined && { suggest }),
    ...(requireMay !== undefined && { requireMay }),
    ...(chosen !== undefined && {
      async chosen(args, context) {
        const parsed = schema.safeParse(args)
        return parsed.success ? chosen(parsed.data, context) : undefined
      },
    }),
    ...(whenNotStarted !== undefined && { whenNotStarted }),
    misfits: (args) => {
      const { error } = schema.safeParse(args)
      const fields = (error && toUserError(hints, args, error).help.fields) ?? {}
      return Object.fromEntries(Object.entries(fields).filter(([name]) => (args[name] ?? '') !== ''))
    },
    run: async (args, context) => {
      const parsed = schema.safeParse(args)
      if (!parsed.success) {
        const unknown = findUnknown(parsed.error)
        if (unknown.length === 0) throw toUserError(hints, args, parsed.error)
        await requireSeenPoll(args, context)
        throw unknownOptions(unknown)
      }
      try {
        return await spec.run(parsed.data, context)
      } catch (fault) {
        throw fault instanceof UserError ? offerInstead(fault, { command: name, args }) : fault
      }
    },
  }
}

/** The names of arguments that the command doesn't have. */
const findUnknown = (error: z.ZodError): readonly string[] =>
  error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))

/** @throws UserError if the poll that a call is about doesn't exist for the caller, whatever else is wrong with the call. */
async function requireSeenPoll(
  { poll, paper }: Readonly<Record<string, string>>,
  { caller, polls }: Context,
): Promise<void> {
  const id = PollId.safeParse(poll ?? paper)
  if (id.success) await polls.readRights(caller, id.data)
}

/** The error with a button for each value that may have been meant, which keeps everything else of the call. */
export function offerInstead(error: UserError, { command, args }: Call): UserError {
  const { instead } = error.help
  if (instead === undefined) return error
  const buttons = instead.values.map(({ label, value }) => ({
    label,
    call: { command, args: { ...args, [instead.option]: value } },
  }))
  const { form } = instead
  const more =
    form === undefined
      ? []
      : [
          {
            label: form.label,
            call: { command: form.command, args: { call: encodeCall({ command, args }) } },
          },
        ]
  return withButtons(error, [...buttons, ...more])
}

function toUserError(hints: Readonly<Record<string, Hint>>, args: Call['args'], error: z.ZodError) {
  const issues = Map.groupBy(error.issues, ({ path }) => String(path[0]))
  return invalidOptions(
    [...issues].map(([option, [issue]]) => ({
      option,
      hint: hints[option],
      value: args[option] ?? '',
      ...(issue?.code === 'too_big' && issue.origin === 'array' && { max: Number(issue.maximum) }),
    })),
  )
}
