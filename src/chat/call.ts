/** A request to the bot: a command's name and its arguments as text. Buttons and forms carry one. */
export interface Call {
  readonly command: string
  readonly args: Readonly<Record<string, string>>
}

/** `vote?poll=p_8f3k2m9q&answer=8`; {@link decodeCall} gives the same call back. */
export function encodeCall({ command, args }: Call): string {
  const query = new URLSearchParams(Object.entries(args)).toString()
  const name = command.replaceAll(' ', '-')
  return query === '' ? name : `${name}?${query}`
}

const pattern = /^([a-z]+(?:-[a-z]+)*)(?:\?(.*))?$/s

/** Reads what {@link encodeCall} wrote. @returns `undefined` if the text, which may be any, is not a call. */
export function decodeCall(text: string): Call | undefined {
  const match = pattern.exec(text)
  if (match?.[1] === undefined) return undefined
  return { command: match[1], args: Object.fromEntries(new URLSearchParams(match[2] ?? '')) }
}

/**
 * The call that opens a form for the missing arguments of another call.
 *
 * @param values What is filled in already.
 * @param notes More arguments of the form's command.
 */
export const fillCall = (call: Call, values: Call['args'] = {}, notes: Call['args'] = {}): Call => ({
  command: 'fill',
  args: {
    call: encodeCall(call),
    ...(Object.keys(values).length > 0 && { values: new URLSearchParams(values).toString() }),
    ...notes,
  },
})
