import type { Part, Span } from '../../chat/view.ts'
import { type Attachment, attachmentKinds } from '../../reading/attachment.ts'
import type { Group, Session } from '../../reading/group.ts'
import { groupButton } from './reading-parts.ts'

const toLink = ({ kind, url }: Attachment): Span => ({ link: attachmentKinds[kind], url })

/** The links of a session's attachments, with a dot between them; empty without any. */
export const attachmentSpans = ({ attachments = [] }: Pick<Session, 'attachments'>): readonly Span[] =>
  attachments.flatMap((one, i) => (i === 0 ? [toLink(one)] : [' · ', toLink(one)]))

/** Attachments that the reader may remove, each with a button for it. */
export const attachedParts = (
  group: Group,
  { id }: Session,
  attachments: readonly Attachment[],
): readonly Part[] =>
  attachments.map((one) => ({
    kind: 'text',
    text: toLink(one),
    button: {
      ...groupButton(group, 'Remove', 'detach', { session: id, at: String(one.at) }),
      name: `Remove ${attachmentKinds[one.kind]}`,
    },
  }))
