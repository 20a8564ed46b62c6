import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, ifEmpty, optional, text, typed } from '../src/chat/option.ts'
import { requireMayAttach, requireMayAttachSome } from '../src/reading/attaching.ts'
import { attachmentKinds } from '../src/reading/attachment.ts'
import { maxLinkLength } from '../src/reading/where.ts'
import { attachedView } from '../src/views/session-note-view.ts'
import { groupOption } from './options/group.ts'
import { heldDateOption, requireHeld, sessionOption, suggestHeld } from './options/held-session.ts'
import { suggestGroups } from './options/suggest-reading.ts'

export default defineCommand({
  name: 'reading attach',
  summary: 'Attach a recording, slides or notes to a session',
  form: { title: 'Attach a link', submit: 'Attach' },
  needs: 'take-part',
  examples: [
    'reading attach https://example.org/talk as:recording',
    'reading attach https://example.org/slides.pdf slides 2 Dec',
  ],
  options: {
    link: typed(text('Link: an https address', maxLinkLength), { as: 'link', isFirst: true }),
    as: typed(
      ifEmpty(
        optional(choice('Kind: only attach a recording that everyone in it agreed to', attachmentKinds)),
        'Link',
      ),
      { spellings: { recording: ['video'] } },
    ),
    date: typed(heldDateOption, { as: 'dates', also: ['on'] }),
    session: sessionOption,
    group: groupOption,
  },
  naming: { also: ['reading attachment'] },
  answers: 'caller',
  suggest: { date: suggestHeld, group: suggestGroups },
  async requireMay(context, { group: name, session }) {
    const { group, actor } = await context.reading.groups.resolve(context.caller, name)
    requireMayAttachSome(actor, group, await context.reading.groups.listHeld(group))
    const held = await requireHeld(context, group, { session, date: undefined })
    requireMayAttach(actor, group, held.session)
  },
  async run({ link, as = 'other', date, session: id, group: name }, context) {
    const { caller, reading, now } = context
    const { group, actor } = await reading.groups.resolve(caller, name)
    requireMayAttachSome(actor, group, await reading.groups.listHeld(group))
    const { session } = await requireHeld(context, group, { session: id, date })
    const changed = await reading.groups.attach(actor, group, { session, kind: as, words: link })
    return show(attachedView(group, changed, now))
  },
})
