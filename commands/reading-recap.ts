import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { type Shown, show } from '../src/chat/answer.ts'
import { choice, flag, ifEmpty, optional, typed } from '../src/chat/option.ts'
import { fileName } from '../src/export/file-name.ts'
import { type PostDialect, postDialects } from '../src/export/post-dialect.ts'
import { mayDetach } from '../src/reading/attaching.ts'
import type { SeenGroup } from '../src/reading/find-group.ts'
import type { Held } from '../src/reading/held.ts'
import { mayLead } from '../src/reading/permissions.ts'
import { postView } from '../src/views/post-view.ts'
import { attachedParts } from '../src/views/reading/attachment-parts.ts'
import { groupOption } from './options/group.ts'
import { heldDateOption, requireHeld, sessionOption, suggestHeld } from './options/held-session.ts'
import { suggestGroups } from './options/suggest-reading.ts'

export default defineCommand({
  name: 'reading recap',
  summary: 'Show the recap of a session, or get it as a post',
  form: { title: 'Get it as a post', submit: 'Download' },
  examples: ['reading recap', 'reading recap 2 Dec', 'reading recap as:forum'],
  options: {
    date: typed(heldDateOption, { as: 'dates', isFirst: true }),
    as: typed(ifEmpty(optional(choice('Post for: leave it out to see the recap', postDialects)), 'No post'), {
      spellings: { forum: ['lesswrong'] },
    }),
    links: typed(flag('Links: to the discussion here, too'), { onlyWithName: true }),
    session: sessionOption,
    group: groupOption,
  },
  answers: 'caller',
  suggest: { date: suggestHeld, group: suggestGroups },
  async run({ date, as, links, session, group: name }, context) {
    const seen = await context.reading.groups.resolve(context.caller, name)
    const held = await requireHeld(context, seen.group, { session, date, hasRecap: true })
    return as === undefined ? showRecap(context, seen, held) : showPost(context, seen, held, { as, links })
  },
})

async function showRecap(
  { reading }: Context,
  { group, actor }: SeenGroup,
  { session }: Held,
): Promise<Shown> {
  const view = await reading.recapOf(group, session.id)
  const removable = (session.attachments ?? []).filter((one) => mayDetach(actor, group, session, one))
  return show({ ...view, parts: [...view.parts, ...attachedParts(group, session, removable)] })
}

async function showPost(
  { caller, reading, exports, linkToMessage, now }: Context,
  { group, actor }: SeenGroup,
  held: Held,
  { as, links }: { readonly as: PostDialect; readonly links: boolean | undefined },
): Promise<Shown> {
  const { recap } = held.session
  const chat = links === true && recap !== undefined ? await linkToMessage(recap) : undefined
  const mayAsk = mayLead(actor, group, held.session)
  const post = await exports.run(caller, () => reading.postOf(group, held, { dialect: as, mayAsk, chat }))
  const title = held.entry?.paper.title ?? group.name
  return show(postView({ ...post, name: fileName(title, now, 'md') }))
}
