/** A call that Slack refuses, caught where calls are answered. */
export class Refused extends Error {
  readonly answer: Readonly<Record<string, unknown>>
  /** What a correct bot would never have done; nothing where it may well happen to one. */
  readonly violation: string | undefined

  constructor(error: string, more: { readonly violation?: string | undefined; readonly says?: object } = {}) {
    super(error)
    this.answer = { ok: false, error, ...more.says }
    this.violation = more.violation
  }
}

/** A refusal that may happen to a correct bot too. */
export const refused = (error: string) => new Refused(error)

/** A refusal that only a wrong bot meets. */
export const wronged = (error: string, violation: string, says: object = {}) =>
  new Refused(error, { violation, says })

/** The refusal of blocks, with what is wrong where, as Slack words it. */
export const misfit = (error: string, faults: readonly string[], violation?: string) =>
  new Refused(error, {
    violation,
    says: { response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) } },
  })
