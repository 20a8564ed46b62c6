import type { RequireMay } from '../../src/bot/command.ts'
import type { Context } from '../../src/bot/context.ts'
import type { Suggestion } from '../../src/chat/command-info.ts'
import { optional, text } from '../../src/chat/option.ts'
import { cutAtWord } from '../../src/chat/truncate.ts'
import { type Actor, requireTakingPart } from '../../src/poll/permissions.ts'
import { isFound, readSearch } from '../../src/poll/poll-index.ts'
import { organiserRequired } from '../../src/reading/errors.ts'
import type { Group } from '../../src/reading/group.ts'
import { listEntriesFor } from '../../src/reading/reading-list.ts'
import { maxName, nameOf } from './poll-name.ts'

/** A group by its name; left out where the channel has only one. */
export const groupOption = optional(text('Group: if there are several', 80))

/**
 * Refuses a form to people who may do that in no group that it may be about.
 *
 * @param what Completes "Only an organiser or a manager of this channel can …".
 */
export const requireMayInSome =
  (what: string, may: (actor: Actor, group: Group) => boolean) =>
  async ({ caller, reading }: Context, { group }: Readonly<Record<string, string>>): Promise<void> => {
    const found = await reading.groups.resolveAny(caller, group)
    if (found.some(({ group, actor }) => may(actor, group))) return
    for (const { actor } of found) requireTakingPart(actor, what)
    throw organiserRequired(what)
  }

/**
 * Asked before a form about a group, for what everyone may do who takes part in it.
 *
 * @param what Completes "You can't … here."
 */
export const requireTakingPartTo =
  (what: string): RequireMay =>
  async ({ caller, reading }, { group }) =>
    requireTakingPart((await reading.groups.resolve(caller, group)).actor, what)

/** Papers that fit the text typed so far: those that were polled, here first, then those on the channel's reading lists. */
export async function suggestKnown(typed: string, context: Context): Promise<readonly Suggestion[]> {
  const polled = await context.polls.findPapers(context.caller, typed)
  const known = polled.map(({ paper: { title, url }, poll }) => ({
    label: nameOf({ ...poll, title }),
    value: url ?? title,
  }))
  const values = new Set(known.map(({ value }) => value))
  const listed = (await suggestEntries(typed, context)).filter(({ value }) => !values.has(value))
  return [...known, ...listed]
}

/** Entries of the channel's reading lists that fit the text typed so far, in the order that the caller may see. */
export async function suggestEntries(
  typed: string,
  { caller, reading }: Context,
): Promise<readonly Suggestion[]> {
  const search = readSearch(typed)
  const groups = await reading.groups.listHere(caller)
  return groups
    .flatMap((group) => listEntriesFor(group, caller.person.id).entries)
    .filter(({ paper }) => typed.trim() === '' || isFound(paper, search))
    .map(({ paper }) => ({ label: cutAtWord(paper.title, maxName), value: paper.url ?? paper.title }))
}
